using System.Text;
using NeuralLab.Notebooks.Formatting;
using NeuralLab.Notebooks.Protocol;

namespace NeuralLab.Notebooks.Execution;

/// <summary>Sends what a cell prints and shows to the parent as it happens, so that nothing is lost if the process dies.</summary>
sealed class CellOutputs(MessageStream parent)
{
    readonly TextWriter standardOutput = TextWriter.Synchronized(new CellWriter(parent, "stdout"));
    readonly TextWriter standardError = TextWriter.Synchronized(new CellWriter(parent, "stderr"));
    readonly Stream[] realStreams = [Console.OpenStandardOutput(), Console.OpenStandardError()];

    /// <summary>Makes this the target of <see cref="Console"/>, also after a cell has set another one.</summary>
    public void CaptureConsole()
    {
        Console.SetOut(standardOutput);
        Console.SetError(standardError);
    }

    /// <summary>Shows a value in every representation that it has.</summary>
    /// <param name="value">Any value, also null.</param>
    /// <param name="isResult">True for the value of a cell's last expression.</param>
    /// <param name="mimeTypes">The only representations wanted; empty for all.</param>
    public void Show(object? value, bool isResult, params ReadOnlySpan<string> mimeTypes)
    {
        var bundle = ValueFormatter.Format(value);
        if (!mimeTypes.IsEmpty)
        {
            foreach (var mimeType in bundle.Select(pair => pair.Key).ToArray())
            {
                if (!mimeTypes.Contains(mimeType))
                    bundle.Remove(mimeType);
            }
        }
        parent.Send(new CellValue(bundle, isResult));
    }

    /// <summary>Tells the parent where, in what reached the real standard output and error, the cell ended.</summary>
    public void MarkEnd(string mark)
    {
        NativeMethods.FlushNativeOutput();
        foreach (var stream in realStreams)
        {
            stream.Write(Encoding.UTF8.GetBytes(mark));
            stream.Flush();
        }
    }
}
