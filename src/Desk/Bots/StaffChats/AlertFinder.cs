using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox.Mail;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>One thing to tell one member of staff.</summary>
internal sealed record StaffAlert(string User, string Cause, bool IsLevel, long TicketId);

/// <summary>Finds who is to be told of events.</summary>
public sealed class AlertFinder(PromisePolicy policy, RosterCache roster, IOptions<MailOptions> mail)
{
    /// <summary>The causes that are no level of warning and no slip.</summary>
    public const string Urged = "urged", PromisePassed = "promisePassed";

    /// <summary>The causes that concern the head of the centre.</summary>
    public const string Escalated = "escalated", InstructionLate = "instructionLate";

    private static readonly WarningReceiver[] PromiseReceivers = [WarningReceiver.AssigneeOrDesk, WarningReceiver.Supervisors];

    /// <summary>The names of the events that may be a cause.</summary>
    public static string[] Causes { get; } =
    [
        EventJson.NameOf<CycleMissed>(), EventJson.NameOf<LevelRaised>(), EventJson.NameOf<TicketUrged>(),
        EventJson.NameOf<PromisePassed>(), EventJson.NameOf<TicketEscalated>(), EventJson.NameOf<InstructionOverdue>(),
        .. OrderAlerts.Types, .. SlipAlerts.Types,
    ];

    public static bool IsCause(TicketEvent? happened) => happened is CycleMissed or LevelRaised or Tickets.PromisePassed
        or TicketEscalated or InstructionOverdue
        or TicketUrged { Times: TicketUrged.TimesForSupervisor } || OrderAlerts.IsCause(happened) || SlipAlerts.IsCause(happened);

    internal async Task<IReadOnlyList<StaffAlert>> FindAsync(DeskDb db, IReadOnlyList<StoredEvent> events)
    {
        if (events.Count == 0) return [];
        var staff = await db.Users.AsNoTracking().Where(u => u.Active).ToListAsync();
        var reachable = await FindReachableAsync(db, staff);
        if (reachable.Count == 0) return [];
        var happened = events.Select(e => (e.TicketId, Event: EventJson.TryRead(e))).ToList();
        var ids = happened.Select(h => h.TicketId).Distinct().ToList();
        var tickets = await db.Tickets.AsNoTracking().Where(t => EF.Parameter(ids).Contains(t.Id))
            .Select(t => new { t.Id, t.Assignee, t.Department, t.SlipDepartments }).ToDictionaryAsync(
                t => t.Id, t => new WarnedTicket(t.Assignee, t.Department, DepartmentSet.Join(t.Department, t.SlipDepartments)));
        var holders = await DutyHolders.FindAsync(
            db, ids, happened.Select(h => h.Event?.At).OfType<DateTimeOffset>().DefaultIfEmpty().Max());
        var starts = await db.Cycles.AsNoTracking().Where(c => EF.Parameter(ids).Contains(c.TicketId))
            .ToDictionaryAsync(c => c.Id, c => c.StartedAt);
        var alerts = new List<StaffAlert>();
        foreach (var (id, what) in happened)
        {
            alerts.AddRange(OrderAlerts.Find(what, staff).Where(told => reachable.Contains(told.Member))
                .Select(told => new StaffAlert(told.Member.UserName!, told.Cause, false, id)));
            if (what is null || !tickets.TryGetValue(id, out var ticket) || Classify(what, starts) is not var (cause, receivers)) continue;
            var told = WarningAudience.Find(receivers, ticket with { DutyHolder = holders.GetValueOrDefault(id) }, staff, roster.Roster,
                what.At).Members;
            alerts.AddRange(told.Where(reachable.Contains).Select(member => new StaffAlert(
                member.UserName!, cause, what is CycleMissed or LevelRaised, id)));
        }

        foreach (var slip in await SlipAlerts.FindAsync(db, happened))
            alerts.AddRange(staff.Where(reachable.Contains).SelectMany(member => slip.Tickets
                .Where(id => slip.Concerns(member, id) && Authority.MayRead(member.ToActor(), tickets[id].ReadingDepartments))
                .Select(id => new StaffAlert(member.UserName!, slip.Cause, false, id))));
        return alerts;
    }

    /// <summary>Those who have a chat or, where e-mail is sent, an address. Others have the board.</summary>
    private async Task<HashSet<StaffMember>> FindReachableAsync(DeskDb db, List<StaffMember> staff)
    {
        var linked = (await db.StaffChats.AsNoTracking().Select(chat => chat.User).Distinct().ToListAsync()).ToHashSet();
        return [.. staff.Where(member => linked.Contains(member.UserName ?? "") || (mail.Value.IsOn && member.Email is not null))];
    }

    private (string Cause, IEnumerable<WarningReceiver> Receivers)? Classify(
        TicketEvent happened, Dictionary<long, DateTimeOffset> starts) => happened switch
        {
            CycleMissed e => (PlannedLevel.Missed,
                policy.Ladder.ReceiversOf(PlannedLevel.Missed, e.Skipped, starts.GetValueOrDefault(e.Cycle))),
            LevelRaised e => (e.Level, policy.Ladder.ReceiversOf(e.Level, e.Skipped, starts.GetValueOrDefault(e.Cycle))),
            TicketUrged { Times: TicketUrged.TimesForSupervisor } => (Urged, policy.Ladder.ReceiversOf(PlannedLevel.Missed)),
            Tickets.PromisePassed => (PromisePassed, PromiseReceivers),
            TicketEscalated => (Escalated, [WarningReceiver.Heads]),
            InstructionOverdue => (InstructionLate, [WarningReceiver.Heads, WarningReceiver.Supervisors]),
            _ => null,
        };
}
