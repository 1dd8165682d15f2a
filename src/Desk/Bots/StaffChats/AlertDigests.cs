using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Outbox.Mail;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Sends each member of staff what was noted for her, in one message, to her chats and by e-mail. It contains only numbers of tickets and
/// links, because residents' messages do not belong in a staff chat.
/// </summary>
public sealed class AlertDigests(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, RosterCache roster, IOptions<DeskOptions> desk, IOptions<PromiseOptions> promise,
    IOptions<MailOptions> mail)
{
    private const int MaxLines = 5, MaxRows = 10_000;

    /// <summary>The age at which an alert is dropped unsent: its reader has seen the board meanwhile.</summary>
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(24);

    /// <summary>The order of the causes in a message: the most urgent first.</summary>
    private static readonly string[] Order =
    [
        AlertFinder.InstructionLate, AlertFinder.Escalated,
        "head", PlannedLevel.Missed, SlipAlerts.Late, AlertFinder.PromisePassed, AlertFinder.Urged, "lastCall", "lateSoon", "half",
        OrderAlerts.Late, OrderAlerts.Due, OrderAlerts.Issued, OrderAlerts.Answered, SlipAlerts.Due, SlipAlerts.Sent, SlipAlerts.Back,
    ];

    /// <summary>Lists the users for whom something is noted.</summary>
    public async Task<IReadOnlyList<string>> ListWaitingAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.StaffAlerts.Select(alert => alert.User).Distinct().ToListAsync(cancellation);
    }

    /// <summary>Returns the time until which nothing is sent to a user; null when it may be sent now.</summary>
    public DateTimeOffset? FindQuietEnd(string user, DateTimeOffset now) =>
        roster.Roster.OnDutyAt(now).Contains(user) ? null
            : QuietHours.FindEnd(promise.Value.QuietHours, now, desk.Value.DisplayTimeZone);

    /// <summary>Sends what is noted for a user. Returns false when nothing of it is worth telling any more.</summary>
    public Task<bool> SendAsync(string user, CancellationToken cancellation) =>
        writer.WriteAsync(unit => SendAsync(unit, user, cancellation), cancellation);

    private async Task<bool> SendAsync(WriteUnit unit, string user, CancellationToken cancellation)
    {
        var db = unit.Db;
        var rows = await db.StaffAlerts.AsNoTracking().Where(alert => alert.User == user).OrderBy(alert => alert.Id).Take(MaxRows)
            .ToListAsync(cancellation);
        if (rows.Count == 0) return false;
        var last = rows[^1].Id;
        await db.StaffAlerts.Where(alert => alert.User == user && alert.Id <= last).ExecuteDeleteAsync(cancellation);
        var member = await db.Users.AsNoTracking().FirstOrDefaultAsync(u => u.UserName == user && u.Active, cancellation);
        var sections = member is null ? [] : await ReadSectionsAsync(db, rows, unit.Now - MaxAge, cancellation);
        if (sections.Count == 0) return false;
        var chats = await db.StaffChats.AsNoTracking().Where(chat => chat.User == user).ToListAsync(cancellation);
        foreach (var chat in chats)
        {
            var text = string.Join('\n', sections.SelectMany(section => section.Describe(chat.Language, desk.Value.PublicUrl)));
            unit.Enqueue(new OutgoingMessage { To = new(chat.Channel, chat.Bot, chat.Chat), Language = chat.Language, Text = text });
        }

        if (mail.Value.IsOn && member!.Email is { } address)
        {
            var language = chats.Select(chat => chat.Language).FirstOrDefault(Language.ZhHans);
            var lines = sections.SelectMany(section => section.Describe(language, desk.Value.PublicUrl));
            unit.EnqueueMail(address, DeskTexts.Format(language, "staffChats.mailSubject"), string.Join('\n', lines));
        }

        return true;
    }

    /// <summary>
    /// Groups the alerts by cause. Of the levels of one ticket only the last is told, and none once it is answered.
    /// </summary>
    private static async Task<IReadOnlyList<AlertSection>> ReadSectionsAsync(
        DeskDb db, List<StaffAlertRow> rows, DateTimeOffset since, CancellationToken cancellation)
    {
        var recent = rows.Where(row => row.CreatedAt > since).ToList();
        var ids = recent.Select(row => row.TicketId).Distinct().ToList();
        var tickets = (await db.Tickets.AsNoTracking().Where(t => ids.Contains(t.Id))
            .Select(t => new { t.Id, t.Number, t.Unanswered, t.DueAt }).ToListAsync(cancellation)).ToDictionary(t => t.Id);
        return
        [
            .. recent.Where(row => tickets.TryGetValue(row.TicketId, out var ticket) && (!row.IsLevel || ticket.Unanswered))
                .GroupBy(row => (row.TicketId, Cause: row.IsLevel ? "" : row.Cause)).Select(same => same.Last())
                .GroupBy(row => row.Cause).OrderBy(cause => RankOf(cause.Key))
                .Select(cause => new AlertSection(cause.Key,
                    [.. cause.Select(row => tickets[row.TicketId]).OrderBy(ticket => ticket.DueAt).Select(ticket => ticket.Number)])),
        ];
    }

    private static int RankOf(string cause) => Array.IndexOf(Order, cause) is var rank and >= 0 ? rank : Order.Length;

    /// <summary>The tickets of one cause.</summary>
    private sealed record AlertSection(string Cause, IReadOnlyList<TicketNumber> Tickets)
    {
        public IEnumerable<string> Describe(Language language, string site)
        {
            (string, object) count = ("count", Tickets.Count);
            yield return Order.Contains(Cause) ? DeskTexts.Format(language, "staffChats." + Cause, count)
                : DeskTexts.Format(language, "staffChats.level", count, ("level", LevelNames.For(language, Cause)));
            foreach (var number in Tickets.Take(MaxLines)) yield return FormatLine($"{number}", $"/desk/tickets/{number}", site);
            if (Tickets.Count > MaxLines)
                yield return FormatLine(DeskTexts.Format(language, "staffChats.more", ("count", Tickets.Count - MaxLines)), ListPath, site);
        }

        private string ListPath => Cause switch
        {
            SlipAlerts.Late or SlipAlerts.Due or SlipAlerts.Sent or SlipAlerts.Back => "/desk?list=departments",
            "head" or PlannedLevel.Missed or AlertFinder.Urged => "/desk?list=missed",
            AlertFinder.PromisePassed or OrderAlerts.Issued or OrderAlerts.Due or OrderAlerts.Late => "/desk",
            AlertFinder.Escalated or AlertFinder.InstructionLate => "/desk/duty/head",
            OrderAlerts.Answered => "/desk/supervisor",
            _ => "/desk?list=today",
        };

        private static string FormatLine(string text, string path, string site) =>
            site.Length > 0 ? $"{text}  {site.TrimEnd('/')}{path}" : text;
    }
}
