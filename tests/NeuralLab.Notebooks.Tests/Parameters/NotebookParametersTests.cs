using NeuralLab.Notebooks.Tests.Running;

namespace NeuralLab.Notebooks.Tests.Parameters;

public class NotebookParametersTests
{
    const string Defaults = "// how long\nint seeds = 5;\nvar rate = 1e-2;\nvar fast = true;\nstring name = \"lab\";\nint[] widths = [2, 5];\nvar rates = new[] { 0.1, 0.2 };\nlong big = 1; float small = 0.5f;\nDateTime start = default;";

    static NotebookDocument Document() => new()
    {
        Cells = [Lab.Code("1"), Lab.Code(Defaults, "parameters"), Lab.Code("seeds")],
    };

    static string Inject(string name, string value)
    {
        var document = Document();
        // The compiler is asked in this process: what is tested here is what becomes of its answer.
        NotebookParameters.Apply(document, ParameterDeclarations.Of(Defaults), new Dictionary<string, string> { [name] = value }, "lab.ipynb");
        Assert.Equal(4, document.Cells.Count);
        Assert.Equal(["injected-parameters"], document.Cells[2].Tags);
        return document.Cells[2].Source;
    }

    [Fact]
    public void Names_types_and_defaults_are_those_of_the_tagged_cell() => Assert.Equal(
        ["seeds int 5", "rate double 1e-2", "fast bool true", "name string \"lab\"", "widths int[] [2, 5]", "rates double[] new[] { 0.1, 0.2 }", "big long 1", "small float 0.5f", "start System.DateTime default"],
        NotebookParameters.Read(Document()).Select(parameter => $"{parameter.Name} {parameter.Type} {parameter.Default}"));

    [Theory]
    [InlineData("seeds", "-10", "int seeds = -10;")]
    [InlineData("rate", "0.5", "double rate = 0.5d;")]
    [InlineData("rate", "1e-9", "double rate = 1E-09d;")]
    [InlineData("fast", "False", "bool fast = false;")]
    [InlineData("name", "say \"hi\"\n", "string name = \"say \\\"hi\\\"\\n\";")]
    [InlineData("widths", "[1, 2,3]", "int[] widths = new int[] { 1, 2, 3 };")]
    [InlineData("widths", "7", "int[] widths = new int[] { 7 };")]
    [InlineData("rates", "", "double[] rates = new double[] {  };")]
    [InlineData("big", "3000000000", "long big = 3000000000L;")]
    [InlineData("small", "0.25", "float small = 0.25f;")]
    public void A_value_becomes_a_declaration_of_the_parameters_type(string name, string value, string expected) =>
        Assert.Equal("// Parameters\n" + expected, Inject(name, value));

    [Theory]
    [InlineData("seeds", "many", "parameter 'seeds' expects int, found 'many'")]
    [InlineData("seeds", "1.5", "parameter 'seeds' expects int, found '1.5'")]
    [InlineData("rate", "0,5", "parameter 'rate' expects double, found '0,5'")]
    [InlineData("rate", "NaN", "parameter 'rate' expects double, found 'NaN'")]
    [InlineData("widths", "1,x", "parameter 'widths' expects int[], found '1,x'")]
    [InlineData("start", "2026-01-01", "parameter 'start' expects System.DateTime")]
    [InlineData("sedes", "1", "there is no parameter 'sedes'")]
    public void A_value_that_does_not_fit_is_refused_with_the_list_of_what_is_known(string name, string value, string expected)
    {
        var fault = Assert.Throws<ParameterException>(() => Inject(name, value));

        Assert.StartsWith("lab.ipynb: " + expected, fault.Message, StringComparison.Ordinal);
        Assert.Contains("seeds (int, default 5), rate (double, default 1e-2)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_notebook_without_the_tag_has_no_parameters()
    {
        var document = new NotebookDocument { Cells = [Lab.Code("int seeds = 1;")] };
        var fault = Assert.Throws<ParameterException>(() => NotebookParameters.Apply(document, new Dictionary<string, string> { ["seeds"] = "1" }, "a.ipynb"));
        Assert.Equal("a.ipynb: there is no parameter 'seeds'; no cell tagged 'parameters' declares any", fault.Message);
    }

    [Fact]
    public async Task Given_values_reach_the_cells_and_a_second_injection_replaces_the_first()
    {
        using var lab = new Lab();
        var options = new RunOptions { Parameters = new Dictionary<string, string> { ["seeds"] = "11", ["rates"] = "0.25" } };

        var result = await lab.Run(options, Lab.Code("int seeds = 5;\nvar rates = new[] { 0.5, 1 };", "parameters"), Lab.Code("int seeds = 7;", "injected-parameters"), Lab.Code("seeds + rates[0]"));

        Assert.Equal(RunStatus.Succeeded, result.Status);
        Assert.Equal(3, result.Document.Cells.Count);
        Assert.Equal("11.25", result.ResultText(2));
    }
}
