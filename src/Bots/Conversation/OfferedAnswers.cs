using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Buttons that words may answer, each by its label in any language or by what people say instead.</summary>
internal sealed class OfferedAnswers(IReadOnlyList<ChatButton> buttons)
{
    private readonly Lazy<ILookup<string, string>> _codes = new(() => buttons
        .SelectMany(button => BotTexts.LabelsOf(button).Select(label => (Label: WordSounds.Fold(label), button.Code)))
        .Where(entry => entry.Label.Length > 0).ToLookup(entry => entry.Label, entry => entry.Code));

    public IReadOnlyList<ChatButton> Buttons => buttons;

    /// <summary>Returns the code of the first button that one of the readings means; null for none.</summary>
    public string? Find(IReadOnlyList<string> readings) => readings.Select(Find).OfType<string>().FirstOrDefault()
        ?? (readings.Any(SaidWords.Lists.Sounds("yes").Contains) ? FindByYesOrNo(isYes: true)
            : readings.Any(SaidWords.Lists.Sounds("no").Contains) ? FindByYesOrNo(isYes: false) : null);

    public string? FindByYesOrNo(bool isYes)
    {
        if (isYes) return buttons.FirstOrDefault(button => MeansYes(button.Code))?.Code;
        var asksToWithdraw = buttons.Any(button => SaidWords.KeyOf(button.Code) is "withdraw.sure");
        return buttons.FirstOrDefault(button =>
            MeansNo(button.Code) || (asksToWithdraw && SaidWords.KeyOf(button.Code) is "matter"))?.Code;
    }

    private string? Find(string reading) => _codes.Value[reading].Concat(_codes.Value[ListNumber.RemoveFrom(reading)]).FirstOrDefault()
        ?? buttons.FirstOrDefault(button => SaidWords.AreFor(button.Code, reading))?.Code;

    private static bool MeansYes(string code) => SaidWords.KeyOf(code) is "solved" or "right" or "withdraw.sure";

    private static bool MeansNo(string code) => SaidWords.KeyOf(code) is "notSolved" or "notAnswered" or "change" or "noPhone";
}
