namespace NeuralLab;

/// <summary>The functions and class rules behind the course's data sets, so that a figure can draw the truth beside a prediction.</summary>
public static class CourseFunctions
{
    /// <summary>A parabola: 90 x^2 - 130.</summary>
    /// <param name="x">Any number; the course uses [-1.5, 2].</param>
    public static double Square(double x) => 90 * x * x - 130;

    /// <summary>Four levels, -80, 0, 80 and 160, with jumps at -0.5, 0.5 and 1.5.</summary>
    /// <param name="x">Any number; the course uses [-1.5, 2].</param>
    public static double Steps(double x) => x < -0.5 ? -80 : x < 0.5 ? 0 : x < 1.5 ? 80 : 160;

    /// <summary>Many hills and valleys, very steep near x = 2; its values lie in [-100.3, 100.3].</summary>
    /// <param name="x">Any number; the course uses [-1.5, 2].</param>
    public static double Multimodal(double x) => 100.3 * Math.Tanh(
        0.8 * (x + 1.8) * (x + 1.23) * (x + 1.1) * (x + 1) * (x + 0.34) * x * (x - 0.7) * (x - 1.43) * (x - 1.5) * (x - 2) * (x - 3));

    /// <summary>Two classes: 1 below the diagonal x = y, 0 above and on it.</summary>
    /// <param name="x">Across, [-100, 100].</param>
    /// <param name="y">Up, [-100, 100].</param>
    public static int Easy(double x, double y) => x > y ? 1 : 0;

    /// <summary>Two classes like a chessboard of 3 x 3 fields, 67 wide.</summary>
    /// <param name="x">Across, [-100, 100].</param>
    /// <param name="y">Up, [-100, 100].</param>
    public static int Xor3(double x, double y) => (int)(Math.Floor((x + 100) / 67) + Math.Floor((y + 100) / 67)) % 2;

    /// <summary>Three classes in rings 50 wide, cut and shifted by one class where x is negative.</summary>
    /// <param name="x">Across, [-100, 100].</param>
    /// <param name="y">Up, [-100, 100].</param>
    public static int Rings3(double x, double y) => (Ring(x, y, 50) + (x < 0 ? 1 : 0)) % 3;

    /// <summary>Five classes in rings 40 wide, cut and shifted by one class where x is negative, and by one where y is positive.</summary>
    /// <param name="x">Across, [-100, 100].</param>
    /// <param name="y">Up, [-100, 100].</param>
    public static int Rings5(double x, double y) => (Ring(x, y, 40) + (x < 0 ? 1 : 0) + (y > 0 ? 1 : 0)) % 5;

    static int Ring(double x, double y, double width) => (int)Math.Floor(Math.Sqrt(x * x + y * y) / width);
}
