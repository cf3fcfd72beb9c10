using System.Globalization;
using System.Text;

namespace NeuralLab;

/// <summary>
/// Draws the course's data sets. Coordinates are rounded to six decimals before the function or rule sees them, and values after it, so
/// that a file is what its text says and is the same, byte for byte, on every platform.
/// </summary>
static class CourseGenerator
{
    // With this seed 36 of square-large's 300 test samples lie outside the training range, and each jump of steps-small leaves some test
    // samples undecided, as the course says of its own.
    const int Seed = 45;

    public static string Csv(CourseSet set, bool test)
    {
        RandomStream random = new(Seed, $"{RandomPurpose.Data}/{set.Name}", test ? 1 : 0);
        StringBuilder text = new(string.Join(',', set.ColumnNames) + '\n');
        var (low, high) = test ? set.TestRange : set.TrainingRange;
        if (set.Function is { } function)
            for (int left = test ? set.TestCount : set.TrainingCount; left > 0; left--)
            {
                double x = Draw();
                Line($"{x:F6},{Rounded(function(x)):F6}\n");
            }
        else if (test)
            for (int left = set.TestCount; left > 0; left--) Point(_ => true);
        else
            for (int wanted = 0; wanted < set.ClassCount; wanted++)
                for (int left = set.TrainingSizes[wanted]; left > 0;)
                    if (Point(drawn => drawn == wanted)) left--;
        return text.ToString();

        double Draw() => Rounded(low + (high - low) * random.NextDouble());

        bool Point(Func<int, bool> accepted)
        {
            double x = Draw(), y = Draw();
            int drawn = set.Rule!(x, y);
            if (!accepted(drawn)) return false;
            Line($"{x:F6},{y:F6},{drawn}\n");
            return true;
        }

        void Line(FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture));
    }

    // Through its text, and without a negative zero.
    static double Rounded(double value) =>
        double.Parse(value.ToString("F6", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture) + 0.0;
}
