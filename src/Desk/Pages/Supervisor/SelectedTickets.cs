using EcomCenter.Contracts;

namespace EcomCenter.Desk.Pages.Supervisor;

/// <summary>The tickets chosen in the form: one by one, or as a whole group.</summary>
public sealed class SelectedTickets
{
    public const string TicketField = "ticket", GroupField = "group";

    private const string MemberPrefix = "in-", HoldersPrefix = "holders-";

    /// <summary>The name of the fields with the tickets of a group. Brackets say that there are several.</summary>
    public static string MembersOf(string group) => $"{MemberPrefix}{group}[]";

    /// <summary>The name of the field with the holders that the row of a ticket showed.</summary>
    public static string HoldersField(TicketNumber number) => HoldersPrefix + number;

    /// <summary>The most tickets that one form changes.</summary>
    public const int MaxTickets = 200;

    private readonly HashSet<string> _numbers;
    private readonly IFormCollection _fields;

    public SelectedTickets(IFormCollection fields)
    {
        _fields = fields;
        var members = fields[GroupField].OfType<string>().SelectMany(group => fields[MembersOf(group)].OfType<string>());
        _numbers = [.. fields[TicketField].OfType<string>(), .. members];
    }

    public IReadOnlyList<TicketNumber> Numbers =>
        [.. _numbers.Select(text => TicketNumber.Read(text).Number).OfType<TicketNumber>().Distinct().Take(MaxTickets)];

    public bool Contains(TicketNumber number) => _numbers.Contains(number.ToString());

    /// <summary>The holders that the row of a ticket showed; null if the form had no such field.</summary>
    public string? HoldersOf(TicketNumber number) => _fields.TryGetValue(HoldersField(number), out var seen) ? seen.ToString() : null;
}
