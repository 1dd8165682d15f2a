using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Duty.FollowUps;

/// <summary>A follow-up call as the list shows it.</summary>
/// <param name="Name">The resident's name; null if it is unknown or the reader may not know it.</param>
/// <param name="Phone">The masked phone number; the whole one is on the ticket's page, where a look at it is recorded.</param>
/// <param name="ServedBy">The names of those who served the resident.</param>
/// <param name="IsReaders">True if the reader served the resident and so may not call.</param>
public sealed record ListedFollowUp(TicketNumber Ticket, string Subject, FollowUpCall Call, string? Name, string? Phone,
    IReadOnlyList<string> ServedBy, bool IsReaders);

/// <summary>The calls that are to be made, those resolved first at the top, and those made today.</summary>
public sealed record FollowUpList(
    IReadOnlyList<ListedFollowUp> Waiting, bool HasMore, IReadOnlyList<ListedFollowUp> Done,
    IReadOnlyDictionary<string, string> StaffNames);

/// <summary>Reads the follow-up calls of the day in a fixed number of queries.</summary>
public sealed class FollowUpQuery(IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options, TimeProvider time)
{
    private const int MaxCalls = 100;

    public async Task<FollowUpList> ReadAsync(Actor actor, CancellationToken cancellation)
    {
        var (now, zone) = (time.Now(), options.Value.DisplayTimeZone);
        var (since, today) = (now - Ticket.ReopenPeriod, LocalDays.StartOf(LocalDays.FromTime(now, zone), zone));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var names = await db.Users.AsNoTracking().ToDictionaryAsync(s => s.UserName ?? "", s => s.DisplayName, cancellation);
        var readable = db.ReadableTickets(actor);
        var waiting = await ListAsync(db, actor, names, db.FollowUps.AsNoTracking()
            .Where(f => f.State == FollowUpState.Waiting && f.ResolvedAt >= since && readable.Any(t => t.Id == f.TicketId))
            .OrderBy(f => f.ResolvedAt).ThenBy(f => f.Id).Take(MaxCalls + 1), cancellation);
        // A call is made within the period for reopening, so that older resolutions need not be looked at.
        var done = await ListAsync(db, actor, names, db.FollowUps.AsNoTracking()
            .Where(f => (f.State == FollowUpState.Called || f.State == FollowUpState.NotReached) && f.ResolvedAt >= since
                && f.CalledAt >= today && readable.Any(t => t.Id == f.TicketId))
            .OrderByDescending(f => f.CalledAt).Take(MaxCalls), cancellation);
        return new([.. waiting.Take(MaxCalls)], waiting.Count > MaxCalls, done, names);
    }

    private static async Task<List<ListedFollowUp>> ListAsync(DeskDb db, Actor actor, Dictionary<string, string> names,
        IQueryable<FollowUpCall> calls, CancellationToken cancellation)
    {
        var listed = await calls.ToListAsync(cancellation);
        var ids = listed.Select(f => f.TicketId).Distinct().ToList();
        var tickets = await db.ReadableTickets(actor).Where(t => ids.Contains(t.Id)).Include(t => t.Person!.Addresses)
            .Include(t => t.Messages.Where(m => m.Kind != MessageKind.FromResident)).AsSplitQuery()
            .ToDictionaryAsync(t => t.Id, cancellation);
        return [.. listed.Select(call => Describe(actor, tickets[call.TicketId], call, names))];
    }

    private static ListedFollowUp Describe(Actor actor, Ticket ticket, FollowUpCall call, Dictionary<string, string> names)
    {
        var person = Authority.MayKnowResident(actor, ticket.Anonymity) ? ticket.Person : null;
        var servers = ticket.Messages.Select(m => m.Author).Distinct().Where(ticket.WasServedBy).Select(a => a.Code)
            .Concat(ticket.Assignee is { } user ? [user] : []).Distinct();
        return new(ticket.Number, ticket.Subject, call, person?.Name, person?.Phone is { } phone ? PhoneFormat.Mask(phone) : null,
            [.. servers.Select(code => names.GetValueOrDefault(code, code))], ticket.WasServedBy(actor.Author));
    }
}
