using System.Reflection;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Reading;
using Microsoft.AspNetCore.Http.Metadata;

namespace EcomCenter.Desk.Api;

/// <summary>The query of <c>GET /tickets</c>, or the problem with it.</summary>
internal sealed record TicketListQuery(TicketFilter Filter, ProblemResult? Problem)
    : IBindableFromHttpContext<TicketListQuery>, IEndpointParameterMetadataProvider
{
    private const int MaxPageSize = 200, DefaultPageSize = 50;

    private static readonly ApiParameter[] Parameters =
    [
        new("status", "One or several, separated by commas.", AllowedValues: EnumVocabulary<TicketStatus>.Names, IsList: true),
        new("kind", "One or several, separated by commas.", AllowedValues: EnumVocabulary<TicketKind>.Names, IsList: true),
        new("channel", "One or several, separated by commas.", AllowedValues: EnumVocabulary<ContactChannel>.Names, IsList: true),
        new("department", "Code of a department."),
        new("assignee", "me, none, or a user name."),
        new("due", "missed: overdue and unanswered; today: due today in the centre's time zone; soon: due within four hours.",
            AllowedValues: EnumVocabulary<DueFilter>.Names),
        new("q", "Words of the ticket, or its number. The 2,000 newest messages with these words are looked at."),
        new("sort", "newest by default.", AllowedValues: EnumVocabulary<TicketOrder>.Names),
        new("cursor", "nextCursor of the previous page, used with the same sort.", Pattern: "^[A-Za-z0-9_-]+$"),
        new("limit", "Maximum number of items.", IsNumber: true, Minimum: 1, Maximum: MaxPageSize),
    ];

    public static ValueTask<TicketListQuery?> BindAsync(HttpContext context, ParameterInfo parameter)
    {
        var query = new QueryReader(context.Request, Parameters);
        var filter = ReadFilter(query, context.RequestServices.GetRequiredService<CatalogueCache>());
        return new(new TicketListQuery(filter, query.Problem));
    }

    public static void PopulateMetadata(ParameterInfo parameter, EndpointBuilder builder)
    {
        foreach (var described in Parameters) builder.Metadata.Add(described);
    }

    private static TicketFilter ReadFilter(QueryReader query, CatalogueCache catalogue)
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
