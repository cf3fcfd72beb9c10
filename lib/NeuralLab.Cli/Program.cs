namespace NeuralLab.Cli;
static class Program { static int Main() => 0; }
