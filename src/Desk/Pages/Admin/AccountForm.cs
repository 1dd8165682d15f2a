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

    /// <summary>The fingerprint of the stored details that the form showed; null for a new account.</summary>
    public string? Seen { get; init; }

    /// <summary>The stored details, if somebody else changed them after the form was shown.</summary>
    public AccountForm? StoredMeanwhile { get; init; }

    public static AccountForm FromMember(StaffMember member)
    {
        var form = new AccountForm(member.UserName ?? "", member.DisplayName, RoleCode(member.Role), member.Department ?? "", [],
            member.Email ?? "", member.LeadsDepartment);
        return form with
        {
            Seen = FormFingerprint.Compute([form.Name, form.Role, form.Department, form.Email, form.LeadsDepartment ? "leads" : ""]),
        };
    }

    public static AccountForm FromForm(FormPost form, string? user = null) =>
        new(user ?? form.Raw("user"), form.Raw("name"), form.Raw("role"), form.Raw("department"), [],
            form.Raw("email"), form.Raw("leads").Length > 0)
        {
            Seen = form.Text("seen"),
        };

    /// <summary>
    /// The form as typed, with what is stored now beside it. Its editor has then seen that, so that the form is saved when it is sent
    /// again.
    /// </summary>
    public AccountForm ShowBeside(AccountForm stored) => this with { Seen = stored.Seen, StoredMeanwhile = stored };

    /// <summary>Tells if the account still is as this form showed it.</summary>
    public bool IsAsSeen(StaffMember member) => Seen is null || Seen == FromMember(member).Seen;

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
