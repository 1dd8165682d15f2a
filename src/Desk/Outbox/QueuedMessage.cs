using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Outbox;

/// <summary>A message of the outbox that this node has claimed and sends now.</summary>
public sealed record QueuedMessage(long Id, OutgoingMessage Message, DateTimeOffset ClaimedAt)
{
    public long? TicketId { get; init; }

    /// <summary>The id of the ticket's message that is sent, whole or in pieces; null for a bot reply.</summary>
    public long? AnswerMessageId { get; init; }

    internal static QueuedMessage FromRow(OutboxRow row, OutgoingFile? file, DateTimeOffset claimedAt) => new(row.Id, new()
    {
        To = new(row.Channel, row.Bot, row.Chat), Text = row.Text, Language = row.Language, Clips = OutboxQueue.ReadClips(row), File = file,
        // A channel without buttons lists them in the text. The row still stores them to resolve the number that the resident sends.
        Buttons = KnownChannels.GetTraits(row.Channel).HasButtons ? OutboxQueue.ReadButtons(row) : [],
    }, claimedAt)
    { TicketId = row.TicketId, AnswerMessageId = row.MessageId };
}
