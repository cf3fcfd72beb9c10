using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>From outputs to class indices.</summary>
static class Classes
{
    /// <summary>Row of the largest output of each column (the first of equals); of a single row, 1 above one half, else 0.</summary>
    internal static int[] Of<T>(Matrix<T> outputs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var classes = new int[outputs.ColumnCount];
        for (var j = 0; j < classes.Length; j++)
        {
            if (outputs.RowCount == 1) classes[j] = outputs[0, j] > T.CreateTruncating(0.5) ? 1 : 0;
            else for (var i = 1; i < outputs.RowCount; i++) if (outputs[i, j] > outputs[classes[j], j]) classes[j] = i;
        }
        return classes;
    }
}
