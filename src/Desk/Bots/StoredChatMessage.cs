using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// The ticket and the messages that store a chat message now. A long text has several messages; those moved to another ticket are left out.
/// </summary>
internal sealed record StoredChatMessage(long TicketId, IReadOnlyList<long> MessageIds)
{
    private const int MaxParts = 16;

    public static async Task<StoredChatMessage?> FindAsync(WriteUnit unit, ChatAddress chat, string externalId,
        CancellationToken cancellation)
    {
        var partNumbers = Enumerable.Range(2, MaxParts).Select(n => n.ToString(CultureInfo.InvariantCulture));
        string[] ids = [externalId, .. partNumbers.Select(n => externalId + IncomingMessage.PartSeparator + n)];
        var rows = await unit.Db.IntakeIds.AsNoTracking()
            .Where(i => ids.Contains(i.ExternalId) && i.Caller == chat.Bot && i.Channel == chat.Channel).ToListAsync(cancellation);
        if (rows.Find(r => r.ExternalId == externalId) is not { } first) return null;
        var otherParts = rows.Where(r => r != first && r.TicketId == first.TicketId).Select(r => r.MessageId);
        return new(first.TicketId, [first.MessageId, .. otherParts]);
    }
}
