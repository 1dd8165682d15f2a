using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling.Handovers;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Duty.Handover;

/// <summary>A promise of a handover with its ticket, and what became of it since the handover began.</summary>
public sealed record ListedPromise(HandoverItem Item, TicketNumber Ticket, string Subject, string? Assignee, PromiseOutcome Outcome);

/// <summary>A handover that has not ended.</summary>
/// <param name="Lead">The user name of the duty lead who gets what nobody accepts; null if none is planned.</param>
public sealed record OpenHandover(ShiftHandover Handover, IReadOnlyList<ListedPromise> Promises, string? Lead)
{
    public int Accepted => Promises.Count(p => p.Item.AcceptedBy is not null);

    /// <summary>The number of promises that were accepted or still need it.</summary>
    public int ToAccept => Promises.Count(p => p.Item.AcceptedBy is not null || p.Outcome.IsOwed);
}

/// <summary>The handovers that have not ended, and who comes next.</summary>
/// <param name="Next">Those who come next, and when; null if nobody is planned.</param>
public sealed record HandoverView(
    IReadOnlyList<OpenHandover> Open, NextDuty? Next, IReadOnlyDictionary<string, string> StaffNames);

/// <summary>Reads the handovers that have not ended.</summary>
public sealed class HandoverQuery(IDbContextFactory<DeskDb> contexts, RosterCache roster, TimeProvider time)
{
    private const int MaxHandovers = 20;

    public async Task<HandoverView> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var handovers = await db.Set<ShiftHandover>().AsNoTracking().Where(h => h.EndedAt == null).OrderBy(h => h.StartedAt)
            .Take(MaxHandovers).ToListAsync(cancellation);
        var ids = handovers.Select(h => h.Id).ToList();
        var promises = await db.Set<HandoverItem>().AsNoTracking().Where(i => ids.Contains(i.HandoverId))
            .Join(db.ReadableTickets(actor), i => i.TicketId, t => t.Id, (i, t) => new { Item = i, t.Number, t.Subject, t.Assignee })
            .OrderBy(i => i.Item.DueAt).ToListAsync(cancellation);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(s => s.UserName ?? "", s => s.DisplayName, cancellation);
        var byId = handovers.ToDictionary(h => h.Id);
        var outcomes = await HandedOverPromises.ReadAsync(
            db, promises.Select(p => (byId[p.Item.HandoverId], p.Item)), cancellation);
        return new(
            [.. handovers.Select(h => new OpenHandover(h, [.. promises.Where(p => p.Item.HandoverId == h.Id)
                .Select(p => new ListedPromise(p.Item, p.Number, p.Subject, p.Assignee, outcomes[p.Item.Id]))],
                roster.Roster.FindLeadBeside(h.FromUser, time.Now())))],
            roster.Roster.NextOnDuty(time.Now()), names);
    }
}
