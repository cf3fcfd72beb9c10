using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>The tensors of a file whose names begin alike: what one part of a checkpoint keeps.</summary>
sealed class TensorSection(TensorFile file, string prefix)
{
    internal TensorSection Section(string name) => new(file, $"{prefix}{name}.");

    internal void Add<T>(string name, Matrix<T> matrix)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => file.Add(prefix + name, matrix);

    internal Matrix<T> Get<T>(string name, int rows, int columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => file.Get<T>(prefix + name, rows, columns);

    /// <summary>Keeps a list of numbers; an empty one leaves no trace.</summary>
    internal void Add(string name, IReadOnlyList<double> numbers)
    {
        if (numbers.Count > 0) file.Add(prefix + name, Matrix<double>.Build.Dense(1, numbers.Count, [.. numbers]));
    }

    internal double[] Numbers(string name) =>
        file.Tensors.ContainsKey(prefix + name) ? file.Get(prefix + name).To<double>().ToColumnMajorArray() : [];

    /// <summary>A list of numbers that must have a length.</summary>
    internal double[] Numbers(string name, int count) => Numbers(name) is var numbers && numbers.Length == count
        ? numbers
        : throw new FormatException($"'{prefix}{name}' must have {count} numbers, but has {numbers.Length}");
}
