using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;

namespace EcomCenter.Desk.Api;

[JsonConverter(typeof(CamelCaseEnumConverter<TicketOrder>))]
internal enum TicketOrder { Newest, Due, Updated }

/// <summary>
/// Due filters: <c>missed</c> and still unanswered, due <c>today</c> in the centre's time zone, and <c>soon</c>, within four hours.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<DueFilter>))]
internal enum DueFilter { Missed, Today, Soon }

/// <summary>The filter, order and page of <c>GET /tickets</c>.</summary>
internal sealed record TicketFilter
{
    public static IReadOnlyList<string> Parameters { get; } =
        ["status", "kind", "channel", "department", "assignee", "due", "q", "sort", "cursor", "limit"];

    public const int MaxPageSize = 200, DefaultPageSize = 50;

    public IReadOnlyList<TicketStatus> Statuses { get; private init; } = [];

    public IReadOnlyList<TicketKind> Kinds { get; private init; } = [];

    public IReadOnlyList<ContactChannel> Channels { get; private init; } = [];

    public string? Department { get; private init; }

    public string? Assignee { get; private init; }

    public DueFilter? Due { get; private init; }

    public string? SearchText { get; private init; }

    public TicketOrder Order { get; private init; }

    public TicketCursor? After { get; private init; }

    public int Limit { get; private init; }

    public static TicketFilter FromQuery(QueryReader query, CatalogueCache catalogue)
    {
        var order = query.ReadEnum<TicketOrder>("sort") ?? TicketOrder.Newest;
        var cursor = query.ReadText("cursor");
        var after = cursor is null ? null : TicketCursor.ParseOrNull(cursor, order);
        if (cursor is not null && after is null) query.AddMalformed("cursor", "cursorMalformed");
        return new()
        {
            Statuses = query.ReadEnums<TicketStatus>("status"), Kinds = query.ReadEnums<TicketKind>("kind"),
            Channels = query.ReadEnums<ContactChannel>("channel"), Assignee = query.ReadText("assignee"),
            Due = query.ReadEnum<DueFilter>("due"),
            Department = query.ReadCode("department", catalogue.Departments.Select(d => d.Code)),
            SearchText = query.ReadText("q"), Order = order, After = after,
            Limit = (int)query.ReadNumber("limit", 1, MaxPageSize, DefaultPageSize),
        };
    }
}
