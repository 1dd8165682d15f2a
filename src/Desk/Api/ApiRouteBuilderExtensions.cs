using EcomCenter.Desk.Http;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Reading;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>A query or header parameter in the OpenAPI document.</summary>
internal sealed record ApiParameter(
    string Name, string Description, bool InHeader = false, IReadOnlyList<string>? AllowedValues = null, bool IsNumber = false,
    long? Maximum = null);

/// <summary>Marks a route that reads a multipart form with one file.</summary>
internal sealed record ApiFileUpload;

/// <summary>Extensions that describe a route for the OpenAPI document.</summary>
internal static class ApiRouteBuilderExtensions
{
    public static RouteHandlerBuilder WithOperation(this RouteHandlerBuilder route, string name, string summary) =>
        route.WithName(name).WithSummary(summary)
            .WithProblem<Problem>(Status401Unauthorized).WithProblem<Problem>(Status403Forbidden)
            .WithProblem<Problem>(Status500InternalServerError).WithProblem<Problem>(Status503ServiceUnavailable);

    public static RouteHandlerBuilder WithFileUpload(this RouteHandlerBuilder route) => route.WithMetadata(new ApiFileUpload());

    public static RouteHandlerBuilder WithParameters(this RouteHandlerBuilder route, IReadOnlyList<ApiParameter> parameters) =>
        route.WithMetadata([.. parameters]);

    public static RouteHandlerBuilder WithResponse<T>(this RouteHandlerBuilder route, int status) =>
        route.Produces<T>(status, "application/json");

    public static RouteHandlerBuilder WithProblems(this RouteHandlerBuilder route, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses) route.WithProblem<Problem>(status);
        return route;
    }

    private static RouteHandlerBuilder WithProblem<T>(this RouteHandlerBuilder route, int status) =>
        route.Produces<T>(status, "application/problem+json");
}

internal static class ApiParameters
{
    public static IReadOnlyList<ApiParameter> Tickets { get; } =
    [
        new("status", "One or several, separated by commas.", AllowedValues: EnumVocabulary<Contracts.TicketStatus>.Names),
        new("kind", "One or several, separated by commas.", AllowedValues: EnumVocabulary<Contracts.TicketKind>.Names),
        new("channel", "One or several, separated by commas.", AllowedValues: EnumVocabulary<Contracts.ContactChannel>.Names),
        new("department", "Code of a department."),
        new("assignee", "me, none, or a user name."),
        new("due", "missed: overdue and unanswered; today: due today in the centre's time zone; soon: due within four hours.",
            AllowedValues: EnumVocabulary<DueFilter>.Names),
        new("q", "Words of the ticket, or its number."),
        new("sort", "newest by default.", AllowedValues: EnumVocabulary<TicketOrder>.Names),
        new("cursor", "nextCursor of the previous page, used with the same sort."),
        new("limit", "Maximum number of items.", IsNumber: true, Maximum: TicketListQuery.MaxPageSize),
    ];

    public static IReadOnlyList<ApiParameter> Events { get; } =
    [
        new("after", "Events after this sequence are returned.", IsNumber: true),
        new("limit", "Maximum number of items.", IsNumber: true, Maximum: GetEvents.MaxPageSize),
    ];

    public static IReadOnlyList<ApiParameter> Promise { get; } =
    [
        new("from", "A time with offset, or a day in the centre's time zone."),
        new("to", "A time with offset (not included), or a day (included)."),
    ];
}
