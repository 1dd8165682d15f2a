using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;

namespace EcomCenter.Desk.Delivery;

/// <summary>A row of the outbox that is ours to send now.</summary>
public sealed record Letter(long Id, OutgoingMessage Message)
{
    internal static Letter Of(OutboxRow row) => new(row.Id, new()
    {
        To = new(row.Channel, row.Bot, row.Chat), Text = row.Text, Language = row.Language, Buttons = OutboxQueue.ButtonsOf(row), Clips = OutboxQueue.ClipsOf(row),
    });
}
