using System.Text;
using System.Text.Json.Nodes;

namespace NeuralLab.Notebooks.Tests;

public class NotebookDocumentTests
{
    /// <summary>As Jupyter writes it: sorted keys, one space, sources as lists of lines, an attachment, an emoji, a JSON and a text representation.</summary>
    const string Jupyter = """
        {
         "cells": [
          {
           "attachments": {
            "dot.png": {
             "image/png": "iVBORw0KGgo="
            }
           },
           "cell_type": "markdown",
           "id": "title",
           "metadata": {},
           "source": [
            "# Schichten 🧠\n",
            "\n",
            "$W x + b$ \"quoted\" \\ <b>&amp;'+"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": 2,
           "id": "c1",
           "metadata": {
            "dotnet_interactive": {
             "language": "csharp"
            },
            "tags": [
             "parameters",
             "slow"
            ]
           },
           "outputs": [
            {
             "name": "stdout",
             "output_type": "stream",
             "text": [
              "a\n",
              "b"
             ]
            },
            {
             "data": {
              "application/vnd.plotly.v1+json": {
               "data": [
                1.50,
                1e300
               ]
              },
              "text/html": [
               "<b>\n",
               "x</b>"
              ]
             },
             "metadata": {},
             "output_type": "display_data"
            },
            {
             "data": {
              "text/plain": [
               "3"
              ]
             },
             "execution_count": 2,
             "metadata": {},
             "output_type": "execute_result"
            },
            {
             "ename": "E",
             "evalue": "v",
             "output_type": "error",
             "traceback": [
              "at line 1"
             ]
            }
           ],
           "source": [
            "var x = 1;"
           ]
          },
          {
           "cell_type": "code",
           "execution_count": null,
           "id": "empty",
           "metadata": {},
           "outputs": [],
           "source": []
          }
         ],
         "metadata": {
          "kernelspec": {
           "display_name": ".NET (C#)",
           "language": "C#",
           "name": ".net-csharp"
          },
          "somebody": {
           "else": [
            1,
            null
           ]
          }
         },
         "nbformat": 4,
         "nbformat_minor": 5
        }

        """;

    [Fact]
    public void A_notebook_as_Jupyter_writes_it_is_written_back_unchanged() =>
        Assert.Equal(Jupyter, NotebookDocument.Parse(Jupyter).ToJson());

    [Fact]
    public void Keys_are_written_in_Jupyters_order_whatever_order_they_came_in()
    {
        var document = NotebookDocument.Parse("""{"nbformat":4,"metadata":{"b":1,"a":{"z":[{"y":1,"x":2}],"B":0}},"cells":[]}""");
        document.Cells.Add(new NotebookCell(CellType.Code) { Outputs = { new DisplayOutput(new JsonObject { ["text/plain"] = "t", ["text/html"] = "h" }, []) } });

        var json = document.ToJson();

        Assert.Equal("""{"a":{"B":0,"z":[{"x":2,"y":1}]},"b":1}""", JsonNode.Parse(json)!["metadata"]!.ToJsonString());
        Assert.Equal(["text/html", "text/plain"], JsonNode.Parse(json)!["cells"]![0]!["outputs"]![0]!["data"]!.AsObject().Select(pair => pair.Key));
        Assert.Equal(json, document.ToJson());
    }

    [Fact]
    public void Cells_and_outputs_have_their_types_and_texts()
    {
        var document = NotebookDocument.Parse(Jupyter);
        var code = document.Cells[1];

        Assert.Equal([CellType.Markdown, CellType.Code, CellType.Code], document.Cells.Select(cell => cell.CellType));
        Assert.Equal("# Schichten 🧠\n\n$W x + b$ \"quoted\" \\ <b>&amp;'+", document.Cells[0].Source);
        Assert.Equal(["parameters", "slow"], code.Tags);
        Assert.Equal(2, code.ExecutionCount);
        Assert.Equal(new StreamOutput("stdout", "a\nb"), code.Outputs[0]);
        var figure = Assert.IsType<DisplayOutput>(code.Outputs[1]);
        Assert.Equal("<b>\nx</b>", figure.Text(MimeTypes.Html));
        Assert.IsType<JsonObject>(figure.Data[MimeTypes.Plotly]);
        Assert.Equal(2, Assert.IsType<ExecuteResult>(code.Outputs[2]).ExecutionCount);
        Assert.Equal(["at line 1"], Assert.IsType<ErrorOutput>(code.Outputs[3]).Traceback);
    }

    [Fact]
    public void Cells_without_a_usable_id_get_one_of_their_position_and_keep_it_on_every_reading()
    {
        var cells = string.Join(",", new[] { "\"id\":\"a\",", "", "\"id\":\"a\",", "\"id\":\"not valid\",", "\"id\":\"cell-2\"," }
            .Select(id => $$"""{ {{id}} "cell_type":"markdown","metadata":{},"source":"text"}"""));
        var json = $$"""{"cells":[{{cells}}],"metadata":{},"nbformat":4,"nbformat_minor":2}""";

        var first = NotebookDocument.Parse(json).Cells.Select(cell => cell.Id).ToArray();

        Assert.Equal(["a", "cell-2-x", "cell-3", "cell-4", "cell-2"], first);
        Assert.Equal(first, NotebookDocument.Parse(json).Cells.Select(cell => cell.Id));
        Assert.All(NotebookDocument.Parse(json).Cells, cell => Assert.Equal("text", cell.Source));
    }

