using System.Globalization;
using System.Numerics;
using System.Text;

namespace NeuralLab;

/// <summary>The layers of a network as a table, see <see cref="Network{T}.Summary"/>.</summary>
/// <param name="Layers">One row for each layer.</param>
public sealed record NetworkSummary(IReadOnlyList<LayerSummary> Layers)
{
    static readonly string[] Titles = ["Layer", "Outputs", "Activation", "Parameters"];

    /// <summary>How many numbers the network learns.</summary>
    public int ParameterCount => Layers.Sum(layer => layer.ParameterCount);

    internal static NetworkSummary Of<T>(Network<T> network)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => new(
        [
            .. network.Layers.Select(layer => new LayerSummary(
                layer.Name, layer.Inputs, layer.Outputs, layer.Activation.Name, layer.Parameters.Sum(parameter => parameter.Count)))
        ]);

    /// <summary>The table as lines of text.</summary>
    public override string ToString()
    {
        string[][] rows =
        [
            Titles,
            .. Layers.Select(layer => new[] { layer.Name, $"{layer.Outputs}", layer.Activation, layer.ParameterCount.ToString("N0", CultureInfo.InvariantCulture) }),
            ["", "", "together", ParameterCount.ToString("N0", CultureInfo.InvariantCulture)],
        ];
        int[] widths = [.. Enumerable.Range(0, Titles.Length).Select(column => rows.Max(row => row[column].Length))];
        StringBuilder text = new();
        foreach (var row in rows)
            text.Append(row[0].PadRight(widths[0])).Append("  ").Append(row[1].PadLeft(widths[1])).Append("  ")
                .Append(row[2].PadRight(widths[2])).Append("  ").Append(row[3].PadLeft(widths[3])).Append('\n');
        return text.ToString();
    }
}

/// <summary>A layer in a table.</summary>
/// <param name="Name">Kind and place.</param>
/// <param name="Inputs">Rows of the input.</param>
/// <param name="Outputs">Rows of the output.</param>
/// <param name="Activation">What it applies to its weighted sum.</param>
/// <param name="ParameterCount">How many numbers it learns.</param>
public sealed record LayerSummary(string Name, int Inputs, int Outputs, string Activation, int ParameterCount);
