namespace NeuralLab;

/// <summary>
/// A published set of images that is too large to ship: downloaded, checked by the SHA-256 of its unpacked content, and kept in the cache
/// folder; or taken from any folder that has its files.
/// </summary>
public sealed record ImageSource
{
    const string TrainingImages = "train-images-idx3-ubyte", TrainingLabels = "train-labels-idx1-ubyte";
    const string TestImages = "t10k-images-idx3-ubyte", TestLabels = "t10k-labels-idx1-ubyte";
    const int Images60000 = 47_040_016, Labels60000 = 60_008, Images10000 = 7_840_016, Labels10000 = 10_008;

    /// <summary>70,000 handwritten digits of 28 x 28 pixels (LeCun, Cortes and Burges, 1998).</summary>
    public static ImageSource Mnist { get; } = new()
    {
        Name = "mnist",
        Address = new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
        ClassNames = [.. Enumerable.Range(0, 10).Select(digit => $"{digit}")],
        Files =
        [
            new(TrainingImages, Images60000, "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db"),
            new(TrainingLabels, Labels60000, "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5"),
            new(TestImages, Images10000, "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7"),
            new(TestLabels, Labels10000, "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"),
        ],
    };

    /// <summary>70,000 pictures of clothes of 28 x 28 pixels (Xiao, Rasul and Vollgraf, 2017; MIT licence).</summary>
    public static ImageSource FashionMnist { get; } = new()
    {
        Name = "fashion-mnist",
        Address = new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
        ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
        Files =
        [
            new(TrainingImages, Images60000, "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888"),
            new(TrainingLabels, Labels60000, "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9"),
            new(TestImages, Images10000, "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b"),
            new(TestLabels, Labels10000, "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"),
        ],
    };

    /// <summary>All sources.</summary>
    public static IReadOnlyList<ImageSource> All { get; } = [Mnist, FashionMnist];

    /// <summary>What commands and messages call it; also its folder's name in the cache.</summary>
    public required string Name { get; init; }

    /// <summary>The folder on the web that has the files, ending in a slash.</summary>
    public required Uri Address { get; init; }

    /// <summary>One name per class.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>Four files: images and labels for training, images and labels for the test.</summary>
    public required IReadOnlyList<ImageFile> Files { get; init; }

    /// <summary>A source by its name.</summary>
    /// <param name="name">The name, exactly.</param>
    /// <exception cref="DataException">There is no such source.</exception>
    public static ImageSource Find(string name) => All.FirstOrDefault(source => source.Name == name)
        ?? throw new DataException(
            $"There is no image set '{name}'; those to get are {string.Join(", ", All.Select(source => source.Name))}.");

    /// <summary>Reads the images and checks them.</summary>
    /// <param name="folder">
    /// Where the files are, by their own names with or without <c>.gz</c>, or in a folder there by the source's name. Default the cache,
    /// see <see cref="DataFolder.Cache"/>, which <see cref="GetAsync"/> fills.
    /// </param>
    /// <exception cref="DataNotFoundException">A file is not there.</exception>
    /// <exception cref="DataException">A file is damaged or not the published one.</exception>
    public ImageSplit Load(string? folder = null)
    {
        var files = Files.Select(file => Read(file, Locate(file, folder))).ToArray();
        return new(
            ImageSet.FromIdx($"{Name} training", files[0], files[1], ClassNames),
            ImageSet.FromIdx($"{Name} test", files[2], files[3], ClassNames));
    }

    /// <summary>Whether all files are there; their content is not looked at.</summary>
    /// <param name="folder">Where to look; default the cache.</param>
    public bool IsPresent(string? folder = null) => Files.All(file => Candidates(file, folder).Any(File.Exists));

    /// <summary>
    /// Brings all files into the cache folder and checks them; those that are there already and whole are kept. A file appears under its
    /// name only when it is complete and checked.
    /// </summary>
    /// <param name="from">A folder, or an address that begins with http:// or https://; default <see cref="Address"/>.</param>
    /// <param name="progress">Is told how far each download is.</param>
    /// <param name="cancellation">Stops; what came is kept for the next time.</param>
    /// <returns>The folder that now has them.</returns>
    /// <exception cref="DataNotFoundException">The folder given, or a file in it, is not there.</exception>
    /// <exception cref="DownloadException">A download failed, or is not the published file.</exception>
    /// <exception cref="DataException">A file in the folder given is not the published one.</exception>
    public Task<string> GetAsync(
        string? from = null, IProgress<DownloadProgress>? progress = null, CancellationToken cancellation = default) =>
        new ImageCache(this, DataFolder.Cache()).FillAsync(from, progress, cancellation);

    internal IdxFile Read(ImageFile file, string path)
    {
        var content = IdxFile.Read(path, dimensionCount: Files[0] == file || Files[2] == file ? 3 : 1);
        return content.Sha256 == file.Sha256
            ? content
            : throw new DataException($"{path}: expected the content of SHA-256 {file.Sha256}, got {content.Sha256}.");
    }

    internal string Locate(ImageFile file, string? folder) => Candidates(file, folder).FirstOrDefault(File.Exists)
        ?? throw new DataNotFoundException(Candidates(file, folder)[0], $"run `neurallab data get {Name}`, or name a folder that has it");

    string[] Candidates(ImageFile file, string? folder)
    {
        folder ??= DataFolder.Cache();
        string inner = Path.Combine(folder, Name, file.Name), outer = Path.Combine(folder, file.Name);
        return [inner + ".gz", inner, outer + ".gz", outer];
    }
}
