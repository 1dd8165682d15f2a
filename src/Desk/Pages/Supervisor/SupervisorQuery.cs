using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Reading.Surges;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Supervisor;

/// <summary>Reads what needs the supervisor now: what was missed, what will be, and who has how much to do.</summary>
public sealed class SupervisorQuery(
    IDbContextFactory<DeskDb> contexts, CatalogueNames catalogue, TimeProvider time, IOptions<DeskOptions> options,
    PromisePolicy policy, RosterCache roster, TrendCache trends, SurgeFinder surges)
{
    /// <summary>The span before the due time in which a ticket is listed.</summary>
    public static readonly TimeSpan ListedSpan = TimeSpan.FromHours(24);

    /// <summary>The time for which a report that was made is pointed out.</summary>
    private static readonly TimeSpan ReportShown = TimeSpan.FromDays(10);

    private const int MaxTickets = 200, MaxOrders = 30;

    public async Task<SupervisorView> ReadAsync(Actor actor, SupervisorAddress address, CancellationToken cancellation)
    {
        var trend = await trends.ReadAsync(actor, address.Filter, address.Weeks, cancellation);
        var found = await surges.FindAsync(actor, cancellation);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        await using var snapshot = await db.BeginSnapshotAsync(cancellation);
        var now = time.GetUtcNow();
        var readable = db.ReadableTickets(actor);
        var staff = await db.Users.AsNoTracking().OrderBy(s => s.DisplayName).ToListAsync(cancellation);
        var names = staff.ToDictionary(s => s.UserName ?? "", s => s.DisplayName);
        var urgent = await ReadUrgentAsync(readable, now, cancellation);
        var listed = urgent.Take(MaxTickets).ToList();
        var soon = listed.Where(t => t.CycleState is CycleState.Open && t.DueAt <= now + QueueFigures.SoonSpan).ToList();
        var open = await OpenTicketCounts.ReadAsync(
            db, ReadScope.ForActor(actor), DueLimits.At(now, options.Value.DisplayTimeZone), cancellation);
        return new()
        {
            Address = address, Sequence = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0,
            Trend = trend, Surges = found,
            NewReport = await db.MonthReports.Where(r => r.MadeAt >= now - ReportShown).MaxAsync(r => (DateOnly?)r.Month, cancellation),
            Queue = await QueueFigures.ReadAsync(db, readable, open, now, cancellation), DueSoon = Group(soon, t => t.Assignee, NameOf),
            Groups = address.Grouping is UrgentGrouping.Person
                ? Group(listed, t => t.Assignee, NameOf) : Group(listed, t => t.Department, DepartmentNameOf),
            HasMore = urgent.Count > MaxTickets,
            PersonLoads = ListLoads(open.GroupBy(c => c.Assignee), NameOf),
            DepartmentLoads = ListLoads(open.GroupBy(c => c.Department), DepartmentNameOf),
            Colleagues = [.. staff.Where(s => s.Active && s.Role is not StaffRole.Admin)
                .Select(s => new AssignableColleague(s.UserName ?? "", s.DisplayName))],
            Orders = await ReadOrdersAsync(db, readable, NameOf, cancellation),
            WaitingOrders = await db.Orders.CountAsync(o => readable.Any(t => t.Id == o.TicketId) && (o.State == OrderState.Draft
                || o.State == OrderState.Answered || (o.State == OrderState.Issued && o.DueAt < now)), cancellation),
            UnnamedReceivers = [.. policy.Ladder.Levels.SelectMany(level => level.Receivers).Distinct()
                .Where(receiver => !roster.Roster.Names(receiver, now)).Order()],
        };

        string? NameOf(string? user) => user is null ? null : names.GetValueOrDefault(user, user);
        string? DepartmentNameOf(string? code) => code is null ? null : catalogue.DepartmentName(actor.Language, code);
    }

    // The ids come first: otherwise the database computes every column of every open ticket before it sorts them.
    private static async Task<List<UrgentTicket>> ReadUrgentAsync(
        IQueryable<Ticket> readable, DateTimeOffset now, CancellationToken cancellation)
    {
        var latest = now + ListedSpan;
        var due = await readable.Where(t => t.DueAt <= latest)
            .FirstByUrgency(TicketRanges.OpenStatuses, TicketRanges.UnansweredCycles, 0, MaxTickets + 1).ToListAsync(cancellation);
        var urged = await readable.Where(t => t.Unanswered && t.Urged > 0).ByUrgency.Take(MaxTickets + 1).Select(t => t.Id)
            .ToListAsync(cancellation);
        var ids = due.Union(urged).ToList();
        return await readable.Where(t => ids.Contains(t.Id)).ByUrgency.Take(MaxTickets + 1)
            .Select(t => new UrgentTicket
            {
                Number = t.Number, Subject = t.Subject, DueAt = t.DueAt, CycleState = t.CycleState, Assignee = t.Assignee,
                Department = t.Department, SlipDepartments = t.SlipDepartments, SlipDueAt = t.SlipDueAt,
                StartedAt = t.Cycles.OrderByDescending(c => c.Ordinal).Select(c => c.StartedAt).First(), Urged = t.Urged,
            }).ToListAsync(cancellation);
    }

    private static async Task<List<OpenOrder>> ReadOrdersAsync(
        DeskDb db, IQueryable<Ticket> readable, Func<string?, string?> nameOf, CancellationToken cancellation)
    {
        var rows = new List<OpenOrder>();
        // By state, so that each is a short range of the index, however many orders have ended.
        foreach (var state in new[] { OrderState.Answered, OrderState.Issued, OrderState.Draft })
            rows.AddRange(await db.Orders.Where(o => o.State == state).OrderBy(o => o.DueAt).ThenBy(o => o.Id)
                .Join(readable, o => o.TicketId, t => t.Id, (o, t) => new OpenOrder(
                    o.Id, t.Number, t.Subject, o.Cause, o.State, o.User, o.DraftedAt, o.IssuedAt, o.DueAt))
                .Take(MaxOrders).ToListAsync(cancellation));
        return [.. rows.Select(order => order with { UserName = nameOf(order.UserName) })];
    }

    private static List<UrgentGroup> Group(
        IReadOnlyList<UrgentTicket> tickets, Func<UrgentTicket, string?> key, Func<string?, string?> name) =>
        [.. tickets.GroupBy(key).Select(group => new UrgentGroup(group.Key, name(group.Key), [.. group]))];

    private static List<Load> ListLoads(
        IEnumerable<(string? Code, int Open, int Missed, int DueToday)> groups, Func<string?, string?> name) =>
        [.. groups.OrderByDescending(row => row.Missed).ThenByDescending(row => row.Open)
            .Select(row => new Load(row.Code, name(row.Code), row.Open, row.Missed, row.DueToday))];
}
