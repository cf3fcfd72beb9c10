using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab;

/// <summary>Some columns of a parameter: threads share an update by columns.</summary>
/// <typeparam name="T">float or double.</typeparam>
/// <param name="Parameter">The parameter.</param>
/// <param name="First">The first of the columns.</param>
/// <param name="Count">How many.</param>
readonly record struct ParameterColumns<T>(Parameter<T> Parameter, int First, int Count)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>The numbers of these columns, one column after the other.</summary>
    internal Span<T> Values => Of(Parameter.Value.Values());

    /// <summary>Their gradient: rows x columns.</summary>
    internal Block<T> Gradient => Parameter.Gradient.Block().ColumnRange(First, Count);

    /// <summary>The part for these columns of an array with a number for each number of the parameter.</summary>
    internal Span<T> Of(T[] all) => all.AsSpan(First * Parameter.Value.RowCount, Count * Parameter.Value.RowCount);
}
