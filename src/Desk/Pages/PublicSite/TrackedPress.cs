using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Shared.Forms;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// A button of the tracking page, or words that say the same: solved, a rating, urging. Words that say more are a message.
/// </summary>
internal sealed record TrackedPress(string Code)
{
    public const string Field = "press";

    private const string RatePrefix = "rate:";

    public bool IsSolved => Code.StartsWith("solved:", StringComparison.Ordinal);

    public bool IsAppeal => Code.StartsWith("appeal:", StringComparison.Ordinal);

    public int? Score => Code.StartsWith(RatePrefix, StringComparison.Ordinal) && char.IsAsciiDigit(Code[RatePrefix.Length])
        ? Code[RatePrefix.Length] - '0' : null;

    /// <summary>True for words that refuse to rate. They change nothing, and ask for nothing.</summary>
    public bool IsNoRating => Code.StartsWith(RatePrefix, StringComparison.Ordinal) && Score is null;

    /// <summary>True for "I do not know" at the question whether it is solved: neither yes nor no, so that nothing changes.</summary>
    public bool IsUnsure => Code.StartsWith("unsure:", StringComparison.Ordinal);

    public static TrackedPress? Find(TrackedTicket ticket, FormPost post, bool hasFiles, BotTexts texts)
    {
        var offered = Offer(ticket, texts);
        if (offered.FirstOrDefault(button => button.Code == post.Text(Field)) is { } pressed) return new(pressed.Code);
        if (post.Text(TrackedMessage.WordsField) is not { } words) return null;
        if (!hasFiles && IsUrgeable(ticket) && TypedAnswer.Says(words, "urge")) return new(ButtonCodes.Urge(ticket.Number.ToString()));
        // A number is a score, as the page shows the scores. The button for what is not solved needs no press: any other words reopen.
        var ratings = offered.Where(button => button.Code.StartsWith(RatePrefix, StringComparison.Ordinal)).ToList();
        var said = TypedAnswer.FindInWords(words, offered) ?? TypedAnswer.Find(words, ratings, areNumbered: false)
            ?? RatingRefusal.Find(words, ratings) ?? UndecidedAnswer.Find(words, offered) ?? FindSolvedWithComment(words, offered);
        if (said is null || said.StartsWith("notSolved", StringComparison.Ordinal)) return null;
        var press = new TrackedPress(said);
        // Beside a photo, only words that are content with the answer ask for nothing.
        return hasFiles && !press.IsSolved && !(press.Score > RatingScore.MaxUnsatisfied) ? null : press;
    }

    private static string? FindSolvedWithComment(string words, IReadOnlyList<ChatButton> offered) => SolvedWithComment.IsMeant(words)
        ? offered.FirstOrDefault(button => new TrackedPress(button.Code).IsSolved)?.Code : null;

    public static bool IsUrgeable(TrackedTicket ticket) =>
        ticket is { Unanswered: true, Status: not (TicketStatus.Resolved or TicketStatus.Closed) };

    /// <summary>The buttons for a resolved ticket that was not rated, as the chat would show them.</summary>
    public static IReadOnlyList<ChatButton> OfferRatings(TrackedTicket ticket, Language reader, BotTexts texts) =>
        ticket is { Status: TicketStatus.Resolved, Rated: false }
            ? [.. texts.RatingKeyboard(reader, ticket.Number.ToString()).SelectMany(row => row)
                .Where(button => ButtonCodes.ReadLanguage(button.Code) is null)]
            : [];

    /// <summary>The buttons for a ticket that is not resolved: urging, and the appeal to the head.</summary>
    public static IReadOnlyList<ChatButton> ListForOpen(TrackedTicket ticket, Language reader)
    {
        var number = ticket.Number.ToString();
        List<string> codes = [];
        if (IsUrgeable(ticket)) codes.Add(ButtonCodes.Urge(number));
        if (ticket is { MayAppeal: true, Status: not (TicketStatus.Resolved or TicketStatus.Closed) })
            codes.Add(ButtonCodes.Appeal(number));
        return [.. codes.Select(code => BotTexts.ButtonFor(reader, code))];
    }

    private static IReadOnlyList<ChatButton> Offer(TrackedTicket ticket, BotTexts texts)
    {
        if (ListForOpen(ticket, Language.ZhHans) is { Count: > 0 } open) return open;
        if (ticket.Status is not TicketStatus.Resolved) return [];
        var solved = AnswerButtons.ForResolved(Language.ZhHans, ticket.Number).SelectMany(row => row);
        return [.. solved, .. OfferRatings(ticket, Language.ZhHans, texts)];
    }
}
