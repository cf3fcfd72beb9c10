namespace NeuralLab;

/// <summary>How one number is made of one per class.</summary>
public enum Average
{
    /// <summary>The mean over classes: every class counts the same, however rare. The course's F-measure.</summary>
    Macro,

    /// <summary>Computed from the decisions of all classes together: every sample counts the same. Equals the accuracy.</summary>
    Micro,

    /// <summary>The mean over classes, weighted by how many samples each truly has.</summary>
    Weighted,
}
