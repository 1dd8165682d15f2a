using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Admin;

/// <summary>An account as somebody typed it, with what is wrong with it.</summary>
public sealed record AccountForm(string User, string Name, string Role, string Department, IReadOnlyList<FieldFault> Faults)
{
    public static AccountForm Empty { get; } = new("", "", "", "", []);

    public static AccountForm Of(StaffMember member) =>
        new(member.UserName ?? "", member.DisplayName, CodeOf(member.Role), member.Department ?? "", []);

    public static AccountForm Read(IFormCollection form, string? user = null) =>
        new(user ?? form.Text("user"), form.Text("name"), form.Text("role"), form.Text("department"), []);

    /// <summary>Null when the role is none of ours: the form offers only such.</summary>
    public StaffDetails? Details() => Enum.GetValues<StaffRole>().Where(r => CodeOf(r) == Role).Select(role =>
        new StaffDetails(User, Name, role, Department.Length == 0 ? null : Department)).FirstOrDefault();

    public static string CodeOf(StaffRole role) => role.ToString().ToLowerInvariant();
}
