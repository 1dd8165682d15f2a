using EcomCenter.Desk.Web;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>A query or header parameter in the OpenAPI document.</summary>
internal sealed record ApiParameter(
    string Name, string Description, bool InHeader = false, IReadOnlyList<string>? Words = null, bool IsNumber = false, long? Most = null);

/// <summary>
/// The type of a route's request body. The framework's own metadata is not used, because it would match routes by content type and refuse
/// a request before its caller is authenticated.
/// </summary>
internal sealed record ApiBody(Type Type, bool IsOptional);

/// <summary>Marks a route that reads a multipart form with one file.</summary>
internal sealed record ApiFile;

/// <summary>The parameters of one route.</summary>
internal sealed record ApiParameterList(IReadOnlyList<ApiParameter> All);

/// <summary>Extensions that describe a route for the OpenAPI document.</summary>
internal static class ApiDescription
{
    public static RouteHandlerBuilder Says(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary)
            .ProducesProblem<Problem>(Status401Unauthorized).ProducesProblem<Problem>(Status403Forbidden)
            .ProducesProblem<Problem>(Status500InternalServerError).ProducesProblem<Problem>(Status503ServiceUnavailable);

    public static RouteHandlerBuilder Takes<T>(this RouteHandlerBuilder route, bool ifMatch, bool optional = false)
        where T : notnull =>
            route.WithMetadata(new ApiBody(typeof(T), optional)).Asks(ifMatch ? ApiParameters.Act : ApiParameters.Repeatable);

    public static RouteHandlerBuilder TakesFile(this RouteHandlerBuilder route) =>
        route.WithMetadata(new ApiFile()).Asks(ApiParameters.Repeatable);

    public static RouteHandlerBuilder Asks(this RouteHandlerBuilder route, IReadOnlyList<ApiParameter> parameters) =>
        route.WithMetadata(new ApiParameterList(parameters));

    public static RouteHandlerBuilder Gives<T>(this RouteHandlerBuilder route, int status) => route.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.ProducesProblem<Problem>(status);
        return route;
    }

    private static RouteHandlerBuilder ProducesProblem<T>(this RouteHandlerBuilder route, int status) =>
        route.Produces<T>(status, "application/problem+json");
}

internal static class ApiParameters
{
    private static readonly ApiParameter Key = new(
        Idempotency.Header, "1 to 200 visible ASCII characters. The same key with the same body gets the first response again.",
        InHeader: true);

    public static IReadOnlyList<ApiParameter> Repeatable { get; } = [Key];

    public static IReadOnlyList<ApiParameter> Act { get; } =
        [Key, new("If-Match", "The ETag that was read. The request is refused with 412 if the ticket has changed since.", InHeader: true)];

    public static IReadOnlyList<ApiParameter> Tickets { get; } =
    [
        new("status", "One or several, separated by commas.", Words: Words<Contracts.TicketStatus>.Sent),
        new("kind", "One or several, separated by commas.", Words: Words<Contracts.TicketKind>.Sent),
        new("channel", "One or several, separated by commas.", Words: Words<Contracts.ContactChannel>.Sent),
        new("department", "Code of a department."),
        new("assignee", "me, none, or a user name."),
        new("due", "missed: overdue and unanswered; today: due today in the centre's time zone; soon: due within four hours.",
            Words: Words<DueWhen>.Sent),
        new("q", "Words of the ticket, or its number."),
        new("sort", "newest by default.", Words: Words<TicketOrder>.Sent),
        new("cursor", "nextCursor of the previous page, used with the same sort."),
        new("limit", "Maximum number of items.", IsNumber: true, Most: TicketFilter.MostInPage),
    ];

    public static IReadOnlyList<ApiParameter> Events { get; } =
    [
        new("after", "Events after this sequence are returned.", IsNumber: true),
        new("limit", "Maximum number of items.", IsNumber: true, Most: GetEvents.MostInPage),
    ];

    public static IReadOnlyList<ApiParameter> Promise { get; } =
    [
        new("from", "A time with offset, or a day in the centre's time zone."),
        new("to", "A time with offset (not included), or a day (included)."),
    ];
}
