using System.Reflection;
using System.Text.Json.Nodes;

namespace NeuralLab.Charts.Tests;

public sealed class FigureTests
{
    static readonly Series Points = new("points", [1, 2, 3], [4, 5, 6]);

    [Fact]
    public void Every_builder_has_an_example_in_the_gallery()
    {
        var builders = typeof(Figures).GetMethods(BindingFlags.Public | BindingFlags.Static).Select(method => method.Name).Distinct();
        var examples = Gallery.Figures.Keys.Select(name => name.Split(' ')[0]).ToHashSet();
        Assert.Equal([], builders.Except(examples));
    }

    [Fact]
    public void Every_figure_names_its_title_and_axes_in_layout_and_summary()
    {
        // Pictures measure nothing along their edges.
        foreach (var (name, figure) in Gallery.Figures.Where(pair => !pair.Key.StartsWith("ImageGallery", StringComparison.Ordinal) && pair.Key != "Backpropagation"))
        {
            Assert.Equal(figure.Title, (string?)figure.Layout["title"]!["text"]);
            foreach (var axis in new[] { "xaxis", "yaxis" })
            {
                var title = (string?)figure.Layout[axis]!["title"]!["text"];
                Assert.False(string.IsNullOrWhiteSpace(title), $"{name} has no title at its {axis}.");
                Assert.Contains(title, figure.Summary, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_band_is_under_the_data_and_named_in_figure_and_summary()
    {
        var plain = Figures.Scatter("t", [Points], "x", "y").WithCaption("Message.");
        var banded = plain.WithBand(1.5, 2, "gap").WithBand(2.5, 3, "another");
        var shapes = banded.Layout["shapes"]!.AsArray();
        Assert.Equal(2, shapes.Count);
        Assert.Equal((1.5, 2.0, "below", "gap"), ((double)shapes[0]!["x0"]!, (double)shapes[0]!["x1"]!, (string)shapes[0]!["layer"]!, (string)shapes[0]!["label"]!["text"]!));
        Assert.EndsWith("Shaded: gap, from 1.5 to 2. Shaded: another, from 2.5 to 3.", banded.Summary, StringComparison.Ordinal);
        Assert.Equal("Message.", banded.Caption);
        Assert.Null(plain.Layout["shapes"]);
    }

    [Theory]
    [InlineData(2, 2, "gap")]
    [InlineData(2, 1, "gap")]
    [InlineData(double.NaN, 1, "gap")]
    [InlineData(0, double.PositiveInfinity, "gap")]
    [InlineData(0, 1, " ")]
    public void An_empty_or_nameless_band_is_refused(double from, double to, string name) =>
        Assert.Throws<ArgumentException>(() => Figures.Scatter("t", [Points], "x", "y").WithBand(from, to, name));

    [Theory]
    [InlineData("", "x", "y", "title")]
    [InlineData("title", " ", "y", "Title")]
    [InlineData("title", "x", "", "Title")]
    public void A_figure_without_a_title_or_a_named_axis_is_refused(string title, string x, string y, string argument) =>
        Assert.Equal(argument, Assert.Throws<ArgumentException>(() => Figures.Scatter(title, [Points], x, y)).ParamName);

    [Fact]
    public void Messages_name_the_argument_and_say_what_was_expected_and_what_came()
    {
        Assert.StartsWith("Expected as many Y as X in series 'a' (2), got 1.", Assert.Throws<ArgumentException>(() => new Series("a", [1, 2], [1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected the inputs of layer 2 to be the neurons before it (3), got 2.",
            Assert.Throws<ArgumentException>(() => Figures.NetworkDiagram("t", [new double[3, 1], new double[1, 2]])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected one name per class (2), got 1.", Assert.Throws<ArgumentException>(() => Figures.ConfusionMatrix("t", new int[2, 2], ["a"])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected a matrix of one row or one column, got 2 x 3",
            Assert.Throws<ArgumentException>(() => (Values)MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.Dense(2, 3)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected rows of 2 numbers like the first, got one of 1.", Assert.Throws<ArgumentException>(() => (Grid)new double[][] { [1, 2], [3] }).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected rates from 0 to 1", Assert.Throws<ArgumentException>(() => Figures.RocCurve("t", [new("a", [0, 2], [0, 1])])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected at least two settings, got 1.", Assert.Throws<ArgumentException>(() => Figures.Slider("t", "k", [new("1", Points)], "x", "y")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected at least two strengths, got 0.", Assert.Throws<ArgumentException>(() => Figures.PenaltySlider("t", "λ", new RegionMap(-1, 1, 2), [], [], Points)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected an axis with a range", Assert.Throws<ArgumentException>(() => Figures.SurfacePaths("t", (a, b) => a + b, [Points], "x", "y")).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected positive results for logarithmic colours",
            Assert.Throws<ArgumentException>(() => Figures.SweepHeatmap("t", new double[,] { { 0 } }, ["a"], ["b"], "x", "y", "v", logColors: true)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_keep_six_digits_and_what_JSON_lacks_becomes_a_gap()
    {
        var figure = Figures.Lines("t", [new("a", [1, 2, 3, 4], [1.0 / 3, double.NaN, double.PositiveInfinity, -1234567e10])], "x", "y");
        Assert.Equal("[0.333333,null,null,-12345700000000000]", figure.Data[0]!["y"]!.ToJsonString());
    }

    [Fact]
    public void Curves_and_clouds_are_thinned_evenly_and_a_cloud_says_so()
    {
        var many = Values.From(Enumerable.Range(0, 10_000).Select(index => (double)index));
        var curve = Figures.Lines("t", [new("a", many, many)], "x", "y").Data[0]!;
        Assert.Equal(400, curve["x"]!.AsArray().Count);
        Assert.Equal(0, (double)curve["x"]![0]!);
        Assert.Equal(9999, (double)curve["x"]![399]!);
        Assert.Equal("a (1,000 of 10,000)", (string?)Figures.Scatter("t", [new("a", many, many)], "x", "y").Data[0]!["name"]);
    }

    [Fact]
    public void Bands_show_mean_and_sample_deviation_and_stay_above_the_smallest_seed_on_a_logarithmic_axis()
    {
        SeedCurves[] runs = [new("a", [[1, 10], [3, 1]])];
        var linear = Figures.LossCurves("t", runs, "epoch", "loss").Data;
        Assert.Equal("[2,5.5]", linear[1]!["y"]!.ToJsonString());
        Assert.Equal("[3.41421,11.864,-0.863961,0.585786]", linear[0]!["y"]!.ToJsonString());
        var logarithmic = Figures.LossCurves("t", runs, "epoch", Axis.Log("loss")).Data;
        Assert.Equal("[3.41421,11.864,1,1]", logarithmic[0]!["y"]!.ToJsonString());
    }

    [Fact]
    public void A_step_that_only_some_seeds_reached_is_their_mean_and_one_that_diverged_for_all_is_a_gap()
    {
        var curve = Figures.LossCurves("t", [new("a", [[2, 4, double.NaN], [4]])], "epoch", "loss").Data[1]!;
        Assert.Equal("[3,4,null]", curve["y"]!.ToJsonString());
    }

    [Fact]
    public void The_sum_of_terms_is_their_sum_with_the_constant()
    {
        var figure = Figures.StackedTerms("t", [new("a", [0, 1], [1, 2]), new("b", [0, 1], [10, 20])], "x", "y", constant: 100);
        Assert.Equal("[111,122]", figure.Data[^1]!["y"]!.ToJsonString());
    }

    [Fact]
    public void The_best_cell_of_a_sweep_is_framed()
    {
        var results = new double[,] { { 3, 1, double.NaN }, { 5, 4, 2 } };
        static (double, double) Framed(Figure figure) => ((double)figure.Layout["shapes"]![0]!["x0"]!, (double)figure.Layout["shapes"]![0]!["y0"]!);
        Assert.Equal((0.52, -0.46), Framed(Figures.SweepHeatmap("t", results, ["a", "b"], ["c", "d", "e"], "x", "y", "MSE")));
        Assert.Equal((-0.48, 0.54), Framed(Figures.SweepHeatmap("t", results, ["a", "b"], ["c", "d", "e"], "x", "y", "F1", higherIsBetter: true)));
    }

    [Fact]
    public void The_best_cell_of_each_row_of_a_sweep_is_framed_where_asked()
    {
        var results = new double[,] { { 3, 1, double.NaN }, { 5, 4, 2 }, { double.NaN, double.NaN, double.NaN } };
        var shapes = Figures.SweepHeatmap("t", results, ["a", "b", "c"], ["d", "e", "f"], "x", "y", "MSE", bestOfEachRow: true).Layout["shapes"]!.AsArray();
        Assert.Equal([(0.52, -0.46), (1.52, 0.54)], shapes.Select(shape => ((double)shape!["x0"]!, (double)shape["y0"]!)));
    }

    [Fact]
    public void Bands_end_at_the_largest_number_that_there_can_be()
    {
        var band = Figures.LossCurves("t", [new("a", [[0.9, 0.5], [1, 0.7]])], "epoch", new Axis("F1") { Largest = 1 }).Data[0]!["y"]!.AsArray();
        Assert.Equal(1, (double)band[0]!);
        Assert.Equal(0.741421, (double)band[1]!, 1e-6);
    }

    [Fact]
    public void A_threshold_decides_rates_counts_and_F1_at_once()
    {
        var figure = Figures.ThresholdSlider("t", [1, 1, 0, 0, 0], [0.9, 0.5, 0.5, 0.2, 0.1], [0.3, 0.5, 0.6], shown: 1);
        Assert.Equal(1, (int)figure.Layout["sliders"]![0]!["active"]!);
        Assert.Contains("macro F1 0.800", (string?)figure.Layout["annotations"]![0]!["text"], StringComparison.Ordinal);
        var (point, cells) = (figure.Data[5]!, figure.Data[6]!);
        Assert.Equal((1.0 / 3, 1.0), ((double)point["x"]![0]!, (double)point["y"]![0]!), (one, other) => Math.Abs(one.Item1 - other.Item1) < 1e-5 && one.Item2 == other.Item2);
        Assert.Equal("[[2,1],[0,2]]", cells["text"]!.ToJsonString());
        var last = figure.Frames[2]!["data"]!;
        Assert.Equal(("[0]", "[0.5]", "[[3,0],[1,1]]"), (last[1]!["x"]!.ToJsonString(), last[1]!["y"]!.ToJsonString(), last[2]!["text"]!.ToJsonString()));
        Assert.StartsWith("Expected thresholds and scores from 0 to 1", Assert.Throws<ArgumentException>(() => Figures.ThresholdSlider("t", [0, 1], [0, 2], [0.1, 0.2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("Expected at least two thresholds, got 1.", Assert.Throws<ArgumentException>(() => Figures.ThresholdSlider("t", [0, 1], [0, 1], [0.1])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_scales_are_anchored_to_each_other()
    {
        Assert.Equal("x", (string?)Figures.Scatter("t", [Points], "x", "y", equalScales: true).Layout["yaxis"]!["scaleanchor"]);
        Assert.Null(Figures.Scatter("t", [Points], "x", "y").Layout["yaxis"]!["scaleanchor"]);
    }

    [Fact]
    public void Paths_show_where_they_start_and_the_earlier_ones_are_wider()
    {
        var figure = Figures.SurfacePaths("t", (a, b) => a * a + b * b + 1, [Series.OfPath("a", [[1, 2], [0, 0]]), Series.OfPath("b", [[1, 2], [1, 1]])], new Axis("x") { Range = (-2, 2) }, new Axis("y") { Range = (-2, 2) });
        Assert.True((double)figure.Data[1]!["line"]!["width"]! > (double)figure.Data[2]!["line"]!["width"]!);
        Assert.Equal("[1]", figure.Data[3]!["x"]!.ToJsonString());
        Assert.Equal("[2]", figure.Data[3]!["y"]!.ToJsonString());
        Assert.Contains("loss", (string?)figure.Data[0]!["colorbar"]!["title"]!["text"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void A_map_of_paths_has_a_moment_for_each_pair_of_settings_and_one_colour_for_all_that_climb()
    {
        var figure = Figures.PathMap("t", (a, b) => a * a + b * b, "r", [1, 2], "c", [3, 4, 5], (r, c) => Series.OfPath("p", [[1, 1], [r + c - 4, 0]]), new Axis("x") { Range = (-2, 2) }, new Axis("y") { Range = (-2, 2) });
        Assert.Equal(6, figure.Frames.Count);
        Assert.Equal("[[null,0,0.30103],[0,0.30103,0.30103]]", figure.Data[1]!["z"]!.ToJsonString());
        Assert.Equal("r 1, c 3: loss 0 after 1 steps", (string?)figure.Layout["annotations"]![0]!["text"]);
        Assert.EndsWith("higher than it began", (string?)figure.Frames[5]!["layout"]!["annotations"]![0]!["text"], StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_on_both_sides_of_zero_share_the_bin_around_it()
    {
        var trace = Figures.WeightHistogram("t", [new("a", [-1, -0.01, 0, 0.01, 1.3])], bins: 10).Data[0]!;
        var at = trace["x"]!.AsArray().Select((x, index) => (X: (double)x!, Share: (double)trace["y"]![index]!)).MinBy(bin => Math.Abs(bin.X));
        Assert.Equal(0, at.X, 1e-12);
        Assert.Equal(60, at.Share, 1e-9);
        Assert.Equal(100, trace["y"]!.AsArray().Sum(share => (double)share!), 1e-9);
    }

    [Theory]
    [InlineData("b", "overlay")]
    [InlineData("a", "group")]
    public void Boxes_stand_side_by_side_only_where_a_group_has_several(string secondGroup, string expected) =>
        Assert.Equal(expected, (string?)Figures.BoxByGroup("t", [new("a", [1, 2], "one"), new(secondGroup, [1, 2], "two")], "x", "y").Layout["boxmode"]);

    [Fact]
    public void Regions_are_the_largest_output_or_one_half_of_a_single_one()
    {
        var map = new RegionMap(0, 1, 2);
        Assert.Equal([0.0, 1, 0, 1], map.Inputs.Row(0));
        Assert.Equal([0.0, 0, 1, 1], map.Inputs.Row(1));
        int[][] expected = [[0, 1], [1, 0]];
        Assert.Equal(expected, map.Classes(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new[,] { { 0.1, 0.5, 0.9, 0.2 } })));
        Assert.Equal(expected, map.Classes(MathNet.Numerics.LinearAlgebra.Matrix<double>.Build.DenseOfArray(new[,] { { 3.0, 0, 0, 3 }, { 1, 2, 2, 1 } })));
    }

    [Fact]
    public void The_area_under_a_ROC_curve_is_in_its_name() =>
        Assert.Equal("a (area 0.750)", (string?)Figures.RocCurve("t", [new("a", [0, 0, 1], [0, 0.5, 1])]).Data[1]!["name"]);

    [Fact]
    public void JSON_holds_the_whole_figure_and_its_caption()
    {
        var json = JsonNode.Parse(Figures.Scatter("Title", [Points], "x", "y").WithCaption("Look.").ToJson())!;
        Assert.Equal(["data", "layout", "frames", "config"], json.AsObject().Select(pair => pair.Key));
        Assert.Equal("Look.", (string?)json["layout"]!["meta"]!["caption"]);
        Assert.Equal("x: x; y: y. Points: points.", (string?)json["layout"]!["meta"]!["summary"]);
    }

    [Fact]
    public void Every_colour_of_the_palette_is_seen_on_white_and_on_a_dark_page()
    {
        static double Luminance(string color) => new[] { (1, 0.2126), (3, 0.7152), (5, 0.0722) }
            .Sum(channel => channel.Item2 * (Convert.ToInt32(color.Substring(channel.Item1, 2), 16) / 255.0 is var value && value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4)));
        static double Contrast(string one, string other) => (Math.Max(Luminance(one), Luminance(other)) + 0.05) / (Math.Min(Luminance(one), Luminance(other)) + 0.05);
        Assert.All(Look.Palette, color => Assert.True(Contrast(color, "#ffffff") >= 3 && Contrast(color, "#1e1e1e") >= 3, $"{color}: {Contrast(color, "#ffffff"):F2} on white, {Contrast(color, "#1e1e1e"):F2} on dark"));
    }

    [Fact]
    public void Figures_of_the_labs_stay_small_in_a_saved_notebook() =>
        Assert.All(Gallery.Figures, pair => Assert.True(pair.Value.ToHtml().Length < 400_000, $"{pair.Key}: {pair.Value.ToHtml().Length:N0} characters"));

    [Fact]
    public void A_film_of_a_sum_adds_the_terms_of_every_moment()
    {
        SliderStep Moment(string label, double height) => new(label, [new("a", [0, 1], [height, 2]), new("b", [0, 1], [1, height])]);
        var figure = Figures.StackedTerms("t", [Moment("0", 3), Moment("1", 5)], "x", "y");
        double[] Sum(int frame) => [.. figure.Frames[frame]!["data"]![2]!["y"]!.AsArray().Select(each => (double)each!)];
        Assert.Equal([4, 5], Sum(0));
        Assert.Equal([6, 7], Sum(1));
        Assert.Throws<ArgumentException>(() => Figures.StackedTerms("t", [Moment("0", 3)], "x", "y"));
    }

    [Fact]
    public void A_backpropagation_circuit_shows_numbers_as_they_become_known_and_the_gradients_at_its_end()
    {
        // 1-1 network: z = 0.5 * 2 - 1 = 0, a = 0.5; dA = 2 (0.5 - 1) = -1, dZ = -1 * 0.25, dW = -0.25 * 2.
        var figure = Figures.Backpropagation("t", new(new Dense<double>(new[,] { { 0.5 } }, [-1], Activation.Sigmoid)), [2], [1]);
        string[] Moments(string number) => [.. figure.Frames.Where(frame => frame!.ToJsonString().Contains(number, StringComparison.Ordinal)).Select(frame => (string)frame!["name"]!)];
        Assert.Equal(6, figure.Frames.Count);
        Assert.Equal(["step 1", "step 2", "step 3", "step 4", "step 5"], Moments("a = 0.5"));
        Assert.Equal(["step 3", "step 4", "step 5"], Moments("dA = -1"));
        Assert.Equal(["step 4", "step 5"], Moments("dZ = -0.25"));
        Assert.Equal(["step 5"], Moments("dW = -0.5"));
        Assert.Throws<ArgumentException>(() => Figures.Backpropagation("t", new(new Dense<double>(new[,] { { 0.5 } }, [-1])), [2, 3], [1]));
    }

    [Theory]
    [InlineData(1, 1, -1.5)]
    [InlineData(2, 1, -1)]
    [InlineData(0, 1, -0.5)]
    public void A_separating_line_is_where_the_neuron_is_undecided(double w1, double w2, double b)
    {
        var figure = Figures.SeparatingLines(
            "t", [new("p", 0, 0, 0)], [new("line", w1, w2, b)], ["a", "b"], new Axis("x") { Range = (-1, 2) }, new Axis("y") { Range = (-1, 2) });
        double[] x = [.. figure.Data[0]!["x"]!.AsArray().Select(each => (double)each!)], y = [.. figure.Data[0]!["y"]!.AsArray().Select(each => (double)each!)];
        Assert.All(x.Zip(y), end => Assert.Equal(0, w1 * end.First + w2 * end.Second + b, 12));
        Assert.NotEqual((x[0], y[0]), (x[1], y[1]));
    }
}
