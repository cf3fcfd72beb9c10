using System.Numerics;
using MathNet.Numerics.LinearAlgebra;

namespace NeuralLab;

/// <summary>
/// Grey images with labels, kept as bytes: an eighth of the memory of doubles. Becomes a data set, or a part of it does, when asked.
/// </summary>
public sealed class ImageSet
{
    /// <summary>A set of images.</summary>
    /// <param name="name">What the set is called in figures and messages.</param>
    /// <param name="pixels">Image after image, each row after row from the top left, 0 .. 255. Kept, not copied.</param>
    /// <param name="width">Pixels across, at least 1.</param>
    /// <param name="height">Pixels down, at least 1.</param>
    /// <param name="labels">One class per image, 0 .. classes - 1; at least one image. Kept, not copied.</param>
    /// <param name="classNames">One per class.</param>
    /// <exception cref="ArgumentException">Numbers of pixels and labels do not fit, or an argument is null.</exception>
    /// <exception cref="DataException">A label is not a class.</exception>
    public ImageSet(string name, ReadOnlyMemory<byte> pixels, int width, int height, int[] labels, IReadOnlyList<string> classNames)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(classNames);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        OneHot.CheckLabels(labels, classNames.Count);
        if (pixels.Length != (long)width * height * labels.Length)
            throw new ArgumentException(
                $"pixels must hold {labels.Length} images of {width} x {height} pixels, but {name} has {pixels.Length} pixels.", nameof(pixels));
        (Name, Pixels, Width, Height, Labels, ClassNames) = (name, pixels, width, height, labels, classNames);
    }

    /// <summary>Reads two IDX files: images in three dimensions (images x height x width), and a label for each.</summary>
    /// <param name="name">What the set is called in figures and messages.</param>
    /// <param name="imagesPath">The images; packed by gzip or not.</param>
    /// <param name="labelsPath">The labels; packed by gzip or not.</param>
    /// <param name="classNames">One per class.</param>
    /// <exception cref="DataException">A file is missing or damaged, they do not fit together, or a label is not a class.</exception>
    public static ImageSet Read(string name, string imagesPath, string labelsPath, IReadOnlyList<string> classNames) =>
        FromIdx(name, IdxFile.Read(imagesPath, 3), IdxFile.Read(labelsPath, 1), classNames);

    internal static ImageSet FromIdx(string name, IdxFile images, IdxFile labels, IReadOnlyList<string> classNames)
    {
        if (images.Dimensions[0] != labels.Dimensions[0])
            throw new DataException(
                $"{name}: there are {images.Dimensions[0]} images and {labels.Dimensions[0]} labels; do the files belong together?");
        int[] classes = Array.ConvertAll(labels.Data.ToArray(), label => (int)label);
        return new(name, images.Data, width: images.Dimensions[2], height: images.Dimensions[1], classes, classNames);
    }

    /// <summary>What the set is called.</summary>
    public string Name { get; }

    /// <summary>Image after image, each row after row from the top left, 0 .. 255.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>Pixels across an image.</summary>
    public int Width { get; }

    /// <summary>Pixels down an image.</summary>
    public int Height { get; }

    /// <summary>The class of every image.</summary>
    public int[] Labels { get; }

    /// <summary>One name per class.</summary>
    public IReadOnlyList<string> ClassNames { get; }

    /// <summary>Number of images.</summary>
    public int Count => Labels.Length;

    /// <summary>One image's pixels, row after row from the top left.</summary>
    /// <param name="image">Which, 0 .. <see cref="Count"/> - 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int image)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(image);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(image, Count);
        return Pixels.Span.Slice(image * Width * Height, Width * Height);
    }

    /// <summary>The images at <paramref name="indices"/>, in that order.</summary>
    /// <param name="indices">Images, each 0 .. <see cref="Count"/> - 1, at least one.</param>
    /// <exception cref="ArgumentException">No index, or one out of range.</exception>
    public ImageSet Select(params ReadOnlySpan<int> indices)
    {
        byte[] pixels = new byte[indices.Length * Width * Height];
        int[] labels = new int[indices.Length];
        for (int position = 0; position < labels.Length; position++)
        {
            Image(indices[position]).CopyTo(pixels.AsSpan(position * Width * Height));
            labels[position] = Labels[indices[position]];
        }
        return new(Name, pixels, Width, Height, labels, ClassNames);
    }

    /// <summary>The images as numbers: pixels x images, each pixel divided by 255 and so in [0, 1].</summary>
    /// <typeparam name="T"><see cref="float"/> for large sets, or <see cref="double"/>.</typeparam>
    public DataSet<T> ToDataSet<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T white = T.CreateTruncating(255);
        var values = new T[Pixels.Length];
        var bytes = Pixels.Span;
        for (int index = 0; index < values.Length; index++) values[index] = T.CreateTruncating(bytes[index]) / white;
        string[] names = [.. Enumerable.Range(0, Width * Height).Select(pixel => $"pixel_{pixel / Width}_{pixel % Width}")];
        return new(Name, Matrix<T>.Build.Dense(Width * Height, Count, values), Labels, ClassNames, names);
    }

    /// <summary>Name and sizes in one line.</summary>
    public override string ToString() => $"{Name}: {Count} images of {Width} x {Height} pixels, {ClassNames.Count} classes";
}
