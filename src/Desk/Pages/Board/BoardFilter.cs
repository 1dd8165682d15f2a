using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Mvc;

namespace EcomCenter.Desk.Pages.Board;

public enum BoardList { All, Mine, Unassigned, Missed, Today, Waiting, Departments, CallBack, NotSatisfied }

/// <summary>
/// The list, filters, search text and page of the board, read from the query string. A value that cannot be parsed is ignored.
/// </summary>
public sealed record BoardFilter
{
    public const int PageSize = 100;

    /// <summary>An open board with more pages reloads its list when changes have left fewer rows than this.</summary>
    public const int MinRowsBeforeReload = 80;

    [FromQuery(Name = "list")] public string? ListText { get; init; }

    [FromQuery(Name = "kind")] public string? KindText { get; init; }

    [FromQuery(Name = "channel")] public string? ChannelText { get; init; }

    [FromQuery] public string? Department { get; init; }

    [FromQuery] public string? Q { get; init; }

    [FromQuery(Name = "page")] public string? PageText { get; init; }

    public BoardList List => ParseEnum<BoardList>(ListText) ?? BoardList.All;

    public TicketKind? Kind => ParseEnum<TicketKind>(KindText);

    public ContactChannel? Channel => ParseEnum<ContactChannel>(ChannelText);

    public string? SearchText => CleanText.IsBlank(Q) ? null : Q.Trim();

    /// <summary>True for lists in which resolved tickets stay until something was done.</summary>
    public bool IncludesClosed => List is BoardList.CallBack or BoardList.NotSatisfied;

    /// <summary>
    /// True for lists that are found by an index of their own. Only open tickets have a slip at a department.
    /// </summary>
    public bool HasOwnIndex => SearchText is not null || IncludesClosed || List is BoardList.Departments;

    public int Page => int.TryParse(PageText, out var page) && page is > 0 and < 10_000 ? page : 1;

    /// <summary>
    /// True on the first page without a search: the script then applies pushed changes itself instead of reloading the list.
    /// </summary>
    public bool SupportsLiveUpdates => SearchText is null && Page == 1;

    private static T? ParseEnum<T>(string? text)
        where T : struct, Enum =>
        Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) && !int.TryParse(text, out _) ? value : null;
}
