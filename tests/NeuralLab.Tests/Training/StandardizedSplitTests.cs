using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab.Tests.Training;

public class StandardizedSplitTests
{
    static DataSet<double> Set(double[,] y) => new("t", Matrix<double>.Build.DenseOfArray(new double[,] { { 1, 2, 3, 4 } }), Matrix<double>.Build.DenseOfArray(y));

    [Fact]
    public void AStandardizedErrorInUnitsIsTheErrorInUnits()
    {
        var data = CourseData.Load("square-small");
        StandardizedSplit<double> split = new(data);
        var network = Mlp.Create(1, [1, 3, 1], Activation.Tanh);
        var standardized = network.Evaluate(split.X, split.Y, Loss.MeanSquaredError);
        Numeric.Close(split.MeanSquaredError(network, data.Training), split.InUnits(standardized), 1e-12);
        Assert.True(double.IsNaN(split.InUnits(double.NaN)));
    }

    [Fact]
    public void SeveralTargetsHaveNoCommonUnit()
    {
        var two = Set(new double[,] { { 1, 2, 3, 4 }, { 10, 20, 30, 50 } });
        Assert.Contains("2 targets", Assert.Throws<InvalidOperationException>(() => new StandardizedSplit<double>(new(two, two)).InUnits(1)).Message, StringComparison.Ordinal);
    }
}
