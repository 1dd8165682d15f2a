using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>
/// Tells before an answer is written if the channel's reply window will let it through, and if it will stop the response clock.
/// </summary>
internal sealed record DeliveryForecast(string Text, bool StopsClock)
{
    /// <summary>Null when the channel has no reply window.</summary>
    public static DeliveryForecast? ForAnswer(
        TicketPageModel model, AnswerKind kind, Language language, TimeFormatter timeFormatter, DateTimeOffset now)
    {
        if (model.Ticket.Reach is not Reach.Chat || model.ReplyWindow is not { } window) return null;
        var channel = ("channel", (object)DisplayNames.For(language, window.Channel));
        var until = $"\u2068{timeFormatter.DateAndTime(language, window.OpenUntil)}\u2069";
        if (window.IsOpen(now))
            return new(DeskTexts.Format(language, "window.fate.open", channel, ("time", until), ("n", window.MessagesLeft)), true);
        if (window.NoticesLeft == 0 || KnownChannels.GetTraits(window.Channel).MaxNoticeLength is not { } length)
            return new(DeskTexts.Format(language, "window.fate.shut", channel), false);
        var left = length - CountFrame(model.Ticket, kind, timeFormatter, now);
        return new(DeskTexts.Format(language, "window.fate.notice", channel, ("n", left)), true);
    }

    /// <summary>
    /// Counts the characters of a notice that the program adds to the words of staff. Any date is as long as now. The name of an office is
    /// not counted, because nobody has written it yet.
    /// </summary>
    private static int CountFrame(Ticket ticket, AnswerKind kind, TimeFormatter timeFormatter, DateTimeOffset now) =>
        ResidentMessages.FormatText(
            ticket, Message.KindFor(kind), "", null, kind is AnswerKind.NextStep ? now : null, timeFormatter).Length;
}
