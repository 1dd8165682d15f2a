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
    internal const string Base = "/api/v1", Tickets = Base + "/tickets", Attachments = Base + "/attachments";

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton(new IntakeTraits(ContactChannel.Api) { CallsBack = false })
        .AddSingleton<PostTicket>().AddSingleton<TicketActionEndpoint>().AddSingleton<PostAction>().AddSingleton<PostAttachment>()
        .AddSingleton<GetTickets>().AddSingleton<GetTicket>().AddSingleton<GetEvents>().AddSingleton<GetCatalogue>()
        .AddSingleton<GetPromise>()
        .AddApiDocument();

    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(Base).RequireAuthorization().WithTags("desk");
        MapTickets(api);
        MapActions(api);
        MapFiles(api);
        MapLists(api);
        app.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
    }

    private static void MapTickets(RouteGroupBuilder api)
    {
        api.MapPost("/tickets", (HttpContext http, PostTicket use) => use.HandleAsync(http))
            .WithOperation("openTicket", "Opens a ticket. It is stored durably before the response is sent.")
            .WithRequestBody<NewTicketBody>(ifMatch: false).WithResponse<TicketView>(Status201Created).WithResponse<TicketView>(Status200OK)
            .WithProblems(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType, Status422UnprocessableEntity);
        api.MapGet("/tickets", (HttpContext http, GetTickets use) => use.HandleAsync(http))
            .WithOperation("listTickets", "Lists the tickets that the caller may read, one page at a time.")
            .WithParameters(ApiParameters.Tickets)
            .WithResponse<TicketPage>(Status200OK).WithProblems(Status400BadRequest, Status422UnprocessableEntity);
        api.MapGet("/tickets/{number}", (string number, HttpContext http, GetTicket use) => use.HandleAsync(number, http))
            .WithOperation("showTicket", "One ticket with its messages, response cycles, slips and events.")
            .WithResponse<TicketDetails>(Status200OK)
            .WithProblems(Status404NotFound);
        api.MapPost("/tickets/{number}/messages", (string number, HttpContext http, PostAction use) => use.AddMessageAsync(number, http))
            .WithOperation("writeMessage", "Adds an answer to the resident, a note for colleagues, or a message of the resident. "
                + "A resident's message about a closed ticket opens a new ticket, linked to it.")
            .WithActionBody<NewMessageBody>().WithResponse<TicketView>(Status201Created);
    }

    private static void MapActions(RouteGroupBuilder api)
    {
        var action = api.MapGroup("/tickets/{number}");
        action.MapPost("/take", (string number, HttpContext http, PostAction use) => use.TakeAsync(number, http))
            .WithOperation("takeTicket", "Takes the ticket: it becomes in progress, assigned to the caller if that is a member of staff.")
            .WithActionBody<NothingBody>(bodyOptional: true);
        action.MapPost("/assign", (string number, HttpContext http, PostAction use) => use.AssignAsync(number, http))
            .WithOperation("assignTicket", "Assigns the ticket to a member of staff who may read it.").WithActionBody<AssignBody>();
        action.MapPost("/resolve", (string number, HttpContext http, PostAction use) => use.ResolveAsync(number, http))
            .WithOperation("resolveTicket", "Resolves the ticket and tells the resident.").WithActionBody<ResolveBody>(bodyOptional: true);
        action.MapPost("/close", (string number, HttpContext http, PostAction use) => use.CloseAsync(number, http))
            .WithOperation("closeTicket", "Closes a resolved ticket.").WithActionBody<NothingBody>(bodyOptional: true);
        action.MapPost("/reopen", (string number, HttpContext http, PostAction use) => use.ReopenAsync(number, http))
            .WithOperation("reopenTicket", "Reopens a ticket that was not solved. A new response cycle starts now.")
            .WithActionBody<ReasonBody>();
        action.MapPost("/cancel", (string number, HttpContext http, PostAction use) => use.CancelAsync(number, http))
            .WithOperation("cancelTicket", "Closes the ticket without an answer. The reasons withdrawn and spam are known.")
            .WithActionBody<ReasonBody>();
        action.MapPost("/rate", (string number, HttpContext http, PostAction use) => use.RateAsync(number, http))
            .WithOperation("rateTicket", "Records the satisfaction of the resident, 1 to 5.").WithActionBody<RateBody>();
        action.MapPost("/link", (string number, HttpContext http, PostAction use) => use.LinkAsync(number, http))
            .WithOperation("linkTicket", "Links the ticket to another one.").WithActionBody<LinkBody>();
        action.MapPost("/call", (string number, HttpContext http, PostAction use) => use.CallAsync(number, http))
            .WithOperation("logCall", "Logs a call or a conversation face to face. "
                + "One that reached the person with an answer meets the response promise.")
            .WithActionBody<CallBody>();
        action.MapPost("/split", (string number, HttpContext http, PostAction use) => use.SplitAsync(number, http))
            .WithOperation("splitTicket", "Moves some of the resident's messages, with their response cycle, into a new ticket. "
                + "The two tickets are linked.")
            .WithActionBody<SplitBody>().WithResponse<TicketView>(Status201Created);
        action.MapPost("/{action}", PostAction.UnknownAction).ExcludeFromDescription();
    }

    private static void MapFiles(RouteGroupBuilder api)
    {
        api.MapPost("/attachments", (HttpContext http, PostAttachment use) => use.HandleAsync(http))
            .WithOperation("keepAttachment", "Stores one file of at most 20 MB. Its type is determined by its content. "
                + "Put its id into attachments of a ticket or a message within seven days.")
            .WithFileUpload().WithResponse<AttachmentView>(Status201Created)
            .WithProblems(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType, Status422UnprocessableEntity);
        api.MapGet("/attachments/{id:long}", GetAttachment.HandleAsync)
            .WithOperation("readAttachment", "Downloads a file of a ticket that the caller may read.")
            .Produces(Status200OK, contentType: "application/octet-stream").WithProblems(Status404NotFound);
    }

    private static void MapLists(RouteGroupBuilder api)
    {
        api.MapGet("/events", (HttpContext http, GetEvents use) => use.HandleAsync(http))
            .WithOperation("listEvents", "The change feed in commit order. Pass last as after to get the next events.")
            .WithParameters(ApiParameters.Events)
            .WithResponse<EventPage>(Status200OK).WithProblems(Status400BadRequest, Status422UnprocessableEntity);
        api.MapGet("/departments", (HttpContext http, GetCatalogue use) => use.Departments(http))
            .WithOperation("listDepartments", "Departments with their names.").WithResponse<CataloguePage>(Status200OK)
            .WithProblems(Status400BadRequest);
        api.MapGet("/services", (HttpContext http, GetCatalogue use) => use.Services(http))
            .WithOperation("listServices", "Service items with their names.").WithResponse<CataloguePage>(Status200OK)
            .WithProblems(Status400BadRequest);
        api.MapGet("/townships", (HttpContext http, GetCatalogue use) => use.Townships(http))
            .WithOperation("listTownships", "Townships with their names.").WithResponse<CataloguePage>(Status200OK)
            .WithProblems(Status400BadRequest);
        api.MapGet("/promise", (HttpContext http, GetPromise use) => use.HandleAsync(http))
            .WithOperation("showPromise", "Response cycles that started in the period, counted by their state.")
            .WithParameters(ApiParameters.Promise)
            .WithResponse<PromiseReport>(Status200OK).WithProblems(Status400BadRequest, Status422UnprocessableEntity);
    }

    private static RouteHandlerBuilder WithActionBody<T>(this RouteHandlerBuilder route, bool bodyOptional = false)
        where T : notnull => route.WithRequestBody<T>(ifMatch: true, bodyOptional).WithResponse<TicketView>(Status200OK)
            .WithProblems(Status400BadRequest, Status404NotFound, Status409Conflict, Status412PreconditionFailed, Status413PayloadTooLarge,
                Status415UnsupportedMediaType, Status422UnprocessableEntity);
}
