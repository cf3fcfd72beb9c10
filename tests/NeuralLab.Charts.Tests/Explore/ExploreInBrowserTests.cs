using System.Globalization;
using System.Text.Json;
using MathNet.Numerics.LinearAlgebra;
using Microsoft.CodeAnalysis.CSharp.Scripting;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.Playwright;
using NeuralLab.Testing;

namespace NeuralLab.Charts.Tests;

/// <summary>The figures that compute, touched in a real browser as a notebook shows them, without a network.</summary>
public sealed class ExploreInBrowserTests(BrowserFixture browser) : IClassFixture<BrowserFixture>
{
    [Fact]
    public async Task Two_of_each_work_in_one_page_that_has_nothing_of_ours_and_leave_nothing_in_it()
    {
        const string Names = "<script>const names = Object.getOwnPropertyNames(window);</script>";
        var fragments = ExploreGallery.All.Values.SelectMany(one => new[] { one.ToHtml(), one.ToHtml() }).ToArray();
        await using var opened = await OpenAsync(string.Concat(fragments), fragments.Length, Names);
        Assert.Empty(await opened.Page.EvaluateAsync<string[]>("() => Object.getOwnPropertyNames(window).filter(name => !names.includes(name) && !/^\\d+$/.test(name))"));
        foreach (var button in await opened.Page.GetByRole(AriaRole.Button, new() { Name = "One epoch" }).AllAsync())
            await button.ClickAsync();
        await Assertions.Expect(opened.Page.GetByText("epoch 1:")).ToHaveCountAsync(4);
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task A_slider_moves_the_loss_to_what_the_engine_says_and_the_copied_code_makes_that_network()
    {
        var data = CourseData.Load("square-simple").Training;
        var network = Mlp.Create(1, [1, 3, 1], Activation.Sigmoid, bias: Initializer.Uniform(-1, 1));
        await using var opened = await OpenAsync(Explore.Network("By hand", network, data).ToHtml());
        Assert.Equal(Shown(network.Evaluate(data.X, data.Y, Loss.MeanSquaredError)), await LossAsync(opened));

        await opened.Page.GetByRole(AriaRole.Slider, new() { Name = "w from neuron 2, neuron 1 of the output" }).FillAsync("-3.75");
        await opened.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "bias b, neuron 3 of hidden layer 1" }).FillAsync("7.25");
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.GetByText("Copy as C#").ClickAsync();
        var code = await CodeAsync(opened, "7.25");
        var copied = await RunAsync<Network<double>>($"{code}\nreturn network;");

