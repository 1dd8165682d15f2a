using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Reading;

namespace EcomCenter.Desk.Api;

/// <summary>Reads the query of <c>GET /tickets</c>.</summary>
internal static class TicketListQuery
{
    public const int MaxPageSize = 200, DefaultPageSize = 50;

    public static IReadOnlyList<string> Parameters { get; } =
        ["status", "kind", "channel", "department", "assignee", "due", "q", "sort", "cursor", "limit"];

    public static TicketFilter Read(QueryReader query, CatalogueCache catalogue)
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
