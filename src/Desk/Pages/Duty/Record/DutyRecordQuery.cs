using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling.Handovers;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Duty.Record;

/// <summary>Drafts the duty record of a day from its events, in a fixed number of queries.</summary>
public sealed class DutyRecordQuery(
    IDbContextFactory<DeskDb> contexts, RosterCache roster, IOptions<DeskOptions> options, TimeProvider time)
{
    private const int MaxTickets = 300, MaxHandovers = 50;

    private static readonly string[] CountedTypes =
    [
        EventJson.NameOf<TicketOpened>(), EventJson.NameOf<TicketTaken>(), EventJson.NameOf<AnswerWritten>(),
        EventJson.NameOf<CallLogged>(), EventJson.NameOf<SlipSent>(), EventJson.NameOf<SlipAnswered>(),
        EventJson.NameOf<TicketResolved>(), EventJson.NameOf<CycleMissed>(), EventJson.NameOf<TicketEscalated>(),
        EventJson.NameOf<FollowUpCalled>(),
    ];

    public TimeZoneInfo Zone => options.Value.DisplayTimeZone;

    public DateOnly Today => LocalDays.FromTime(time.Now(), Zone);

    public async Task<DutyRecord> ReadAsync(Actor actor, DateOnly day, CancellationToken cancellation)
    {
        var (from, to) = (LocalDays.StartOf(day, Zone), LocalDays.StartOf(day.AddDays(1), Zone));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var (first, end) = (await EventSpan.FindFirstAsync(db, from, cancellation), await EventSpan.FindFirstAsync(db, to, cancellation));
        var events = db.ReadableEvents(actor).Where(e => e.Event.Sequence >= first && e.Event.Sequence < end);
        var counts = await events.Where(e => CountedTypes.Contains(e.Event.Type)).GroupBy(e => new { e.Event.Type, e.Event.By })
            .Select(same => new EventCount(same.Key.Type, same.Key.By, same.Count())).ToListAsync(cancellation);
        var opened = events.Where(e => e.Event.Type == EventJson.NameOf<TicketOpened>()).Select(e => e.Event.TicketId);
        var channels = await db.ReadableTickets(actor).Where(t => opened.Contains(t.Id)).GroupBy(t => t.Channel)
            .Select(same => new { same.Key, Count = same.Count() }).ToDictionaryAsync(same => same.Key, same => same.Count, cancellation);
        int CountOf<T>() where T : TicketEvent => counts.Where(c => c.Type == EventJson.NameOf<T>()).Sum(c => c.Count);
        return new()
        {
            Day = day, ByChannel = channels,
            LoggedCalls = CountOf<CallLogged>(), Answered = CountOf<AnswerWritten>(), HandedOver = CountOf<SlipSent>(),
            SlipsAnswered = CountOf<SlipAnswered>(), Resolved = CountOf<TicketResolved>(), Missed = CountOf<CycleMissed>(),
            Escalated = CountOf<TicketEscalated>(), FollowUps = CountOf<FollowUpCalled>(),
            Shifts = [.. roster.Roster.Shifts.Where(shift => shift.From < to && shift.Until > from)],
            Tickets = await ListTicketsAsync(db.ReadableTickets(actor).Where(t => opened.Contains(t.Id)), cancellation),
            Work = ListWork(counts),
            Entries = await db.Set<DutyEntry>().AsNoTracking().Where(e => e.Day == day).OrderBy(e => e.Id).ToListAsync(cancellation),
            Handovers = await ListHandoversAsync(db, from, to, cancellation),
            StaffNames = await db.Users.AsNoTracking().ToDictionaryAsync(s => s.UserName ?? "", s => s.DisplayName, cancellation),
        };
    }

    private static Task<List<DayTicket>> ListTicketsAsync(IQueryable<Ticket> tickets, CancellationToken cancellation) =>
        tickets.OrderBy(t => t.Id).Take(MaxTickets).Select(t => new DayTicket
        {
            Number = t.Number, Subject = t.Subject, Kind = t.Kind, Channel = t.Channel, ReceivedAt = t.ReceivedAt, Status = t.Status,
            Unanswered = t.Unanswered, CycleState = t.CycleState, DueAt = t.DueAt, Assignee = t.Assignee,
            SlipDepartments = t.SlipDueAt == null ? null : t.SlipDepartments,
        }).ToListAsync(cancellation);

    private static List<DayWork> ListWork(List<EventCount> counts)
    {
        return [.. counts.Select(c => (c, Author: Author.Parse(c.By))).Where(c => c.Author.Kind is AuthorKind.Staff)
            .GroupBy(c => c.Author.Code, c => c.c).OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => new DayWork(same.Key, In<TicketTaken>(same), In<AnswerWritten>(same), In<CallLogged>(same), In<SlipSent>(same),
                In<TicketResolved>(same)))];

        static int In<T>(IEnumerable<EventCount> of)
            where T : TicketEvent => of.Where(c => c.Type == EventJson.NameOf<T>()).Sum(c => c.Count);
    }

    private static async Task<List<DayHandover>> ListHandoversAsync(
        DeskDb db, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        var handovers = await db.Set<ShiftHandover>().AsNoTracking().Where(h => h.StartedAt >= from && h.StartedAt < to)
            .OrderBy(h => h.StartedAt).Take(MaxHandovers).ToListAsync(cancellation);
        var byId = handovers.ToDictionary(h => h.Id);
        var ids = byId.Keys.ToList();
        var items = await db.Set<HandoverItem>().AsNoTracking().Where(i => ids.Contains(i.HandoverId)).ToListAsync(cancellation);
        var open = items.Where(i => i.AcceptedBy is null && byId[i.HandoverId].EndedAt is null).Select(i => (byId[i.HandoverId], i));
        var outcomes = await HandedOverPromises.ReadAsync(db, open, cancellation);
        return [.. handovers.Select(h => Count(h, items.FindAll(i => i.HandoverId == h.Id), item => !outcomes[item.Id].IsOwed))];
    }

    private static DayHandover Count(ShiftHandover handover, List<HandoverItem> items, Func<HandoverItem, bool> isSettled) => new(
        handover, items.Count, items.Count(i => i.AcceptedBy is not null),
        items.Count(i => i.AcceptedBy is null && (handover.EndedAt is not null || isSettled(i))),
        handover.WentToLead ? items.Count(i => i.AcceptedAt == handover.EndedAt) : 0,
        [.. items.Select(i => i.AcceptedBy).OfType<string>().Distinct()]);

    private sealed record EventCount(string Type, string By, int Count);
}
