using System.Globalization;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Staff;

/// <summary>Validates accounts and keys.</summary>
public static class StaffRules
{
    public const int ShortestPassword = 8, LongestPassword = 256, LongestName = 64;

    // Ticket lists use these words in place of a user name.
    private static readonly HashSet<string> Reserved = new(["me", "none"], StringComparer.OrdinalIgnoreCase);

    public static List<FieldFault> Check(StaffDetails details, string password, CatalogueCache catalogue) =>
        [.. Check(details, catalogue), .. CheckPassword(password)];

    public static List<FieldFault> Check(StaffDetails details, CatalogueCache catalogue)
    {
        var faults = new List<FieldFault>();
        CheckCode(faults, "user", details.User.Trim());
        WordRules.Check(faults, "name", details.Name, LongestName);
        if (details.Department is { } department && catalogue.Departments.All(d => d.Code != department))
            faults.Add(new("department", "unknownCode", ("known", string.Join(", ", catalogue.Departments.Select(d => d.Code)))));
        return faults;
    }

    /// <summary>Checks a name that identifies an account or key in audit events for ever.</summary>
    public static void CheckCode(List<FieldFault> faults, string field, string code)
    {
        WordRules.Check(faults, field, code, LongestName);
        if (faults.Exists(f => f.Field == field)) return;
        if (Reserved.Contains(code)) faults.Add(new(field, "reservedName"));
        else if (!code.All(IsCodeLetter)) faults.Add(new(field, "nameLetters"));
    }

    public static List<FieldFault> CheckPassword(string password) => password.Length switch
    {
        < ShortestPassword => [new("password", "passwordShort", ("shortest", ShortestPassword))],
        > LongestPassword => [new("password", "tooLong", ("longest", LongestPassword), ("length", password.Length))],
        _ => [],
    };

    private static bool IsCodeLetter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '.' or '_' or '-' or '@' or '+'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
