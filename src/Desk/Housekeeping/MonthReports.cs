using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox.Mail;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

/// <summary>
/// Makes the report of a month when the month is over, once: it is mailed to supervisors and heads, and their page says so. A desk that was
/// off on the first of the month makes it after the next start.
/// </summary>
public sealed class MonthReports(
    DeskWriter writer, IDbContextFactory<DeskDb> contexts, FigureQuery figures, MonthReportTables tables, HostClock clock,
    RosterCache roster, IOptions<DeskOptions> desk, IOptions<MailOptions> mail, IOptions<CentreOptions> centre, TimeProvider time)
{
    /// <summary>Makes the report of the last month unless it was made. A doubted clock does not know that the month is over.</summary>
    public async Task MakeIfDueAsync(CancellationToken cancellation)
    {
        if (!clock.MayJudge()) return;
        var month = Months.FromTime(time.Now(), desk.Value.DisplayTimeZone).AddMonths(-1);
        if (!await IsDueAsync(month, cancellation)) return;
        var counted = await figures.ReadAllAsync(month, cancellation);
        await writer.WriteAsync(unit => RecordAsync(unit, counted, cancellation), cancellation);
    }

    /// <summary>False if the report was made, and for a month in which there was no desk yet.</summary>
    private async Task<bool> IsDueAsync(DateOnly month, CancellationToken cancellation)
    {
        var end = LocalDays.StartOf(month.AddMonths(1), desk.Value.DisplayTimeZone);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return !await db.MonthReports.AnyAsync(report => report.Month == month, cancellation)
            && await db.Tickets.AnyAsync(t => t.ReceivedAt < end, cancellation);
    }

    // Another node may have made it since: the row and the e-mails are written together, or not at all.
    private async Task RecordAsync(WriteUnit unit, MonthFigures counted, CancellationToken cancellation)
    {
        if (await unit.Db.MonthReports.AnyAsync(report => report.Month == counted.Month, cancellation)) return;
        unit.Add(new MonthReportRow { Month = counted.Month, MadeAt = unit.Now });
        if (!mail.Value.IsOn) return;
        var staff = await unit.Db.Users.AsNoTracking().Where(member => member.Active && member.Email != null).ToListAsync(cancellation);
        var heads = roster.Roster.Heads;
        foreach (var member in staff.Where(m => Authority.May(m.ToActor(), Right.Supervise) || heads.Contains(m.UserName ?? "")))
            await EnqueueAsync(unit, member, counted, cancellation);
    }

    private async Task EnqueueAsync(WriteUnit unit, StaffMember member, MonthFigures counted, CancellationToken cancellation)
    {
        var user = member.UserName ?? "";
        var language = await unit.Db.StaffChats.Where(chat => chat.User == user).Select(chat => (Language?)chat.Language)
            .FirstOrDefaultAsync(cancellation) ?? Language.ZhHans;
        var month = Months.Format(counted.Month);
        var lines = tables.Create(counted, language).SelectMany(Describe);
        var title = DeskTexts.Format(language, "figures.title", ("month", month));
        unit.EnqueueMail(member.Email ?? "", $"{centre.Value.NameIn(language)} · {title}",
            string.Join('\n', lines.Append($"{desk.Value.PublicUrl}/desk/reports?month={month}")));
    }

    private static IEnumerable<string> Describe(MonthReportTable table) =>
    [
        table.Title, $"({string.Join(" · ", table.Columns)})",
        .. table.Rows.Select(row => $"  {row[0]}: {string.Join(" · ", row.Skip(1).Select(cell => cell ?? "–"))}"), table.Note, "",
    ];
}
