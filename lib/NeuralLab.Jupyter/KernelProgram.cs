using System.Runtime.InteropServices;

namespace NeuralLab.Jupyter;

/// <summary>A kernel as a program in the foreground: what a kernelspec starts.</summary>
public static class KernelProgram
{
    const int Done = 0, Unusable = 2;

    /// <summary>Runs a kernel to its end: a front end shuts it down, its front end's process has ended, or the process is told to end.</summary>
    /// <param name="connectionFile">The file that Jupyter wrote.</param>
    /// <returns>The exit code: 0, or 2 where the connection file cannot be used; one line on standard error then says why.</returns>
    public static int Run(string connectionFile)
    {
        try
        {
            using var kernel = new JupyterKernel(ConnectionFile.Read(connectionFile), Environment.CurrentDirectory, Log);
            using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
            {
                // Front ends may mean the cell with that; at a terminal, where no cell runs, it is the kernel that is meant.
                signal.Cancel = true;
                if (kernel.IsBusy || Console.IsInputRedirected)
                    kernel.Interrupt();
                else
                    kernel.Stop();
            });
            using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
            using var hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, Stop);
            ParentWatch.Start(kernel.Stop);
            kernel.Run();
            return Done;

            void Stop(PosixSignalContext signal)
            {
                signal.Cancel = true;
                kernel.Stop();
            }
        }
        catch (ConnectionFileException fault)
        {
            Console.Error.WriteLine($"neurallab: {fault.Message}");
            return Unusable;
        }
    }

    static void Log(string line) => Console.Error.WriteLine($"neurallab kernel: {line}");
}
