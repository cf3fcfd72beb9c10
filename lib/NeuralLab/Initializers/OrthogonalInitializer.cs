using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// A random matrix with orthonormal columns, or rows where there are more columns than rows: the Q of the QR decomposition of a normal
/// matrix, its signs made unique by R's diagonal (Saxe, McClelland and Ganguli, Exact Solutions to the Nonlinear Dynamics of Learning
/// in Deep Linear Neural Networks, 2014).
/// </summary>
/// <param name="Gain">Factor on the weights, default 1.</param>
public sealed record OrthogonalInitializer(double Gain = 1) : Initializer
{
    private protected override Matrix<double> Make(int outputs, int inputs, RandomStream random)
    {
        int tall = Math.Max(outputs, inputs), narrow = Math.Min(outputs, inputs);
        var decomposition = new NormalInitializer(0, 1).Create(tall, narrow, random).QR(MathNet.Numerics.LinearAlgebra.Factorization.QRMethod.Thin);
        var signs = Matrix<double>.Build.DenseOfDiagonalVector(decomposition.R.Diagonal().Map(r => r < 0 ? -Gain : Gain));
        var orthogonal = decomposition.Q * signs;
        return outputs >= inputs ? orthogonal : orthogonal.Transpose();
    }
}
