using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>
/// Tells before an answer is written if the channel's reply window will let it through, and if it will stop the response clock.
/// </summary>
internal sealed record DeliveryForecast(string Text, bool StopsClock)
{
    /// <summary>Characters of a channel notice that are left for the answer itself.</summary>
    private const int MaxNoticeLength = 170;

    /// <summary>Null when the channel has no reply window.</summary>
    public static DeliveryForecast? ForTicket(TicketPageModel model, Language language, TimeFormatter shown, DateTimeOffset now)
    {
        if (model.Ticket.Reach is not Reach.Chat || model.ReplyWindow is not { } window) return null;
        var channel = ("channel", (object)DisplayNames.For(language, window.Channel));
        var until = $"\u2068{shown.DateAndTime(language, window.OpenUntil)}\u2069";
        if (window.IsOpen(now))
            return new(DeskTexts.Format(language, "window.fate.open", channel, ("time", until), ("n", window.MessagesLeft)), true);
        return window.NoticesLeft > 0
            ? new(DeskTexts.Format(language, "window.fate.notice", channel, ("n", MaxNoticeLength)), true)
            : new(DeskTexts.Format(language, "window.fate.shut", channel), false);
    }
}
