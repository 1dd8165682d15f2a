using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Reports the cycles missed since the last run, and the answers urged for the third time, to supervisors and assignees, and slips to those
/// whom they concern, in one message for each chat and cause. The position in the event log moves in the same transaction, so that a crash
/// causes neither loss nor repetition. Alerts contain only ticket numbers and links, because residents' messages do not belong in a staff
/// chat.
/// </summary>
public sealed class MissedCycleAlerts(DeskWriter writer, IDbContextFactory<DeskDb> contexts, IOptions<DeskOptions> options)
{
    private const int MaxEvents = 1000, MaxLines = 5;

    /// <summary>
    /// The time after which a noticed miss raises no alert any more, because staff have seen it on the board meanwhile. What was missed
    /// during a stop, however long, is noticed at the start and reported then.
    /// </summary>
    private static readonly TimeSpan MaxDelay = TimeSpan.FromHours(12);

    /// <summary>Returns true if an alert was queued.</summary>
    public async Task<bool> SendAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var position = await db.Counters.Where(c => c.Name == SequenceCounter.Alerts).Select(c => (long?)c.Next)
            .FirstOrDefaultAsync(cancellation);
        var last = await db.Events.MaxAsync(e => (long?)e.Sequence, cancellation) ?? 0;
        // The first run starts at the end of the log.
        if (position is null || position > last + 1) await writer.WriteAsync(unit => SavePositionAsync(unit, last + 1), cancellation);
        if (position is not { } from || from > last) return false;
        var events = db.Events.AsNoTracking().Where(e => e.Sequence >= from && e.Sequence <= last);
        var missed = await events.AnyAsync(e => e.Type == EventJson.NameOf<CycleMissed>(), cancellation)
            || (await FindUrgedAsync(events, cancellation)).Count > 0 || await events.WithSlips().AnyAsync(cancellation);
        // A position far behind moves forward also when nothing was missed, so that no query grows long.
        if (!missed && last - from < MaxEvents) return false;
        return await writer.WriteAsync(unit => SendAsync(unit, from, last), cancellation);
    }

    private async Task<bool> SendAsync(WriteUnit unit, long from, long to)
    {
        if (await unit.Db.Counters.Where(c => c.Name == SequenceCounter.Alerts).Select(c => c.Next)
            .FirstAsync() != from) return false;
        await SavePositionAsync(unit, to + 1);
        var noticedSince = unit.Now - MaxDelay;
        var events = unit.Db.Events.AsNoTracking().Where(e => e.Sequence >= from && e.Sequence <= to && e.At > noticedSince);
        var missed = await events.Where(e => e.Type == EventJson.NameOf<CycleMissed>()).Select(e => e.TicketId).Distinct().ToListAsync();
        var sent = await SendAsync(unit, missed, "staffChats.missed");
        sent |= await SendAsync(unit, await FindUrgedAsync(events, CancellationToken.None), "staffChats.urged");
        foreach (var alert in await SlipAlerts.FindAsync(unit.Db, events)) sent |= await SendAsync(unit, alert);
        return sent;
    }

    private async Task<bool> SendAsync(WriteUnit unit, SlipAlert alert)
    {
        if (alert.Tickets.Count == 0) return false;
        var tickets = await unit.Db.Tickets.AsNoTracking().Where(t => alert.Tickets.Contains(t.Id)).OrderBy(t => t.SlipDueAt)
            .Select(t => new { t.Id, t.Number, t.Department, t.SlipDepartments }).ToListAsync();
        var sent = false;
        foreach (var (chat, member) in await GetReceiversAsync(unit.Db))
        {
            var concerned = tickets.Where(t => alert.Concerns(member, t.Id)
                && Authority.MayRead(member.ToActor(), DepartmentSet.Join(t.Department, t.SlipDepartments)));
            sent |= EnqueueAlert(unit, chat, alert.TextKey, [.. concerned.Select(t => t.Number)], "/desk?list=departments");
        }

        return sent;
    }

    /// <summary>The tickets of those events whose answer was urged so often that supervisors are told.</summary>
    private static async Task<List<long>> FindUrgedAsync(IQueryable<StoredEvent> events, CancellationToken cancellation) =>
        [.. (await events.Where(e => e.Type == EventJson.NameOf<TicketUrged>()).ToListAsync(cancellation))
            .Where(e => EventJson.Read(e) is TicketUrged { Times: TicketUrged.TimesForSupervisor }).Select(e => e.TicketId).Distinct()];

    private async Task<bool> SendAsync(WriteUnit unit, List<long> ids, string textKey)
    {
        if (ids.Count == 0) return false;
        // Tickets answered in the meantime need no alert.
        var tickets = await unit.Db.Tickets.AsNoTracking().Where(t => ids.Contains(t.Id) && t.Unanswered).OrderBy(t => t.DueAt)
            .Select(t => new MissedTicketRow(t.Number, t.Assignee, DepartmentSet.Join(t.Department, t.SlipDepartments))).ToListAsync();
        var sent = false;
        foreach (var (chat, member) in await GetReceiversAsync(unit.Db))
        {
            var concerned = tickets.Where(ticket => ConcernsMember(member, ticket)).Select(ticket => ticket.Number);
            sent |= EnqueueAlert(unit, chat, textKey, [.. concerned], "/desk?list=missed");
        }


        return sent;
    }

    private static async Task<List<(StaffChat Chat, StaffMember Member)>> GetReceiversAsync(DeskDb db) =>
        [.. (await db.StaffChats.AsNoTracking()
            .Join(db.Users.AsNoTracking().Where(u => u.Active), s => s.User, u => u.UserName, (chat, member) => new { chat, member })
            .ToListAsync()).Select(row => (row.chat, row.member))];

    private static bool ConcernsMember(StaffMember member, MissedTicketRow ticket)
    {
        var actor = member.ToActor();
        return Authority.MayRead(actor, ticket.Departments)
            && (Authority.May(actor, Right.Supervise) || ticket.Assignee == member.UserName);
    }

    private bool EnqueueAlert(WriteUnit unit, StaffChat chat, string textKey, IReadOnlyList<TicketNumber> tickets, string listPath)
    {
        if (tickets.Count == 0) return false;
        List<string> lines = [DeskTexts.Format(chat.Language, textKey, ("count", tickets.Count))];
        lines.AddRange(tickets.Take(MaxLines).Select(number => FormatLine(number.ToString(), $"/desk/tickets/{number}")));
        if (tickets.Count > MaxLines)
            lines.Add(FormatLine(DeskTexts.Format(chat.Language, "staffChats.more", ("count", tickets.Count - MaxLines)), listPath));
        unit.Enqueue(
            new OutgoingMessage { To = new(chat.Channel, chat.Bot, chat.Chat), Language = chat.Language, Text = string.Join('\n', lines) });
        return true;
    }

    private string FormatLine(string text, string path) =>
        options.Value.PublicUrl is { Length: > 0 } site ? $"{text}  {site.TrimEnd('/')}{path}" : text;

    private static async Task SavePositionAsync(WriteUnit unit, long next)
    {
        if (await unit.Db.Counters.AnyAsync(c => c.Name == SequenceCounter.Alerts))
            unit.SetCounter(SequenceCounter.Alerts, next);
        else unit.Db.Add(new SequenceCounter { Name = SequenceCounter.Alerts,
            Next = next });
    }

    private sealed record MissedTicketRow(TicketNumber Number, string? Assignee, string? Departments);
}
