using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Staff;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Admin.Security;

/// <summary>The page with the security log, the newest entries first.</summary>
internal static class SecurityLogPages
{
    public const string Path = "/desk/admin/security";

    private const int PageSize = 100;

    public static void MapSecurityLog(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, ShowAsync).RequireRight(Right.ReadSecurityLog).ExcludeFromDescription();

    public static async Task<IResult> ShowAsync(string? kind, string? user, string? before, DeskDb db, CancellationToken cancellation)
    {
        var entries = db.SecurityEvents.AsNoTracking();
        var wanted = EnumCode.Parse<SecurityEventKind>(kind);
        if (wanted is not null) entries = entries.Where(e => e.Kind == wanted);
        if (!string.IsNullOrWhiteSpace(user))
        {
            var names = await FindNamesAsync(db, user.Trim(), cancellation);
            entries = entries.Where(e => names.Contains(e.User) || names.Contains(e.Subject));
        }

        if (long.TryParse(before, out var last)) entries = entries.Where(e => e.Id < last);
        var page = await entries.OrderByDescending(e => e.Id).Take(PageSize + 1).ToListAsync(cancellation);
        return PageResult.For<SecurityLogPage>(new
        {
            Entries = (IReadOnlyList<SecurityEvent>)[.. page.Take(PageSize)], HasMore = page.Count > PageSize, Kind = wanted, User = user,
        });
    }

    /// <summary>Finds the accounts and keys that a typed name may mean: signing in does not mind its case either.</summary>
    private static async Task<IReadOnlyList<string>> FindNamesAsync(DeskDb db, string typed, CancellationToken cancellation)
    {
        var normalized = typed.ToUpperInvariant();
        var accounts = await db.Users.Where(u => u.NormalizedUserName == normalized).Select(u => u.UserName!).ToListAsync(cancellation);
        var keys = (await db.ApiKeys.Select(key => key.Name).ToListAsync(cancellation))
            .FindAll(name => name.Equals(typed, StringComparison.OrdinalIgnoreCase));
        return [typed, .. accounts, .. keys, .. keys.Select(SecurityEvent.NameOfKey)];
    }
}
