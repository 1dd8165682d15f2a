using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Staff;

/// <summary>The details of an account, without the password.</summary>
/// <param name="Email">The address that warnings are sent to; empty for none, null to keep the one that is stored.</param>
/// <param name="LeadsDepartment">True for the lead of the department; null to keep what is stored.</param>
public sealed record StaffDetails(
    string User, string Name, StaffRole Role, string? Department, string? Email = null, bool? LeadsDepartment = null);

/// <summary>Creates and changes accounts. Every method returns the faults; none if it succeeded.</summary>
public sealed class StaffAccounts(UserManager<StaffMember> users, CatalogueCache catalogue, StaffAccountCache cache, SecurityLog log)
{
    /// <summary>The fault of an account that somebody else changed meanwhile.</summary>
    public static FieldFault ChangedMeanwhile { get; } = new("user", "changedMeanwhile");

    /// <summary>All faults of the details. Changes nothing.</summary>
    public IReadOnlyList<FieldFault> Check(StaffDetails details) => StaffRules.Check(details, catalogue);

    /// <summary>All faults of a new account, including a user name that is taken. Changes nothing.</summary>
    public async Task<IReadOnlyList<FieldFault>> CheckNewAsync(StaffDetails details, string password)
    {
        var faults = StaffRules.Check(details, password, catalogue);
        if (!faults.Exists(f => f.Field == "user") && await users.FindByNameAsync(details.User.Trim()) is not null)
            faults.Add(new("user", "userTaken"));
        return faults;
    }

    public async Task<IReadOnlyList<FieldFault>> AddAsync(StaffDetails details, string password, SecurityOrigin by) =>
        await CheckNewAsync(details, password) is { Count: > 0 } faults ? faults : await CreateAsync(details, password, by);

    /// <summary>Creates the account, or updates an existing one and reactivates it.</summary>
    public async Task<IReadOnlyList<FieldFault>> SaveAsync(StaffDetails details, string password, SecurityOrigin by)
    {
        var faults = StaffRules.Check(details, password, catalogue);
        if (faults.Count > 0) return faults;
        if (await users.FindByNameAsync(details.User.Trim()) is not { } member) return await CreateAsync(details, password, by);
        if (await LosesLastAdminAsync(member, details.Role, active: true)) return [new("role", "lastAdmin")];
        Apply(member, details);
        var isActivated = !member.Active;
        member.Active = true;
        faults = [.. await StoreAsync(member, SecurityEventKind.AccountChanged, by, password)];
        if (faults.Count > 0) return faults;
        await log.RecordAsync(SecurityEventKind.PasswordChanged, by, member.UserName ?? "");
        if (isActivated) await log.RecordAsync(SecurityEventKind.AccountActivated, by, member.UserName ?? "");
        return [];
    }

    /// <param name="isAsSeen">Tells if the account still is as the editor saw it; if not, nothing is changed.</param>
    public async Task<IReadOnlyList<FieldFault>> ChangeAsync(
        StaffDetails details, SecurityOrigin by, Func<StaffMember, bool>? isAsSeen = null)
    {
        if (StaffRules.Check(details, catalogue) is { Count: > 0 } faults) return faults;
        if (await users.FindByNameAsync(details.User) is not { } member) return [new("user", "noAccount")];
        if (isAsSeen?.Invoke(member) is false) return [ChangedMeanwhile];
        if (await LosesLastAdminAsync(member, details.Role, member.Active)) return [new("role", "lastAdmin")];
        Apply(member, details);
        return await StoreAsync(member, SecurityEventKind.AccountChanged, by);
    }

    public async Task<IReadOnlyList<FieldFault>> SetPasswordAsync(string user, string password, SecurityOrigin by)
    {
        if (PasswordRules.Check(password, user) is { Count: > 0 } faults) return faults;
        return await users.FindByNameAsync(user) is { } member
            ? await StoreAsync(member, SecurityEventKind.PasswordChanged, by, password) : [new("user", "noAccount")];
    }

    /// <summary>Deactivates or reactivates the account. It is never deleted.</summary>
    public async Task<IReadOnlyList<FieldFault>> SetActiveAsync(string user, bool active, SecurityOrigin by)
    {
        if (await users.FindByNameAsync(user) is not { } member) return [new("user", "noAccount")];
        if (await LosesLastAdminAsync(member, member.Role, active)) return [new("user", "lastAdmin")];
        member.Active = active;
        if (!active) member.SecurityStamp = NewStamp();
        return await StoreAsync(member, active ? SecurityEventKind.AccountActivated : SecurityEventKind.AccountDeactivated, by);
    }

    private async Task<IReadOnlyList<FieldFault>> CreateAsync(StaffDetails details, string password, SecurityOrigin by)
    {
        var member = new StaffMember { UserName = details.User.Trim(), DisplayName = "", Role = details.Role };
        Apply(member, details);
        var faults = ToFaults(await users.CreateAsync(member, password));
        if (faults.Count == 0) await log.RecordAsync(SecurityEventKind.AccountAdded, by, member.UserName);
        return faults;
    }

    private async Task<IReadOnlyList<FieldFault>> StoreAsync(
        StaffMember member, SecurityEventKind change, SecurityOrigin by, string? password = null)
    {
        if (password is not null)
        {
            member.PasswordHash = users.PasswordHasher.HashPassword(member, password);
            member.SecurityStamp = NewStamp();
        }

        var faults = ToFaults(await users.UpdateAsync(member));
        cache.Remove(member.Id);
        if (faults.Count == 0) await log.RecordAsync(change, by, member.UserName ?? "");
        return faults;
    }

    private async Task<bool> LosesLastAdminAsync(StaffMember member, StaffRole role, bool active) =>
        member is { Role: StaffRole.Admin, Active: true } && (role is not StaffRole.Admin || !active)
        && !await users.Users.AnyAsync(u => u.Role == StaffRole.Admin && u.Active && u.Id != member.Id);

    private static void Apply(StaffMember member, StaffDetails details)
    {
        (member.DisplayName, member.Role, member.Department) = (details.Name.Trim(), details.Role, details.Department);
        member.LeadsDepartment = (details.LeadsDepartment ?? member.LeadsDepartment) && member.Department is not null;
        if (details.Email is { } email) member.Email = email.Trim() is { Length: > 0 } address ? address : null;
    }

    private static string NewStamp() => Guid.NewGuid().ToString("N");

    // The rules above found everything else, so the remaining failures are concurrent changes of the same account.
    private static IReadOnlyList<FieldFault> ToFaults(IdentityResult result) =>
        result.Succeeded ? []
        : result.Errors.Any(e => e.Code == nameof(IdentityErrorDescriber.DuplicateUserName)) ? [new("user", "userTaken")]
        : [ChangedMeanwhile];
}
