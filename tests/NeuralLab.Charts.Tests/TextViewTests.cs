namespace NeuralLab.Charts.Tests;

public sealed class TextViewTests
{
    [Fact]
    public void Paragraphs_lists_and_marks_become_bare_elements()
    {
        var text = Show.Text("Adam ends at **4.2 ± 0.3**, the *lowest* error of `square-large`.\n\n- first\n- second,\n  on two lines");
        Assert.Equal(
            "<div><p>Adam ends at <strong>4.2 &#177; 0.3</strong>, the <em>lowest</em> error of <code>square-large</code>.</p>"
            + "<ul><li>first</li><li>second,\n  on two lines</li></ul></div>", text.ToHtml());
        Assert.Equal("Adam ends at 4.2 ± 0.3, the lowest error of square-large. - first - second, on two lines", text.ToString());
    }

    [Theory]
    [InlineData("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>")]
    [InlineData("**<b>**", "<p><strong>&lt;b&gt;</strong></p>")]
    [InlineData("2 * 3 * 4 stays, and so does 1 < 2", "<p>2 * 3 * 4 stays, and so does 1 &lt; 2</p>")]
    public void What_is_no_mark_is_text(string markdown, string html) => Assert.Equal($"<div>{html}</div>", Show.Text(markdown).ToHtml());

    [Fact]
    public void No_text_is_refused() => Assert.StartsWith("Expected sentences", Assert.Throws<ArgumentException>(() => Show.Text(" ")).Message, StringComparison.Ordinal);
}
