using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Reading;

/// <summary>The steps before a centre opens its desk, in the order of the checklist.</summary>
public enum SetupStep { Name, Phone, Hours, PublicAddress, Departments, FirstClerk, TestSlip, Messengers }

/// <summary>A step of the checklist, as settings and database have it now.</summary>
public sealed record SetupLine(SetupStep Step, bool IsDone)
{
    /// <summary>The languages in which residents still read the words shipped for another county.</summary>
    public IReadOnlyList<Language> MissingLanguages { get; init; } = [];

    /// <summary>The codes of the departments that nobody works for.</summary>
    public IReadOnlyList<string> EmptyDepartments { get; init; } = [];
}

/// <summary>
/// The checklist of the first run. Nothing is ticked off by hand: each line is read from what it is about, so that it also comes back when
/// the last clerk has left or a setting was lost.
/// </summary>
public sealed class SetupChecklist(
    IDbContextFactory<DeskDb> contexts, IOptions<CentreOptions> centre, IOptions<DeskOptions> desk, CatalogueCache catalogue,
    IEnumerable<IMessenger> messengers)
{
    public async Task<IReadOnlyList<SetupLine>> ReadAsync(CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var staff = await db.Users.Where(u => u.Active).Select(u => new { u.Role, u.Department }).ToListAsync(cancellation);
        var departments = catalogue.Departments.Select(d => d.Code).Except(staff.Select(u => u.Department)).OfType<string>().ToList();
        return
        [
            ForText(SetupStep.Name, centre.Value.Name), new(SetupStep.Phone, centre.Value.Phone.Length > 0),
            ForText(SetupStep.Hours, centre.Value.Hours), new(SetupStep.PublicAddress, desk.Value.ScannableUrl is not null),
            new(SetupStep.Departments, departments.Count == 0) { EmptyDepartments = departments },
            new(SetupStep.FirstClerk, staff.Exists(u => u.Role is StaffRole.Clerk)),
            new(SetupStep.TestSlip, await HasCounterTicketAsync(db, cancellation)),
            new(SetupStep.Messengers, messengers.Any(messenger => messenger.IsOn)),
        ];
    }

    private static SetupLine ForText(SetupStep step, LocalizedText text)
    {
        var missing = LanguageTag.All.Where(language => text.In(language) is null).ToList();
        return new(step, missing.Count == 0) { MissingLanguages = missing };
    }

    // The kept sums of each day are few rows; tickets have no index by channel.
    private static Task<bool> HasCounterTicketAsync(DeskDb db, CancellationToken cancellation) =>
        db.CycleDays.AnyAsync(day => day.Channel == ContactChannel.Counter && day.Cycles > 0, cancellation);
}
