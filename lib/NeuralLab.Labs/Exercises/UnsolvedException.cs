using System.Runtime.CompilerServices;

namespace NeuralLab.Labs;

/// <summary>Stands in a student's copy where the answer of an exercise goes; whoever uses the answer too early reads which exercise it is.</summary>
/// <remarks><c>throw new UnsolvedException();</c> is the same line for every exercise: the function in which it stands says which one it is.</remarks>
/// <param name="exercise">Such as <c>NN2.2</c>; where nothing is given, the compiler puts the name of the function that throws.</param>
public sealed class UnsolvedException([CallerMemberName] string exercise = "")
    : NotImplementedException($"Exercise {Exercises.GetValueOrDefault(exercise, exercise)} is not solved yet. This cell needs its answer; the cells that do not need it run without.")
{
    /// <summary>The functions that the labs' exercises ask for.</summary>
    static readonly Dictionary<string, string> Exercises = new()
    {
        ["MyForward"] = "NN1.1", ["MySteps"] = "NN1.2", ["TwoSigmoids"] = "NN1.3", ["MyXor"] = "NN1.4",
        ["NeuronGradient"] = "NN2.1", ["MyBackward"] = "NN2.2", ["MyBatches"] = "NN2.3", ["XavierBound"] = "NN2.4",
        ["MyMomentum"] = "NN3.1", ["MyRMSProp"] = "NN3.2", ["LongRunStep"] = "NN3.3", ["Update"] = "NN3.4", ["FirstEpoch"] = "NN3.5",
        ["MySoftmax"] = "NN4.1", ["MyGradient"] = "NN4.2", ["MyScores"] = "NN4.3", ["RocPoint"] = "NN4.4",
        ["ParameterCount"] = "NN5.1", ["ReLUBackward"] = "NN5.2", ["Collapse"] = "NN5.3", ["ChainSlope"] = "NN5.4",
        ["PenaltyGradient"] = "NN6.1", ["Drop"] = "NN6.2", ["WhenToStop"] = "NN6.3",
    };
}
