namespace EcomCenter.Desk.Tickets;

/// <summary>
/// The departments that may read a ticket, as one text: its own and those with a slip. Events hold it too, so that a board knows whose card
/// to take away.
/// </summary>
public static class DepartmentSet
{
    public const char Separator = ';';

    public static string? Join(string? department, string? slipDepartments) => (department, slipDepartments) switch
    {
        (null, _) => slipDepartments,
        (_, null) => department,
        _ => Contains(slipDepartments, department) ? slipDepartments : $"{department}{Separator}{slipDepartments}",
    };

    public static bool Contains(string? departments, string? code) =>
        departments is not null && code is not null
        && (departments == code || departments.Split(Separator).Contains(code, StringComparer.Ordinal));
}
