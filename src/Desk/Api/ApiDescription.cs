using EcomCenter.Desk.Web;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>A parameter in the query or a header, for the document.</summary>
internal sealed record ApiParameter(string Name, string Description, bool InHeader = false, IReadOnlyList<string>? Words = null, bool IsNumber = false, long? Most = null);

/// <summary>What a route reads. Not the framework's own metadata: that would choose the route by content type, and refuse before it is known who asks.</summary>
internal sealed record ApiBody(Type Type, bool IsOptional);

/// <summary>A route that reads a form with one file.</summary>
internal sealed record ApiFile;

/// <summary>The parameters of one route.</summary>
internal sealed record ApiParameterList(IReadOnlyList<ApiParameter> All);

/// <summary>What a line of the routes says about itself.</summary>
internal static class ApiDescription
{
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary).ProducesProblem<Problem>(Status401Unauthorized).ProducesProblem<Problem>(Status403Forbidden)
            .ProducesProblem<Problem>(Status500InternalServerError).ProducesProblem<Problem>(Status503ServiceUnavailable);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, bool ifMatch, bool optional = false)
        where T : notnull => route.WithMetadata(new ApiBody(typeof(T), optional)).Asks(ifMatch ? ApiParameters.Act : ApiParameters.Repeatable);

    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route) => route.WithMetadata(new ApiFile()).Asks(ApiParameters.Repeatable);

    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder route, IReadOnlyList<ApiParameter> parameters) => route.WithMetadata(new ApiParameterList(parameters));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status) => route.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.ProducesProblem<Problem>(status);
        return route;
    }

    private static RouteHandlerBuilder ProducesProblem<T>(this RouteHandlerBuilder route, int status) => route.Produces<T>(status, "application/problem+json");
}

internal static class ApiParameters
{
    private static readonly ApiParameter Key = new(Idempotency.Header, "1 to 200 visible ASCII characters: the same key with the same body answers as the first time.", InHeader: true);

    public static IReadOnlyList<ApiParameter> Repeatable { get; } = [Key];

    public static IReadOnlyList<ApiParameter> Act { get; } = [Key, new("If-Match", "The ETag that was read: refused with 412 when the ticket changed since.", InHeader: true)];

    public static IReadOnlyList<ApiParameter> Tickets { get; } =
    [
        new("status", "One or several, with commas.", Words: Words<Contracts.TicketStatus>.Sent),
        new("kind", "One or several, with commas.", Words: Words<Contracts.TicketKind>.Sent),
        new("channel", "One or several, with commas.", Words: Words<Contracts.ContactChannel>.Sent),
        new("department", "Code of a department."),
        new("assignee", "me, none, or a user name."),
        new("due", "missed: and still unanswered; today: where the centre is; soon: within four hours.", Words: Words<DueWhen>.Sent),
        new("q", "Words of the matter, or its number."),
        new("sort", "newest by default.", Words: Words<TicketOrder>.Sent),
        new("cursor", "nextCursor of the page before, with the same sort."),
        new("limit", "How many at most.", IsNumber: true, Most: TicketFilter.MostInPage),
    ];

    public static IReadOnlyList<ApiParameter> Events { get; } =
    [
        new("after", "The sequence after which to go on.", IsNumber: true),
        new("limit", "How many at most.", IsNumber: true, Most: GetEvents.MostInPage),
    ];

    public static IReadOnlyList<ApiParameter> Promise { get; } =
    [
        new("from", "A time with offset, or a day where the centre is."),
        new("to", "A time with offset (not included), or a day (included)."),
    ];
}
