using System.Text;

namespace NeuralLab.Cli;

/// <summary>Files that are there whole or not at all: written beside their place, flushed, renamed.</summary>
static class WholeFile
{
    public static void Write(string path, string text)
    {
        var written = $"{Path.GetFullPath(path)}.{Path.GetRandomFileName()}.tmp";
        try
        {
            using (var stream = new FileStream(written, FileMode.CreateNew, FileAccess.Write))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }
            File.Move(written, path, overwrite: true);
        }
        finally
        {
            File.Delete(written);
        }
    }
}
