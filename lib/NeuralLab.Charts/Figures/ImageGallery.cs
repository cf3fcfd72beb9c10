namespace NeuralLab.Charts;

public static partial class Figures
{
    /// <summary>Small pictures in rows, each with its caption: misclassified digits, or what neurons look for.</summary>
    /// <param name="title">What the figure shows.</param>
    /// <param name="pictures">At least one; all of one size.</param>
    /// <param name="width">Pixels per row of a picture.</param>
    /// <param name="columns">Pictures per row; 6 by default.</param>
    /// <param name="weights">True for weights, coloured around zero; false (the default) for grey pictures, dark on light.</param>
    /// <exception cref="ArgumentException">There is no picture, or its pixels do not fill rows of the width, or sizes differ.</exception>
    public static Figure ImageGallery(string title, IReadOnlyList<Picture> pictures, int width, int columns = 6, bool weights = false)
    {
        Check.Some(pictures, "picture");
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var size = pictures[0].Pixels.Count;
        if (size == 0 || size % width != 0)
            throw new ArgumentException($"Expected pictures of full rows of {width} pixels, got {size} pixels.", nameof(pictures));
        foreach (var picture in pictures)
            Check.SameCount(size, picture.Pixels.Count, "pictures of one size", nameof(pictures));

        var tiles = new Tiles(width, size / width, Math.Min(columns, pictures.Count), pictures.Count);
        var magnitude = pictures.SelectMany(picture => picture.Pixels).Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(1).Max();
        return FigureBuilder.Picture(title)
            .Add(new
            {
                type = "heatmap",
                z = tiles.Join(pictures),
                colorscale = weights ? Look.Diverging : new object[] { new object[] { 0, "#F4F1EC" }, new object[] { 1, "#1B1B1B" } },
                zmin = weights ? -magnitude : 0,
                zmax = magnitude,
                showscale = weights,
                colorbar = weights ? Heatmap.Colorbar("weight") : null,
                hoverinfo = "skip",
            })
            .Layout(new
            {
                height = Math.Clamp(90 + 110 * tiles.Rows, 300, 900),
                margin = new { l = 16, b = 16 },
                xaxis = new { constrain = "domain" },
                yaxis = new { autorange = "reversed", scaleanchor = "x", constrain = "domain" },
                annotations = pictures.Select((picture, index) => new
                {
                    text = picture.Caption,
                    x = tiles.CenterOf(index),
                    y = tiles.TopOf(index) - 0.6,
                    yanchor = "bottom",
                    showarrow = false,
                    font = new { size = 11 },
                }),
            })
            .Proportions(tiles.HeightOverWidth, around: 60)
            .Build($"{pictures.Count} pictures of {width} x {size / width} pixels: {string.Join("; ", pictures.Select(picture => picture.Caption).Where(caption => caption.Length > 0))}");
    }

    /// <summary>Where pictures of one size stand in one large one, with space above each for its caption.</summary>
    sealed class Tiles(int width, int height, int columns, int count)
    {
        readonly int gap = Math.Max(1, width / 8);

        // Captions are as tall on a picture of 8 pixels as on one of 28.
        readonly int caption = Math.Max(2, height / 4);

        public int Rows => (count + columns - 1) / columns;

        public double HeightOverWidth => Rows * (height + caption) / (double)(columns * (width + gap));

        public double CenterOf(int index) => LeftOf(index) + (width - 1) / 2.0;

        public int TopOf(int index) => caption + index / columns * (height + caption);

        public double[][] Join(IReadOnlyList<Picture> pictures)
        {
            var joined = Enumerable.Range(0, Rows * (height + caption))
                .Select(_ => Enumerable.Repeat(double.NaN, columns * (width + gap) - gap).ToArray())
                .ToArray();
            for (var index = 0; index < pictures.Count; index++)
            {
                for (var pixel = 0; pixel < width * height; pixel++)
                    joined[TopOf(index) + pixel / width][LeftOf(index) + pixel % width] = pictures[index].Pixels[pixel];
            }
            return joined;
        }

        int LeftOf(int index) => index % columns * (width + gap);
    }
}
