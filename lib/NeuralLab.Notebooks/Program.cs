namespace NeuralLab.Notebooks;
static class Program { static int Main() => 0; }
