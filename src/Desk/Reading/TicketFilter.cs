using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Reading;

[JsonConverter(typeof(CamelCaseEnumConverter<TicketOrder>))]
public enum TicketOrder { Newest, Due, Updated }

/// <summary>
/// Due filters: <c>missed</c> and still unanswered; still open and due <c>today</c> in the centre's time zone, or <c>soon</c>, within four
/// hours.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DueFilter>))]
public enum DueFilter { Missed, Today, Soon }

/// <summary>The filter, order and page of a list of tickets.</summary>
internal sealed record TicketFilter
{
    public IReadOnlyList<TicketStatus> Statuses { get; init; } = [];

    public IReadOnlyList<TicketKind> Kinds { get; init; } = [];

    public IReadOnlyList<ContactChannel> Channels { get; init; } = [];

    public string? Department { get; init; }

    /// <summary><c>me</c>, <c>none</c> or a user name.</summary>
    public string? Assignee { get; init; }

    public DueFilter? Due { get; init; }

    public string? SearchText { get; init; }

    public TicketOrder Order { get; init; }

    public TicketCursor? After { get; init; }

    public required int Limit { get; init; }

    /// <summary>True for the list of all readable tickets.</summary>
    public bool IsUnfiltered => Statuses.Count + Kinds.Count + Channels.Count == 0
        && (Department ?? Assignee ?? SearchText) is null && Due is null;
}
