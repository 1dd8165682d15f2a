using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Board.Story;

/// <summary>What becomes of an answer into a chat that takes only so many messages, for so long; told before it is written.</summary>
internal sealed record ReplyFate(string Words, bool StopsTheClock)
{
    /// <summary>Of the notice, what is left for the words themselves.</summary>
    private const int LongestNotice = 170;

    /// <summary>Null where nothing limits it.</summary>
    public static ReplyFate? Of(TicketStory story, Language language, ShownTime shown, DateTimeOffset now)
    {
        if (story.Ticket.Reach is not Reach.Chat || story.Window is not { } window) return null;
        var where = ("channel", (object)Names.Of(language, window.Channel));
        if (window.IsOpen(now))
            return new(DeskTexts.Say(language, "window.fate.open", where, ("time", $"\u2068{shown.Moment(language, window.OpenUntil)}\u2069"), ("n", window.Left)), true);
        return window.Notices > 0
            ? new(DeskTexts.Say(language, "window.fate.notice", where, ("n", LongestNotice)), true)
            : new(DeskTexts.Say(language, "window.fate.shut", where), false);
    }
}
