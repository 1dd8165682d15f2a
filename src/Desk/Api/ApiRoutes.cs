using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>
/// The HTTP API for other programs. Every route declares its request and its responses, because the OpenAPI document is generated from
/// that.
/// </summary>
public static class ApiRoutes
{
    internal const string Base = "/api/v1", Tickets = Base + "/tickets", Attachments = Base + "/attachments", Slips = Base + "/slips",
        Orders = Base + "/orders";

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton(new IntakeTraits(ContactChannel.Api) { CallsBack = false })
        .AddSingleton<PostTicket>().AddSingleton<PostAction>().AddSingleton<PostAttachment>().AddSingleton<Supervision>()
        .AddApiDocument();

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Base).RequireAuthorization().WithTags("desk").AddEndpointFilter(RefuseUnknownParameters);
        MapTickets(api);
        MapFiles(api);
        MapLists(api);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    /// <summary>A parameter that a route does not know is refused, because its sender believes that it does something.</summary>
    private static async ValueTask<object?> RefuseUnknownParameters(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var http = call.HttpContext;
        if (http.Request.Query.Count == 0) return await next(call);
        var known = http.GetEndpoint()?.Metadata.GetOrderedMetadata<ApiParameter>().Where(parameter => !parameter.InHeader) ?? [];
        return new QueryReader(http.Request, [.. known]).Problem ?? await next(call);
    }

    private static void MapTickets(RouteGroupBuilder api)
    {
        api.MapPost("/tickets", PostTicket.HandleAsync)
            .WithOperation("openTicket", "Opens a ticket. It is stored durably before the response is sent.")
            .WithProblems(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType, Status422UnprocessableEntity);
        api.MapGet("/tickets", GetTickets.HandleAsync)
            .WithOperation("listTickets", "Lists the tickets that the caller may read, one page at a time.")
            .WithProblems(Status400BadRequest, Status422UnprocessableEntity);
        api.MapGet("/tickets/{number}", GetTicket.HandleAsync)
            .WithOperation("showTicket", "One ticket with its messages, response cycles, slips and events.")
            .WithProblems(Status404NotFound);
        PostAction.Map(api.MapGroup("/tickets/{number}"));
        PostAction.MapSlips(api.MapGroup("/slips/{id:long}"));
        api.MapGet("/orders", Supervision.ListAsync)
            .WithOperation("listOrders", "The supervision orders of tickets that the caller may read, at most 200, the newest first.")
            .WithProblems(Status400BadRequest, Status422UnprocessableEntity);
        api.MapPost("/orders", Supervision.DraftAsync)
            .WithOperation("draftOrder", "Drafts a supervision order on a ticket. It binds nobody until it is issued.")
            .WithProblems(Status400BadRequest, Status404NotFound, Status409Conflict, Status413PayloadTooLarge,
                Status415UnsupportedMediaType, Status422UnprocessableEntity);
        PostAction.MapOrders(api.MapGroup("/orders/{id:long}"));
    }

    private static void MapFiles(RouteGroupBuilder api)
    {
        api.MapPost("/attachments", PostAttachment.HandleAsync)
            .WithOperation("keepAttachment", "Stores one file of at most 20 MB. Its type is determined by its content. "
                + "Put its id into attachments of a ticket or a message within seven days.")
            .WithFileUpload()
            .WithProblems(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType, Status422UnprocessableEntity);
        api.MapGet("/attachments/{id:long}", GetAttachment.HandleAsync)
            .WithOperation("readAttachment", "Downloads a file of a ticket that the caller may read, or an own upload.")
            .Produces(Status200OK, contentType: "application/octet-stream").WithFileDownload().WithProblems(Status404NotFound);
    }

    private static void MapLists(RouteGroupBuilder api)
    {
        api.MapGet("/events", GetEvents.HandleAsync)
            .WithOperation("listEvents", "The change feed in commit order. Pass last as after to get the next events.")
            .WithProblems(Status400BadRequest, Status422UnprocessableEntity);
        api.MapGet("/departments", GetCatalogue.Departments)
            .WithOperation("listDepartments", "Departments with their names.").WithProblems(Status400BadRequest);
        api.MapGet("/services", GetCatalogue.Services)
            .WithOperation("listServices", "Service items with their names.").WithProblems(Status400BadRequest);
        api.MapGet("/townships", GetCatalogue.Townships)
            .WithOperation("listTownships", "Townships with their names.").WithProblems(Status400BadRequest);
        api.MapGet("/promise", GetPromise.HandleAsync)
            .WithOperation("showPromise", "Response cycles that started in the period, counted by their state.")
            .WithProblems(Status400BadRequest, Status422UnprocessableEntity);
    }
}
