using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Reads words as a rating, whatever ticket they rate: the words of the scale in any language, and what people say instead.
/// </summary>
internal static class RatingWords
{
    private static readonly IReadOnlyList<ChatButton> Scale =
        [.. RatingScore.All.Select(score => BotTexts.ButtonFor(Language.ZhHans, ButtonCodes.Rate(score, "")))];

    private static readonly OfferedAnswers Answers = new(Scale);

    // Several steps of the dialog ask the same of one message.
    private static readonly TextMemo<int?> Scores = new(ReadAnew, size: 256);

    /// <summary>Returns the score from 1 to 5; null for other words.</summary>
    public static int? Read(string text) => Scores.Get(text);

    /// <summary>Returns true if the text is the label of a score and nothing else.</summary>
    public static bool IsLabel(string text) => TypedAnswer.IsLabel(text, Scale);

    private static int? ReadAnew(string text) =>
        TypedAnswer.FindInWords(text, Answers) is { } code ? Scale.ToList().FindIndex(button => button.Code == code) + 1 : null;
}
