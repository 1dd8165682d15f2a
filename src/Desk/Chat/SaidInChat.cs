using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>Where something said in a chat is kept now: its ticket and its message, with the further pieces of a long text that lie there too.</summary>
internal sealed record SaidInChat(long Ticket, IReadOnlyList<long> Messages)
{
    private const int MostPieces = 16;

    public static async Task<SaidInChat?> FindAsync(WriteUnit unit, ChatAddress chat, string externalId, CancellationToken cancellation)
    {
        string[] ids = [externalId, .. Enumerable.Range(2, MostPieces).Select(n => externalId + WhichMatter.Piece + n.ToString(CultureInfo.InvariantCulture))];
        var rows = await unit.Db.Intake.AsNoTracking().Where(i => ids.Contains(i.ExternalId) && i.Caller == chat.Bot && i.Channel == chat.Channel).ToListAsync(cancellation);
        return rows.Find(r => r.ExternalId == externalId) is { } first
            ? new(first.TicketId, [first.MessageId, .. rows.Where(r => r != first && r.TicketId == first.TicketId).Select(r => r.MessageId)]) : null;
    }
}
