namespace NeuralLab.Tests;

public class LineReaderTests
{
    /// <summary>The same lines as the framework's reader, wherever the buffer ends.</summary>
    [Fact]
    public void Lines_are_those_of_the_framework()
    {
        Random random = new(1);
        for (var round = 0; round < 2000; round++)
        {
            var characters = new char[random.Next(20) == 0 ? random.Next(8100, 16500) : random.Next(12)];
            for (var place = 0; place < characters.Length; place++) characters[place] = "ab\r\n"[random.Next(characters.Length > 100 && random.Next(50) > 0 ? 2 : 4)];
            string text = new(characters);
            StringReader expected = new(text);
            LineReader lines = new(new StringReader(text), 20_000);
            for (var number = 1; expected.ReadLine() is { } line; number++)
            {
                Assert.Equal(line, lines.Read());
                Assert.Equal(number, lines.Number);
                Assert.Equal(expected.Peek() >= 0 || text[^1] is '\r' or '\n', lines.IsEnded);
            }
            Assert.Null(lines.Read());
        }
    }

    [Fact]
    public void A_line_without_end_takes_no_memory()
    {
        LineReader lines = new(new Endless(), 1000);
        Assert.Contains("line 1 has more than 1,000", Assert.Throws<InvalidDataException>(lines.Read).Message, StringComparison.Ordinal);
    }

    sealed class Endless : TextReader
    {
        public override int Read(char[] buffer, int index, int count)
        {
            Array.Fill(buffer, 'x', index, count);
            return count;
        }

        public override int Read(Span<char> buffer)
        {
            buffer.Fill('x');
            return buffer.Length;
        }
    }
}
