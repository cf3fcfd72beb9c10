using FsCheck;
using FsCheck.Fluent;

namespace NeuralLab.Tests.Persistence;

/// <summary>Properties of random networks: files are the identity, softmax is a distribution.</summary>
public class NetworkProperties
{
    /// <summary>Sizes of two or more layers, and a seed.</summary>
    static Arbitrary<(int[] Sizes, int Seed)> Networks() => Gen.Choose(1, 9).ArrayOf().Where(sizes => sizes.Length is >= 2 and <= 5)
        .SelectMany(sizes => ArbMap.Default.GeneratorFor<int>().Select(seed => (sizes, seed))).ToArbitrary();

    static Network<T> Make<T>((int[] Sizes, int Seed) given)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T> => Mlp.Create<T>(
        given.Seed, given.Sizes, Components.Activations[(uint)given.Seed % 10], Activation.Softmax,
        Components.Initializers[(uint)given.Seed % Components.Initializers.Length], dropout: 0.1);

    [Fact]
    public void SavingAndLoadingIsTheIdentity() => Prop.ForAll(Networks(), given =>
    {
        using TemporaryFolder folder = new();
        var network = Make<float>(given);
        network.Save(folder.File("m"));
        var loaded = Network.Load<float>(folder.File("m"));
        return Samples.Weights(network).SequenceEqual(Samples.Weights(loaded))
            && network.Predict(Samples.Normal<float>(given.Sizes[0], 3)).Equals(loaded.Predict(Samples.Normal<float>(given.Sizes[0], 3)));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void SoftmaxIsADistribution() => Prop.ForAll(Networks(), given =>
    {
        var output = Make<double>(given).Predict(1e3 * Samples.Normal<double>(given.Sizes[0], 5, given.Seed));
        return output.Enumerate().All(p => p is >= 0 and <= 1) && output.ColumnSums().All(sum => Math.Abs(sum - 1) < 1e-12);
    }).QuickCheckThrowOnFailure();
}
