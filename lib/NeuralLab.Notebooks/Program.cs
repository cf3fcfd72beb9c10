using NeuralLab.Notebooks.Execution;

namespace NeuralLab.Notebooks;

static class Program
{
    static int Main(string[] arguments)
    {
        if (arguments is [CellProcess.Command, var input, var output])
            return CellProcess.Run(input, output);
        Console.Error.WriteLine("This program runs the cells of one notebook for the neurallab command, which starts it.");
        return 2;
    }
}
