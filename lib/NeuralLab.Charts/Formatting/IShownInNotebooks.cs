namespace NeuralLab.Charts;

/// <summary>An object that notebooks show as a picture instead of an object tree. Its <c>ToString</c> is one line.</summary>
public interface IShownInNotebooks
{
    /// <summary>A fragment that any page can hold.</summary>
    string ToHtml();

    /// <summary>What is shown, for programs that draw it themselves.</summary>
    string ToJson();
}
