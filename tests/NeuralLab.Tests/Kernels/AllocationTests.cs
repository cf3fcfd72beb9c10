using System.Numerics;
using NeuralLab.Kernels;

namespace NeuralLab.Tests.Kernels;

public class AllocationTests
{
    public static TheoryData<string> Names => [.. KernelChoice.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void No_kernel_allocates_after_its_first_call(string name)
    {
        Check<float>(name);
        Check<double>(name);
    }

    static void Check<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var kernels = KernelChoice.Create<T>(name);
        // Large enough to be packed: k of several runs, columns of B 4096 bytes apart.
        Guarded<T> a = new(70, 1024), b = new(1024, 40), c = new(70, 40), at = new(1024, 70), bt = new(40, 1024);
        Guarded<T> z = new(37, 12), y = new(37, 12, 0, (i, j) => i == j ? 1 : 0), gradient = new(37, 12);
        var sums = new T[70];
        int[] columns = [3, 1, 2];
        var tanh = Activation.Tanh.Bind(kernels);
        var loss = new MeanSquaredError().Bind(kernels);
        var penalty = new ElasticNet(0.1, 0.1).Bind(kernels);
        var adam = new Adam().Bind(kernels);
        Guarded<T> first = new(37, 12), second = new(37, 12);
        // A collection that another test causes counts what is left of this thread's allocation buffer as allocated; what a kernel
        // allocates would be there in every round.
        var least = long.MaxValue;
        for (var round = 0; round < 8; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            kernels.Multiply(a.Block, b.Block, c.Block, sums);
            kernels.TransposeMultiply(at.Block, b.Block, c.Block);
            kernels.MultiplyTranspose(a.Block, bt.Block, c.Block);
            kernels.RowSums(c.Block, sums);
            kernels.Softmax(z.Block, gradient.Block);
            kernels.SoftmaxCrossEntropy(z.Block, y.Block, gradient.Block, [], 1);
            kernels.Gather(z.Block, columns, gradient.Block.ColumnRange(0, 3));
            kernels.Hadamard(z.Run, y.Run, gradient.Run);
            kernels.Scale(gradient.Run, 2);
            kernels.DropoutMask(gradient.Run, 1, 2, 0.5);
            kernels.SumOfSquares(y.Run);
            tanh.Apply(z.Block, gradient.Block);
            tanh.Backward(z.Block, gradient.Block, y.Block, gradient.Block);
            loss.Evaluate(z.Block, y.Block, gradient.Block, [], 1);
            penalty.AddGradient(z.Run, gradient.Run);
            adam.BeginStep(round + 1, 0.1);
            adam.Update(z.Run, gradient.Run, first.Run, second.Run, default);
            if (round > 0) least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.True(least == 0, $"{name} {typeof(T).Name}: {least} bytes allocated in every round.");
    }
}
