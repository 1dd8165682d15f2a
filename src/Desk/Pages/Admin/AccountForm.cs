using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Admin;

/// <summary>The account form as typed, with its faults.</summary>
public sealed record AccountForm(string User, string Name, string Role, string Department, IReadOnlyList<FieldFault> Faults,
    string Email = "", bool LeadsDepartment = false)
{
    public static AccountForm Empty { get; } = new("", "", "", "", []);

    public static AccountForm FromMember(StaffMember member) =>
        new(member.UserName ?? "", member.DisplayName, RoleCode(member.Role), member.Department ?? "", [],
            member.Email ?? "", member.LeadsDepartment);

    public static AccountForm FromForm(FormPost form, string? user = null) =>
        new(user ?? form.Raw("user"), form.Raw("name"), form.Raw("role"), form.Raw("department"), [],
            form.Raw("email"), form.Raw("leads").Length > 0);

    /// <summary>Applies the form. Without a valid role it only checks the other fields, so that all faults are shown at once.</summary>
    public async Task<IReadOnlyList<FieldFault>> ApplyAsync(
        Func<StaffDetails, Task<IReadOnlyList<FieldFault>>> apply, Func<StaffDetails, Task<IReadOnlyList<FieldFault>>> check)
    {
        var role = EnumCode.Parse<StaffRole>(Role);
        var details = new StaffDetails(
            User, Name, role ?? default, Department.Length == 0 ? null : Department, Email, LeadsDepartment);
        return role is null ? [new("role", "notChosen"), .. await check(details)] : await apply(details);
    }

    public static string RoleCode(StaffRole role) => EnumCode.From(role);
}
