using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Duty.Head;

/// <summary>A matter before the head, as the list shows it.</summary>
/// <param name="Reason">The reason, or the words of the appeal.</param>
public sealed record ListedReferral(TicketNumber Ticket, string Subject, HeadReferral Referral, string Reason);

/// <param name="Heads">The names of the heads of the centre.</param>
public sealed record HeadView(
    IReadOnlyList<ListedReferral> Open, IReadOnlyList<ListedReferral> Recent, IReadOnlyList<string> Heads,
    IReadOnlyDictionary<string, string> StaffNames);

/// <summary>Reads the matters that wait for the head, and the latest instructions.</summary>
public sealed class HeadQuery(IDbContextFactory<DeskDb> contexts, RosterCache roster)
{
    private const int MaxOpen = 200, MaxRecent = 20;

    public async Task<HeadView> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(s => s.UserName ?? "", s => s.DisplayName, cancellation);
        var open = await ListAsync(db, actor, db.Referrals.AsNoTracking().Where(r => r.State == ReferralState.Open)
            .OrderBy(r => r.DueAt), MaxOpen, cancellation);
        var recent = await ListAsync(db, actor, db.Referrals.AsNoTracking().Where(r => r.State == ReferralState.Instructed)
            .OrderByDescending(r => r.DueAt), MaxRecent, cancellation);
        return new(open, recent, [.. roster.Roster.Heads.Select(user => names.GetValueOrDefault(user, user))], names);
    }

    private static async Task<List<ListedReferral>> ListAsync(
        DeskDb db, Actor actor, IQueryable<HeadReferral> referrals, int most, CancellationToken cancellation)
    {
        var readable = db.ReadableTickets(actor);
        var listed = await referrals.Where(r => readable.Any(t => t.Id == r.TicketId)).Take(most).ToListAsync(cancellation);
        var (ids, reasons) = (listed.Select(r => r.TicketId).ToList(), listed.Select(r => r.ReasonMessageId).ToList());
        var tickets = await readable.Where(t => ids.Contains(t.Id)).Select(t => new { t.Id, t.Number, t.Subject })
            .ToDictionaryAsync(t => t.Id, cancellation);
        var words = await db.Messages.AsNoTracking().Where(m => reasons.Contains(m.Id))
            .ToDictionaryAsync(m => m.Id, m => m.Text, cancellation);
        return [.. listed.Select(r => new ListedReferral(
            tickets[r.TicketId].Number, tickets[r.TicketId].Subject, r, words.GetValueOrDefault(r.ReasonMessageId, "")))];
    }
}
