using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Board.Story;

/// <summary>
/// Tells before an answer is written if the channel's reply window will let it through, and if it will stop the response clock.
/// </summary>
internal sealed record ReplyFate(string Words, bool StopsTheClock)
{
    /// <summary>Characters of a channel notice that are left for the answer itself.</summary>
    private const int LongestNotice = 170;

    /// <summary>Null when the channel has no reply window.</summary>
    public static ReplyFate? Of(TicketStory story, Language language, ShownTime shown, DateTimeOffset now)
    {
        if (story.Ticket.Reach is not Reach.Chat || story.Window is not { } window) return null;
        var channel = ("channel", (object)Names.Of(language, window.Channel));
        var until = $"\u2068{shown.Moment(language, window.OpenUntil)}\u2069";
        if (window.IsOpen(now))
            return new(DeskTexts.Say(language, "window.fate.open", channel, ("time", until), ("n", window.Left)), true);
        return window.Notices > 0
            ? new(DeskTexts.Say(language, "window.fate.notice", channel, ("n", LongestNotice)), true)
            : new(DeskTexts.Say(language, "window.fate.shut", channel), false);
    }
}
