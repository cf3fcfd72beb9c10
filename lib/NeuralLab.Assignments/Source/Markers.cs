using System.Text.RegularExpressions;

namespace NeuralLab.Assignments.Source;

/// <summary>The lines of a source cell that say what students get: <c>// BEGIN SOLUTION</c>, <c>### BEGIN HIDDEN TESTS</c> and their ends.</summary>
static partial class Markers
{
    /// <summary>What stands between markers of one kind.</summary>
    internal enum Region
    {
        /// <summary>What a student writes.</summary>
        Solution,

        /// <summary>What only the grader runs.</summary>
        HiddenTests,
    }

    /// <summary>The cell as students get it: a stub for each solution, no hidden tests.</summary>
    /// <param name="source">The source cell.</param>
    /// <param name="stub">One line of code.</param>
    /// <param name="place">What messages call the cell.</param>
    /// <exception cref="AssignmentException">A region does not end, or begins inside another.</exception>
    internal static string ForStudents(string source, string stub, string place)
    {
        List<string> kept = [];
        foreach (var (line, region, isMarker) in Lines(source, place))
        {
            if (region is null) kept.Add(line);
            else if (isMarker && region == Region.Solution && Marker().Match(line).Groups["edge"].Value == "BEGIN")
                kept.Add(Indent().Match(line).Value + stub);
        }
        return string.Join('\n', kept).TrimEnd('\n');
    }

    /// <summary>The cell with all its code, without the markers, which need not be C#.</summary>
    /// <inheritdoc cref="ForStudents"/>
    internal static string Whole(string source, string place) =>
        string.Join('\n', Lines(source, place).Where(line => !line.IsMarker).Select(line => line.Text));

    /// <summary>The lines inside regions of one kind.</summary>
    internal static IEnumerable<string> Inside(string source, Region region, string place) =>
        Lines(source, place).Where(line => line.Region == region && !line.IsMarker).Select(line => line.Text);

    static List<(string Text, Region? Region, bool IsMarker)> Lines(string source, string place)
    {
        List<(string, Region?, bool)> lines = [];
        Region? region = null;
        foreach (var line in source.Split('\n'))
        {
            var marker = Marker().Match(line);
            if (!marker.Success)
            {
                lines.Add((line, region, false));
                continue;
            }
            var named = marker.Groups["region"].Value == "SOLUTION" ? Region.Solution : Region.HiddenTests;
            var begins = marker.Groups["edge"].Value == "BEGIN";
            if (begins ? region is not null : region != named)
                throw new AssignmentException($"{place}: '{line.Trim()}' stands {(begins ? "inside another region" : "where no such region has begun")}");
            lines.Add((line, named, true));
            region = begins ? named : null;
        }
        return region is null ? lines : throw new AssignmentException($"{place}: the region {region} does not end");
    }

    [GeneratedRegex(@"^\s*(?://|#)[/#\s]*(?<edge>BEGIN|END) (?<region>SOLUTION|HIDDEN TESTS)\b")]
    private static partial Regex Marker();

    [GeneratedRegex(@"^\s*")]
    private static partial Regex Indent();
}
