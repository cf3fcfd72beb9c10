using NeuralLab.Jupyter;

if (args is [var connectionFile])
    return KernelProgram.Run(connectionFile);
Console.Error.WriteLine("neurallab: expected the path of a connection file; front ends of Jupyter start this program. See: neurallab kernel --help");
return 2;