        network.Parameters[2].Value[0, 1] = -3.75;
        network.Parameters[1].Value[2, 0] = 7.25;
        var difference = (copied.Predict(data.X) - network.Predict(data.X)).Enumerate().Max(Math.Abs);
        Assert.True(difference < 1e-12, $"The copied network says up to {difference} more or less.");
        await Assertions.Expect(opened.Page.Locator(".loss")).ToHaveTextAsync($"MSE = {Shown(network.Evaluate(data.X, data.Y, Loss.MeanSquaredError))}");

        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".soft").First).ToContainTextAsync("at the start");
        network.Parameters[2].Value[0, 1] = 0;
        Assert.NotEqual(Shown(network.Evaluate(data.X, data.Y, Loss.MeanSquaredError)), await LossAsync(opened));
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task A_line_of_the_network_can_be_dragged_and_a_neuron_chosen_with_arrow_keys()
    {
        await using var opened = await OpenAsync(ExploreGallery.All["Network 2-8-3"].ToHtml());
        var before = await LossAsync(opened);
        var graph = (await opened.Page.Locator(".graph canvas").BoundingBoxAsync())!;
        // The line to the topmost neuron starts at the first input; near the neuron no other line is.
        var (x, y) = await opened.Page.EvaluateAsync<JsonElement>("() => { const neuron = document.querySelector('[data-drawn]').firstChild.shadowRoot.querySelector('.graph button'); return [neuron.offsetLeft - 6, neuron.offsetTop + neuron.offsetHeight / 2]; }") is var place
            ? (place[0].GetSingle(), place[1].GetSingle()) : default;
        await opened.Page.Mouse.MoveAsync(graph.X + x, graph.Y + y);
        await opened.Page.Mouse.DownAsync();
        await opened.Page.Mouse.MoveAsync(graph.X + x, graph.Y + y - 60, new() { Steps = 5 });
        await opened.Page.Mouse.UpAsync();
        await Assertions.Expect(opened.Page.Locator(".loss")).Not.ToHaveTextAsync($"cross-entropy = {before}");

        // The page around it, a notebook editor, must not take the keys for its own.
        await opened.Page.EvaluateAsync("() => { window.keys = 0; document.addEventListener('keydown', () => keys++); }");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "neuron 1 of hidden layer 1" }).FocusAsync();
        await opened.Page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(opened.Page.Locator(".panel h4")).ToHaveTextAsync("Hidden layer 1, neuron 2");
        await opened.Page.Keyboard.PressAsync("ArrowRight");
        await Assertions.Expect(opened.Page.Locator(".panel h4")).ToHaveTextAsync("Output, neuron 2");
        Assert.Equal(9, await opened.Page.Locator(".panel input[type=range]").CountAsync());
        Assert.Equal(0, await opened.Page.EvaluateAsync<int>("() => keys"));
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Training_in_the_page_is_the_training_of_the_code_that_it_shows()
    {
        var xor3 = CourseData.Load("xor3");
        var shown = Explore.Training("Watch", xor3.Training, xor3.Test, hidden: [6, 5], activation: Activation.ReLU, optimizers: [new Momentum(0.002), new Adam()], l2: 0.001, dropout: 0.1, seed: 7);
        await using var opened = await OpenAsync(shown.ToHtml());
        await opened.Page.GetByLabel("batch size").FillAsync("50");
        await opened.Page.Keyboard.PressAsync("Enter");
        for (var epoch = 0; epoch < 3; epoch++)
            await opened.Page.GetByRole(AriaRole.Button, new() { Name = "One epoch" }).ClickAsync();
        await opened.Page.GetByText("C# that trains exactly this").ClickAsync();
        var code = await CodeAsync(opened, "BatchSize = 50");
        Assert.Contains("Optimizer = new Momentum(0.002)", code, StringComparison.Ordinal);
        Assert.Contains("Validation = xor3.Test", code, StringComparison.Ordinal);
        var result = await RunAsync<TrainingResult<double>>($"var xor3 = CourseData.Load(\"xor3\");\n{code}\nreturn result;");

        Assert.Equal(3, result.History.Epochs);
        await Assertions.Expect(opened.Page.Locator(".loss")).ToHaveTextAsync($"epoch 3: cross-entropy {Shown(result.History.Loss[^1])}, test {Shown(result.History.ValidationLoss[^1])}");
        var losses = await opened.Page.EvaluateAsync<double[]>("() => document.querySelector('[data-drawn]').firstChild.view.losses()[0]");
        Assert.All(losses.Zip(result.History.Loss), pair => Assert.Equal(pair.Second, pair.First, 1e-12));

        var start = await opened.Page.EvaluateAsync<string>("() => document.querySelector('[data-drawn]').firstChild.view.start()");
        var again = await RunAsync<Exploration>($"using NeuralLab.Charts;\nvar xor3 = CourseData.Load(\"xor3\");\nreturn {start};");
        Assert.Equal(shown.ToJson().Replace("\"batchSize\":32", "\"batchSize\":50", StringComparison.Ordinal).Replace("Watch", "", StringComparison.Ordinal), again.ToJson().Replace("Watch", "", StringComparison.Ordinal));
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task It_plays_and_pauses_learns_points_of_ones_own_and_says_when_it_diverged()
    {
        await using var opened = await OpenAsync(ExploreGallery.All["Training"].ToHtml());
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".loss")).ToContainTextAsync(new System.Text.RegularExpressions.Regex(@"epoch \d{2,}:"));
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Pause" }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "points", Exact = true }).SelectOptionAsync("my own");
        await Assertions.Expect(opened.Page.Locator(".loss")).ToHaveTextAsync("Add points to learn from.");
        var plot = opened.Page.Locator(".columns canvas").First;
        await plot.ClickAsync(new() { Position = new() { X = 120, Y = 60 } });
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "class of new points" }).SelectOptionAsync(new SelectOptionValue { Index = 1 });
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Add", Exact = true }).ClickAsync();
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "One epoch" }).ClickAsync();
        var code = await opened.Page.EvaluateAsync<string>("() => document.querySelector('[data-drawn]').firstChild.view.code()");
        var result = await RunAsync<TrainingResult<double>>($"{code}\nreturn result;");
        await Assertions.Expect(opened.Page.Locator(".loss")).ToHaveTextAsync($"epoch 1: cross-entropy {Shown(result.History.Loss[0])}");

        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "points", Exact = true }).SelectOptionAsync(new SelectOptionValue { Index = 0 });
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "output" }).SelectOptionAsync("Linear");
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "optimizer", Exact = true }).SelectOptionAsync("GradientDescent");
        await opened.Page.GetByLabel("learning rate").FillAsync("1e6");
        await opened.Page.Keyboard.PressAsync("Enter");
        await opened.Page.GetByRole(AriaRole.Combobox, new() { Name = "speed" }).SelectOptionAsync("as fast as it can");
        await opened.Page.GetByRole(AriaRole.Button, new() { Name = "Play" }).ClickAsync();
        await Assertions.Expect(opened.Page.Locator(".loss")).ToContainTextAsync("it diverged");
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Backpropagation_steps_to_the_engines_gradients_and_follows_changed_numbers()
    {
        var network = ExploreGallery.Small();
        await using var opened = await OpenAsync(Explore.Backpropagation("Steps", network, [1, -0.5], [0.5]).ToHtml());
        var next = opened.Page.GetByRole(AriaRole.Button, new() { Name = "Next step" });
        for (var step = 1; step <= 22; step++)
        {
            await next.PressAsync("Enter");
            await Assertions.Expect(opened.Page.Locator("tbody tr")).ToHaveCountAsync(step);
        }
        await Assertions.Expect(next).ToBeDisabledAsync();
        await opened.Page.GetByText("Change the numbers").ClickAsync();
        await opened.Page.GetByLabel("x2", new() { Exact = true }).FillAsync("0.75");
        await opened.Page.Keyboard.PressAsync("Enter");

        var pass = network.Forward(Matrix<double>.Build.Dense(2, 1, [1, 0.75]));
        var loss = network.Backward(pass, Matrix<double>.Build.Dense(1, 1, 0.5), Loss.MeanSquaredError);
        // Drawn with the next frame.
        await Assertions.Expect(opened.Page.Locator("tbody")).ToContainTextAsync($"= {Shown(loss)}");
        var rows = (await opened.Page.Locator("tbody tr").AllInnerTextsAsync()).Select(row => row.Split('\t').Select(cell => cell.Trim().Replace("\n", "", StringComparison.Ordinal)).ToArray()).ToArray();
        string Value(string name) => rows.Single(row => row[1] == name)[^1];
        Assert.Equal($"= {Shown(loss)}", Value("L"));
        for (var i = 0; i < 2; i++)
        {
            for (var j = 0; j < 2; j++)
                Assert.Equal($"= {Shown(network.Parameters[0].Gradient[i, j])}", Value($"dW1{i + 1}{j + 1}"));
            Assert.Equal($"= {Shown(network.Parameters[2].Gradient[0, i])}", Value($"dW21{i + 1}"));
        }
        opened.AssertNoFaults();
    }

    [Fact]
    public async Task Everything_that_can_be_touched_says_its_name()
    {
        await using var opened = await OpenAsync(string.Concat(ExploreGallery.All.Values.Select(one => one.ToHtml())), ExploreGallery.All.Count);
        var nameless = await opened.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('[data-drawn]')].flatMap(place => [...place.firstChild.shadowRoot.querySelectorAll('button, input, select, canvas[role], [tabindex]')]
              .filter(one => !(one.ariaLabel || one.labels?.length || one.textContent.trim())).map(one => one.outerHTML.slice(0, 120)))
            """);
        Assert.Empty(nameless);
    }

    [Fact]
    public async Task On_paper_it_is_a_still_picture_that_says_what_it_is()
    {
        await using var opened = await OpenAsync(ExploreGallery.All["Network 1-3-1"].ToHtml());
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(opened.Page.GetByText("A still picture of an interactive figure")).ToBeVisibleAsync();
        await Assertions.Expect(opened.Page.GetByRole(AriaRole.Button, new() { Name = "Reset" })).ToBeHiddenAsync();
        await Assertions.Expect(opened.Page.Locator("canvas").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Text_that_looks_like_markup_stays_text_and_without_scripts_the_summary_is_there()
    {
        const string Attack = "</script><img src=x onerror=alert(1)>";
        var data = new DataSet<double>(Attack, Matrix<double>.Build.Dense(1, 2, [0, 1]), Matrix<double>.Build.Dense(1, 2, [0, 1]), [Attack], [Attack]);
        var hostile = Explore.Training(Attack, data, dataCode: Attack).WithCaption(Attack);
        await using var opened = await OpenAsync(hostile.ToHtml());
        Assert.Equal(0, await opened.Page.Locator("img").CountAsync());
        opened.AssertNoFaults();

        await using var still = await browser.NewPageAsync(javaScript: false);
        await still.OpenFileAsync(GalleryPage.Write([hostile.ToHtml()], withPlotly: false));
        await Assertions.Expect(still.Page.Locator("body")).ToContainTextAsync(hostile.Summary);
    }

    async Task<BrowserPage> OpenAsync(string fragment, int count = 1, string head = "")
    {
        var opened = await browser.NewPageAsync();
        await opened.OpenFileAsync(GalleryPage.Write([fragment], head, withPlotly: false));
        await opened.Page.WaitForFunctionAsync($"() => document.querySelectorAll('[data-drawn]').length === {count}");
        return opened;
    }

    // A view draws with the next frame of the page, so what is asked for may come a moment later.
    static async Task<string> LossAsync(BrowserPage opened)
    {
        await Assertions.Expect(opened.Page.Locator(".loss")).ToContainTextAsync("= ");
        return (await opened.Page.Locator(".loss").InnerTextAsync()).Split("= ")[1];
    }

    static async Task<string> CodeAsync(BrowserPage opened, string part)
    {
        await Assertions.Expect(opened.Page.Locator("pre").First).ToContainTextAsync(part);
        return await opened.Page.Locator("pre").First.InnerTextAsync();
    }

    // As the page shows numbers: four digits.
    static string Shown(double number)
    {
        var size = Math.Abs(number);
        Assert.True(size == 0 || size is >= 1e-3 and < 1e5, $"{number} would be shown with an exponent.");
        return double.Parse(number.ToString("G4", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture).Replace('-', '−');
    }

    static Task<T> RunAsync<T>(string code) => CSharpScript.EvaluateAsync<T>(code, ScriptOptions.Default
        .WithReferences(typeof(Mlp).Assembly, typeof(Explore).Assembly, typeof(Matrix<double>).Assembly)
        .WithImports("System", "System.Linq", "MathNet.Numerics.LinearAlgebra", "NeuralLab", "NeuralLab.Charts"));
}