    [Theory]
    [InlineData("", "expected a notebook in JSON")]
    [InlineData("{", "expected a notebook in JSON, found a fault at line 1")]
    [InlineData("[]", "the file: expected a JSON object, found a list")]
    [InlineData("null", "the file: expected a JSON object, found nothing")]
    [InlineData("""{"nbformat":3,"worksheets":[]}""", "expected nbformat 4, found nbformat 3")]
    [InlineData("""{"nbformat":"4"}""", "nbformat: expected the number 4, found \"4\"")]
    [InlineData("""{"cells":[]}""", "nbformat: expected the number 4, found nothing")]
    [InlineData("""{"nbformat":4}""", "cells: expected a list, found nothing")]
    [InlineData("""{"nbformat":4,"nbformat":4,"cells":[]}""", "expected a notebook in JSON")]
    [InlineData("""{"nbformat":4,"cells":[3]}""", "cells[0]: expected an object, found the number 3")]
    [InlineData("""{"nbformat":4,"cells":[{"source":""}]}""", "cells[0].cell_type: expected a string, found nothing")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"sql","source":""}]}""", "cells[0].cell_type: expected code, markdown or raw, found \"sql\"")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"raw"}]}""", "cells[0].source: expected a string or a list of strings, found nothing")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"raw","source":["a",1]}]}""", "cells[0].source[1]: expected a string, found the number 1")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":""}]}""", "cells[0].outputs: expected a list, found nothing")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":"","outputs":[{"output_type":"sound"}]}]}""", "cells[0].outputs[0].output_type: expected stream")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"code","source":"","outputs":[],"execution_count":1.5}]}""", "cells[0].execution_count: expected a whole number or null, found the number 1.5")]
    [InlineData("""{"nbformat":4,"cells":[{"cell_type":"raw","source":"\ud800"}]}""", "half a surrogate pair")]
    [InlineData("""{"nbformat":4,"cells":[],"metadata":[]}""", "metadata: expected an object, found a list")]
    public void What_is_not_a_notebook_gives_one_line_naming_the_file_and_the_fault(string json, string expected)
    {
        var fault = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(json, "lab.ipynb"));

        Assert.StartsWith("lab.ipynb: ", fault.Message, StringComparison.Ordinal);
        Assert.Contains(expected, fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Nesting_without_end_is_a_format_error()
    {
        var fault = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Parse(new string('[', 100_000)));
        Assert.Contains("expected a notebook in JSON", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_a_format_error_and_a_byte_order_mark_is_not()
    {
        using var folder = new TemporaryFolder();
        var utf16 = folder.WriteBytes("utf16.ipynb", Encoding.Unicode.GetBytes("\ufeff" + Jupyter));
        var latin1 = folder.WriteBytes("latin1.ipynb", Encoding.Latin1.GetBytes(Jupyter.Replace("🧠", "ü", StringComparison.Ordinal)));
        var marked = folder.WriteBytes("bom.ipynb", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Jupyter)]);

        Assert.Contains("expected text in UTF-8, found byte 0xFF at position 0", Load(utf16), StringComparison.Ordinal);
        Assert.Contains("expected text in UTF-8, found byte 0xFC", Load(latin1), StringComparison.Ordinal);
        Assert.Equal(3, NotebookDocument.Load(marked).Cells.Count);

        static string Load(string path) => Assert.Throws<NotebookFormatException>(() => NotebookDocument.Load(path)).Message;
    }

    [Fact]
    public void A_huge_file_is_refused_without_reading_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteBytes("huge.ipynb", []);
        using (var file = File.OpenWrite(path))
            file.SetLength(NotebookDocument.MaximumFileSize + 1);

        var fault = Assert.Throws<NotebookFormatException>(() => NotebookDocument.Load(path));
        Assert.Contains("expected a notebook of at most 64 MiB", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Saving_replaces_the_file_whole_and_leaves_nothing_beside_it()
    {
        using var folder = new TemporaryFolder();
        var path = folder.WriteBytes("lab.ipynb", "old"u8.ToArray());

        NotebookDocument.Parse(Jupyter).Save(path);

        Assert.Equal(Jupyter, File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_form_feed_and_the_separators_of_Unicode_are_characters_of_a_cell()
    {
        var document = NotebookDocument.Parse("""{"nbformat":4,"cells":[{"cell_type":"code","metadata":{},"outputs":[],"source":["a\fb\u2028c\u0085d\r\n","e\rf"]}]}""");

        Assert.Equal("a\fb\u2028c\u0085d\ne\nf", document.Cells[0].Source);
        Assert.Equal(document.Cells[0].Source, NotebookDocument.Parse(document.ToJson()).Cells[0].Source);
    }
}
