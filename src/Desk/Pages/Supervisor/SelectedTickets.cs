using System.Globalization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Pages.Supervisor;

/// <summary>The tickets chosen in the form: one by one, or as a whole group.</summary>
public sealed class SelectedTickets
{
    public const string TicketField = "ticket", GroupField = "group";

    private const string MemberPrefix = "in-";

    /// <summary>The name of the fields with the tickets of a group. Brackets say that there are several.</summary>
    public static string MembersOf(string group) => $"{MemberPrefix}{group}[]";

    /// <summary>The most tickets that one form changes.</summary>
    public const int MaxTickets = 200;

    private readonly HashSet<string> _numbers, _groups;

    public SelectedTickets(IFormCollection fields)
    {
        _groups = [.. fields[GroupField].OfType<string>()];
        _numbers = [.. fields[TicketField].OfType<string>(), .. _groups.SelectMany(group => fields[MembersOf(group)].OfType<string>())];
    }

    public static SelectedTickets None { get; } = new(FormCollection.Empty);

    public IReadOnlyList<TicketNumber> Numbers =>
        [.. _numbers.Select(text => TicketNumber.Read(text).Number).OfType<TicketNumber>().Distinct().Take(MaxTickets)];

    public bool Contains(TicketNumber number) => _numbers.Contains(number.ToString());

    public bool ContainsGroup(int index) => _groups.Contains(index.ToString(CultureInfo.InvariantCulture));
}
