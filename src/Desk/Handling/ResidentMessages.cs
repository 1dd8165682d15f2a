using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Handling;

/// <summary>Queues staff messages for the chat that a ticket came from.</summary>
internal static class ResidentMessages
{
    public static void Enqueue(WriteUnit unit, Ticket ticket, Message message, TimeFormatter timeFormatter, ChangeContext context)
    {
        if (message.Reach is not Reach.Chat || ticket.ChatAddress?.Chat is not { } chat) return;
        var text = FormatText(ticket, message.Kind, message.Text, message.Office, message.PromisedAt, timeFormatter);
        if (unit.Enqueue(Create(ticket, chat, message.Kind, text), ticket.Id, message.Id))
            ticket.RecordDelivery(message.Id, context.Now, context);
    }

    /// <summary>Creates the message for the chat from the words as <see cref="FormatText"/> returns them.</summary>
    public static OutgoingMessage Create(Ticket ticket, ChatAddress chat, MessageKind kind, string text) =>
        new() { To = chat, Text = text, Language = ticket.Language, Buttons = ButtonsFor(kind, ticket) };

    /// <summary>Returns the words of staff as they reach the resident: with the number, the office and the promised date.</summary>
    public static string FormatText(
        Ticket ticket, MessageKind kind, string words, string? office, DateTimeOffset? promisedAt, TimeFormatter timeFormatter)
    {
        var text = DeskTexts.Format(
            ticket.Language, TextKeyFor(kind), ("number", ticket.Number), ("text", words), ("office", office ?? ""));
        // Staff may have written the date in their own words; the resident also gets the exact promised time.
        return promisedAt is { } promised
            ? text + "\n"
                + DeskTexts.Format(ticket.Language, "say.promised", ("time", timeFormatter.DateAndTimeWithZone(ticket.Language, promised)))
            : text;
    }

    private static IReadOnlyList<IReadOnlyList<ChatButton>> ButtonsFor(MessageKind kind, Ticket ticket) => kind switch
    {
        MessageKind.Resolution => AnswerButtons.ForResolved(ticket.Language, ticket.Number),
        // Without real buttons the resident types a number, and a typed number may be the answer itself.
        MessageKind.NeedFromYou when ticket.ChatAddress?.Chat is { } chat && KnownChannels.GetTraits(chat.Channel).HasButtons =>
            AnswerButtons.ForQuestion(ticket.Language, ticket.Number),
        _ => [],
    };

    private static string TextKeyFor(MessageKind kind) => kind switch
    {
        MessageKind.OutOfRemit => "say.outOfRemit",
        MessageKind.NeedFromYou => "say.needFromYou",
        MessageKind.Resolution => "say.resolved",
        _ => "say.answer",
    };
}
