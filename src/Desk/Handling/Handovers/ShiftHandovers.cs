using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Handling.Handovers;

/// <summary>The outcome of a step of a handover.</summary>
public enum HandoverOutcome { Done, NothingDue, AlreadyStarted, OwnShift, NoneChosen, NoLead, NotFound, AcceptedByOther }

/// <summary>
/// Hands a shift over: its promises that fall due in the next shift are accepted one by one. An accepted ticket of the person who leaves
/// is assigned to whoever accepts it. Where nobody comes, the duty lead gets the rest.
/// </summary>
public sealed class ShiftHandovers(DeskWriter writer, IDbContextFactory<DeskDb> contexts, RosterCache roster, PromisePolicy policy,
    TimeProvider time)
{
    /// <summary>The time after which the duty lead gets what nobody accepted.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(1);

    private const int MaxItems = 200;

    /// <summary>The time for which the end of a shift is remembered, should the desk be stopped then.</summary>
    private static readonly TimeSpan LatestStart = TimeSpan.FromHours(24);

    /// <summary>The length of the next shift where none is planned.</summary>
    private static readonly TimeSpan UnplannedShift = TimeSpan.FromHours(24);

    public Task<HandoverOutcome> StartAsync(string user, CancellationToken cancellation) =>
        writer.WriteAsync(unit => StartAsync(unit, user, FindShiftEnd(user, unit.Now), false, cancellation), cancellation);

    /// <summary>Accepts promises for a member of staff, who must not be the one whose shift ends.</summary>
    public Task<HandoverOutcome> AcceptAsync(long handover, IReadOnlyCollection<long> items, string user, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (await FindOpenAsync(unit, handover, cancellation) is not { } open) return HandoverOutcome.NotFound;
            if (open.FromUser == user) return HandoverOutcome.OwnShift;
            if (items.Count == 0) return HandoverOutcome.NoneChosen;
            var isTaken = await unit.Db.Set<HandoverItem>().AnyAsync(
                i => i.HandoverId == open.Id && items.Contains(i.Id) && i.AcceptedBy != null && i.AcceptedBy != user, cancellation);
            await GiveAsync(unit, open, item => items.Contains(item.Id), user, Author.Staff(user), cancellation);
            return isTaken ? HandoverOutcome.AcceptedByOther : HandoverOutcome.Done;
        }, cancellation);

    /// <summary>Gives what is left to the duty lead, because nobody is there to accept it.</summary>
    public Task<HandoverOutcome> GiveToLeadAsync(long handover, Author by, CancellationToken cancellation) =>
        writer.WriteAsync(async unit =>
        {
            if (await FindOpenAsync(unit, handover, cancellation) is not { } open) return HandoverOutcome.NotFound;
            if (roster.Roster.FindLeadBeside(open.FromUser, unit.Now) is not { } lead) return HandoverOutcome.NoLead;
            open.WentToLead = await GiveAsync(unit, open, _ => true, lead, by, cancellation) > 0;
            return HandoverOutcome.Done;
        }, cancellation);

    /// <summary>
    /// Starts the handovers of planned shifts that ended without one, also while the desk was stopped, ends those of which no promise is
    /// left, and gives the duty lead what nobody accepted within <see cref="Patience"/> after the shift.
    /// </summary>
    public async Task SweepAsync(CancellationToken cancellation)
    {
        var now = time.Now();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        foreach (var shift in ListEndedShifts(now))
        {
            if (shift.Until > now - Patience || !await db.Set<ShiftHandover>().AnyAsync(
                h => h.FromUser == shift.User && h.ShiftEnd == shift.Until, cancellation))
                await writer.WriteAsync(unit => StartAsync(unit, shift.User, shift.Until, true, cancellation), cancellation);
        }

        var open = await db.Set<ShiftHandover>().AsNoTracking().Where(h => h.EndedAt == null).OrderBy(h => h.StartedAt).Take(MaxItems)
            .ToListAsync(cancellation);
        foreach (var handover in open)
        {
            if (handover.StartedAt <= now - Patience && handover.ShiftEnd <= now - Patience)
                await GiveToLeadAsync(handover.Id, Author.System, cancellation);
            if (await IsSettledAsync(db, handover, cancellation)) await EndAsync(handover.Id, cancellation);
        }
    }

    /// <summary>The latest shift of everybody who went within a day and whose promises somebody has to take over.</summary>
    private List<DutyShift> ListEndedShifts(DateTimeOffset now) =>
    [
        .. roster.Roster.Shifts.Where(shift => shift.Until <= now && shift.Until > now - LatestStart).GroupBy(shift => shift.User)
            .Select(own => own.MaxBy(shift => shift.Until)).OfType<DutyShift>().Where(shift => NeedsHandover(shift, now)),
    ];

    private static async Task<bool> IsSettledAsync(DeskDb db, ShiftHandover handover, CancellationToken cancellation)
    {
        var items = await db.Set<HandoverItem>().AsNoTracking().Where(i => i.HandoverId == handover.Id && i.AcceptedBy == null)
            .ToListAsync(cancellation);
        var outcomes = await HandedOverPromises.ReadAsync(db, items.Select(item => (handover, item)), cancellation);
        return outcomes.Values.All(outcome => !outcome.IsOwed);
    }

    private Task EndAsync(long handover, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        if (await FindOpenAsync(unit, handover, cancellation) is { } open && await IsSettledAsync(unit.Db, open, cancellation))
            open.EndedAt = unit.Now;
        return true;
    }, cancellation);

    /// <summary>Starts the handover of a shift, or adds what came to the person since it began.</summary>
    /// <param name="isOver">True when the person went already: then what nobody has is no longer hers to hand over later.</param>
    private async Task<HandoverOutcome> StartAsync(
        WriteUnit unit, string user, DateTimeOffset shiftEnd, bool isOver, CancellationToken cancellation)
    {
        // Counted from the end of the shift: who leaves together with the person takes nothing over.
        var leavesAt = shiftEnd > unit.Now ? shiftEnd : unit.Now;
        var nextEnd = roster.Roster.FindNextDutyEnd(user, leavesAt) ?? leavesAt + UnplannedShift;
        // What falls due after the person is back, for example from a break, stays with her.
        var until = roster.Roster.FindReturn(user, leavesAt) is { } back && back < nextEnd ? back : nextEnd;
        if (await unit.Db.Set<ShiftHandover>().OrderBy(h => h.ShiftEnd != shiftEnd).FirstOrDefaultAsync(
            h => h.FromUser == user && (h.ShiftEnd == shiftEnd || h.EndedAt == null), cancellation) is { } begun)
        {
            var isSame = begun.ShiftEnd == shiftEnd;
            if (begun.EndedAt is null && shiftEnd > begun.ShiftEnd) (begun.ShiftEnd, begun.Until) = (shiftEnd, until);
            return await AddLaterPromisesAsync(unit, begun, isOver && isSame, cancellation);
        }

        var handover = new ShiftHandover
        {
            Id = unit.NewId(), FromUser = user, StartedAt = unit.Now, ShiftEnd = shiftEnd, Until = until,
        };
        var items = await ListItemsAsync(unit, handover, false, cancellation);
        if (items.Count == 0) handover.EndedAt = unit.Now;
        unit.Db.Add(handover);
        unit.Db.AddRange(items);
        return items.Count == 0 ? HandoverOutcome.NothingDue : HandoverOutcome.Done;
    }

    /// <summary>
    /// Adds the promises that came to the person after the handover began. One that nobody accepted goes on at the end of the person's next
    /// shift, so that it never keeps later promises from being handed over.
    /// </summary>
    private static async Task<HandoverOutcome> AddLaterPromisesAsync(
        WriteUnit unit, ShiftHandover begun, bool onlyOwn, CancellationToken cancellation)
    {
        if (begun.WentToLead) return HandoverOutcome.AlreadyStarted;
        var known = (await unit.Db.Set<HandoverItem>().Where(i => i.HandoverId == begun.Id).ToListAsync(cancellation))
            .Select(KeyOf).ToHashSet();
        var later = (await ListItemsAsync(unit, begun, onlyOwn, cancellation)).FindAll(item => !known.Contains(KeyOf(item)));
        if (later.Count == 0) return HandoverOutcome.AlreadyStarted;
        begun.EndedAt = null;
        unit.Db.AddRange(later);
        return HandoverOutcome.Done;

        // A date that was put off is still the same promise; a new question is another one.
        static (long, HandedOverPromise, DateTimeOffset?) KeyOf(HandoverItem item) =>
            (item.TicketId, item.Promise, item.Promise is HandedOverPromise.Answer ? item.DueAt : null);
    }

    /// <summary>The promises of the person and, unless only her own are asked for, those that nobody has, also the missed ones.</summary>
    private static async Task<List<HandoverItem>> ListItemsAsync(
        WriteUnit unit, ShiftHandover handover, bool onlyOwn, CancellationToken cancellation)
    {
        var (user, until) = (handover.FromUser, handover.Until);
        var theirs = unit.Db.Tickets.AsNoTracking().Where(t => (t.Status == TicketStatus.New || t.Status == TicketStatus.InProgress
            || t.Status == TicketStatus.WaitingForResident) && (t.Assignee == user || (t.Assignee == null && !onlyOwn)));
        var answers = await theirs.Where(t => t.Unanswered && t.DueAt <= until).OrderBy(t => t.DueAt).Take(MaxItems)
            .Select(t => new { t.Id, t.DueAt }).ToListAsync(cancellation);
        var dates = await unit.Db.PromisedDates.AsNoTracking()
            .Where(p => p.EndedAt == null && p.PromisedAt <= until && theirs.Any(t => t.Id == p.TicketId))
            .OrderBy(p => p.PromisedAt).Take(MaxItems).Select(p => new { Id = p.TicketId, DueAt = p.PromisedAt }).ToListAsync(cancellation);
        return
        [
            .. answers.Select(t => NewItem(t.Id, t.DueAt, HandedOverPromise.Answer)),
            .. dates.Select(t => NewItem(t.Id, t.DueAt, HandedOverPromise.PromisedDate)),
        ];

        HandoverItem NewItem(long ticket, DateTimeOffset due, HandedOverPromise promise) => new()
        {
            Id = unit.NewId(), HandoverId = handover.Id, TicketId = ticket, Promise = promise, DueAt = due,
        };
    }

    /// <summary>Gives the chosen promises that are still owed to a member of staff and returns their number.</summary>
    private async Task<int> GiveAsync(WriteUnit unit, ShiftHandover handover, Func<HandoverItem, bool> isChosen, string user, Author by,
        CancellationToken cancellation)
    {
        var items = await unit.Db.Set<HandoverItem>().Where(i => i.HandoverId == handover.Id).ToListAsync(cancellation);
        var outcomes = await HandedOverPromises.ReadAsync(unit.Db, items.Select(item => (handover, item)), cancellation);
        var open = items.FindAll(item => item.AcceptedBy is null && outcomes[item.Id].IsOwed);
        var chosen = open.FindAll(item => isChosen(item));
        foreach (var item in chosen) (item.AcceptedBy, item.AcceptedAt) = (user, unit.Now);
        if (chosen.Count == open.Count) handover.EndedAt = unit.Now;
        var ids = chosen.Select(i => i.TicketId).Distinct().ToList();
        var tickets = await unit.Db.Tickets.Where(t => ids.Contains(t.Id) && t.Assignee == handover.FromUser).Include(t => t.Cycles)
            .Include(t => t.Messages.Where(m => m.Delivery == DeliveryState.Queued)).Include(t => t.Slips).Include(t => t.Orders)
            .Include(t => t.FollowUps).Include(t => t.Referrals).AsSplitQuery().ToListAsync(cancellation);
        // What was resolved meanwhile needs nobody any more, so that a refusal is no fault.
        foreach (var ticket in tickets) ticket.Assign(by, user, unit.CreateChangeContext(policy));
        return chosen.Count;
    }

    private static Task<ShiftHandover?> FindOpenAsync(WriteUnit unit, long id, CancellationToken cancellation) =>
        unit.Db.Set<ShiftHandover>().FirstOrDefaultAsync(h => h.Id == id && h.EndedAt == null, cancellation);

    /// <summary>The end of the shift that the person has now, as planned.</summary>
    private DateTimeOffset FindShiftEnd(string user, DateTimeOffset now) => roster.Roster.FindDutyEnd(user, now) ?? now;

    // Who comes back next needs nobody to take over.
    private bool NeedsHandover(DutyShift shift, DateTimeOffset now) =>
        roster.Roster.OnDutyNowOrNext(now) is { Count: > 0 } next && !next.Contains(shift.User);
}
