using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

[JsonConverter(typeof(CamelCaseEnum<TicketOrder>))]
internal enum TicketOrder { Newest, Due, Updated }

/// <summary>
/// Due filters: <c>missed</c> and still unanswered, due <c>today</c> in the centre's time zone, and <c>soon</c>, within four hours.
/// </summary>
[JsonConverter(typeof(CamelCaseEnum<DueWhen>))]
internal enum DueWhen { Missed, Today, Soon }

/// <summary>The filter, order and page of <c>GET /tickets</c>.</summary>
internal sealed record TicketFilter
{
    public static IReadOnlyList<string> Parameters { get; } =
        ["status", "kind", "channel", "department", "assignee", "due", "q", "sort", "cursor", "limit"];

    public const int MostInPage = 200, UsualPage = 50;

    public IReadOnlyList<TicketStatus> Statuses { get; private init; } = [];

    public IReadOnlyList<TicketKind> Kinds { get; private init; } = [];

    public IReadOnlyList<ContactChannel> Channels { get; private init; } = [];

    public string? Department { get; private init; }

    public string? Assignee { get; private init; }

    public DueWhen? Due { get; private init; }

    public string? Phrase { get; private init; }

    public TicketOrder Order { get; private init; }

    public Cursor? After { get; private init; }

    public int Limit { get; private init; }

    public static TicketFilter Read(QueryReader query, CatalogueCache catalogue)
    {
        var order = query.Word<TicketOrder>("sort") ?? TicketOrder.Newest;
        var cursor = query.Text("cursor");
        var after = cursor is null ? null : Cursor.Read(cursor, order);
        if (cursor is not null && after is null) query.Malformed("cursor", "cursorMalformed");
        return new()
        {
            Statuses = query.Words<TicketStatus>("status"), Kinds = query.Words<TicketKind>("kind"),
            Channels = query.Words<ContactChannel>("channel"), Assignee = query.Text("assignee"), Due = query.Word<DueWhen>("due"),
            Department = query.Code("department", catalogue.Departments.Select(d => d.Code)),
            Phrase = query.Text("q"), Order = order, After = after, Limit = (int)query.Number("limit", 1, MostInPage, UsualPage),
        };
    }
}
