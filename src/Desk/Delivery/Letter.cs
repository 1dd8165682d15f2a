using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Delivery;

/// <summary>A row of the outbox that is ours to send now.</summary>
public sealed record Letter(long Id, OutgoingMessage Message)
{
    /// <summary>The ticket's message that it carries, or a piece of it; null for what the bot says by itself.</summary>
    public long? Answer { get; init; }

    internal static Letter Of(OutboxRow row, OutgoingFile? file) => new(row.Id, new()
    {
        To = new(row.Channel, row.Bot, row.Chat), Text = row.Text, Language = row.Language, Clips = OutboxQueue.ClipsOf(row), File = file,
        // Where there are no buttons they stand in the text; the row keeps them for the key that comes back.
        Buttons = row.Channel.HasButtons() ? OutboxQueue.ButtonsOf(row) : [],
    }) { Answer = row.MessageId };
}
