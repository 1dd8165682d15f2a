using System.Globalization;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Staff;

/// <summary>Validates accounts and keys.</summary>
public static class StaffRules
{
    public const int MaxNameLength = 64;

    // Ticket lists use these words in place of a user name.
    private static readonly HashSet<string> Reserved = new(["me", "none"], StringComparer.OrdinalIgnoreCase);

    public static List<FieldFault> Check(StaffDetails details, string password, CatalogueCache catalogue) =>
        [.. Check(details, catalogue), .. PasswordRules.Check(password, details.User)];

    public static List<FieldFault> Check(StaffDetails details, CatalogueCache catalogue)
    {
        var faults = new List<FieldFault>();
        CheckName(faults, "user", details.User.Trim());
        TextValidation.CheckRequired(faults, "name", details.Name, MaxNameLength);
        if (details.Department is { } department && catalogue.Departments.All(d => d.Code != department))
            faults.Add(new("department", "unknownCode", ("known", string.Join(", ", catalogue.Departments.Select(d => d.Code)))));
        if (details.Email?.Trim() is { Length: > 0 } email && !MailAddresses.IsValid(email)) faults.Add(new("email", "notAnAddress"));
        return faults;
    }

    /// <summary>Checks a name that identifies an account or key in audit events for ever.</summary>
    public static void CheckName(List<FieldFault> faults, string field, string code)
    {
        TextValidation.CheckRequired(faults, field, code, MaxNameLength);
        if (faults.Exists(f => f.Field == field)) return;
        if (Reserved.Contains(code)) faults.Add(new(field, "reservedName"));
        else if (!code.All(IsCodeLetter)) faults.Add(new(field, "nameLetters"));
    }

    private static bool IsCodeLetter(char c) =>
        char.IsLetterOrDigit(c) || char.IsSurrogate(c) || c is '.' or '_' or '-' or '@' or '+'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
