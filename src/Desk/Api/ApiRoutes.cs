using EcomCenter.Desk.Web;
using static Microsoft.AspNetCore.Http.StatusCodes;

namespace EcomCenter.Desk.Api;

/// <summary>What other programs can ask of the desk. Every line says what it takes and what it can answer; the OpenAPI document is made of that.</summary>
public static class ApiRoutes
{
    internal const string Base = "/api/v1", Tickets = Base + "/tickets", Attachments = Base + "/attachments";

    public static IServiceCollection AddApi(this IServiceCollection services) => services
        .AddSingleton<PostTicket>().AddSingleton<OnOneTicket>().AddSingleton<PostAction>().AddSingleton<PostAttachment>()
        .AddSingleton<GetTickets>().AddSingleton<GetTicket>().AddSingleton<GetEvents>().AddSingleton<GetCatalogue>().AddSingleton<GetPromise>()
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
            .Says("openTicket", "Opens a ticket. It is durable before the answer leaves.")
            .Takes<NewTicketBody>(ifMatch: false).Gives<TicketView>(Status201Created).Gives<TicketView>(Status200OK)
            .Refuses(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType, Status422UnprocessableEntity);
        api.MapGet("/tickets", (HttpContext http, GetTickets use) => use.HandleAsync(http))
            .Says("listTickets", "Tickets that the caller may read, a page at a time.").Asks(ApiParameters.Tickets)
            .Gives<TicketPage>(Status200OK).Refuses(Status400BadRequest, Status422UnprocessableEntity);
        api.MapGet("/tickets/{number}", (string number, HttpContext http, GetTicket use) => use.HandleAsync(number, http))
            .Says("showTicket", "One ticket with its whole story.").Gives<TicketDetails>(Status200OK).Refuses(Status404NotFound);
        api.MapPost("/tickets/{number}/messages", (string number, HttpContext http, PostAction use) => use.WriteAsync(number, http))
            .Says("writeMessage", "An answer to the resident, a note for colleagues, or what the resident said. About a closed ticket that opens a new one, linked to it.").ActsWith<MessageBody>().Gives<TicketView>(Status201Created);
    }

    private static void MapActions(RouteGroupBuilder api)
    {
        var action = api.MapGroup("/tickets/{number}");
        action.MapPost("/take", (string number, HttpContext http, PostAction use) => use.TakeAsync(number, http))
            .Says("takeTicket", "Makes it the caller's turn.").ActsWith<NothingBody>(bodyOptional: true);
        action.MapPost("/assign", (string number, HttpContext http, PostAction use) => use.AssignAsync(number, http))
            .Says("assignTicket", "Makes it somebody's turn who may read it.").ActsWith<AssignBody>();
        action.MapPost("/resolve", (string number, HttpContext http, PostAction use) => use.ResolveAsync(number, http))
            .Says("resolveTicket", "The matter is done; its resident is told.").ActsWith<ResolveBody>(bodyOptional: true);
        action.MapPost("/close", (string number, HttpContext http, PostAction use) => use.CloseAsync(number, http))
            .Says("closeTicket", "Files a resolved matter away.").ActsWith<NothingBody>(bodyOptional: true);
        action.MapPost("/reopen", (string number, HttpContext http, PostAction use) => use.ReopenAsync(number, http))
            .Says("reopenTicket", "It was not solved: a new promise starts now.").ActsWith<ReasonBody>();
        action.MapPost("/cancel", (string number, HttpContext http, PostAction use) => use.CancelAsync(number, http))
            .Says("cancelTicket", "Ends it without an answer. The reasons withdrawn and spam are understood.").ActsWith<ReasonBody>();
        action.MapPost("/rate", (string number, HttpContext http, PostAction use) => use.RateAsync(number, http))
            .Says("rateTicket", "How satisfied the resident was, 1 to 5.").ActsWith<RateBody>();
        action.MapPost("/link", (string number, HttpContext http, PostAction use) => use.LinkAsync(number, http))
            .Says("linkTicket", "It belongs together with another ticket.").ActsWith<LinkBody>();
        action.MapPost("/call", (string number, HttpContext http, PostAction use) => use.CallAsync(number, http))
            .Says("logCall", "A call, or a talk face to face. One that reached the person and said something meets the promise.").ActsWith<CallBody>();
        action.MapPost("/split", (string number, HttpContext http, PostAction use) => use.SplitAsync(number, http))
            .Says("splitTicket", "Makes a ticket of its own of some of the resident's messages, with their clock; the two are linked.").ActsWith<SplitBody>().Gives<TicketView>(Status201Created);
        action.MapPost("/{action}", PostAction.Unknown).ExcludeFromDescription();
    }

    private static void MapFiles(RouteGroupBuilder api)
    {
        api.MapPost("/attachments", (HttpContext http, PostAttachment use) => use.HandleAsync(http))
            .Says("keepAttachment", "Keeps one file of at most 20 MB; what it is, is told by its content. Name its id in attachments of a ticket or a message within seven days.")
            .TakesFile().Gives<AttachmentView>(Status201Created)
            .Refuses(Status400BadRequest, Status413PayloadTooLarge, Status415UnsupportedMediaType, Status422UnprocessableEntity);
        api.MapGet("/attachments/{id:long}", GetAttachment.HandleAsync)
            .Says("readAttachment", "A file of a ticket that the caller may read.").Produces(Status200OK, contentType: "application/octet-stream").Refuses(Status404NotFound);
    }

    private static void MapLists(RouteGroupBuilder api)
    {
        api.MapGet("/events", (HttpContext http, GetEvents use) => use.HandleAsync(http))
            .Says("listEvents", "The change feed in the order of the commits; ask again after last.").Asks(ApiParameters.Events)
            .Gives<EventPage>(Status200OK).Refuses(Status400BadRequest, Status422UnprocessableEntity);
        api.MapGet("/departments", (HttpContext http, GetCatalogue use) => use.Departments(http))
            .Says("listDepartments", "Departments with their names.").Gives<CataloguePage>(Status200OK).Refuses(Status400BadRequest);
        api.MapGet("/services", (HttpContext http, GetCatalogue use) => use.Services(http))
            .Says("listServices", "Service items with their names.").Gives<CataloguePage>(Status200OK).Refuses(Status400BadRequest);
        api.MapGet("/townships", (HttpContext http, GetCatalogue use) => use.Townships(http))
            .Says("listTownships", "Townships with their names.").Gives<CataloguePage>(Status200OK).Refuses(Status400BadRequest);
        api.MapGet("/promise", (HttpContext http, GetPromise use) => use.HandleAsync(http))
            .Says("showPromise", "How the promise was kept: response cycles by the time they started.").Asks(ApiParameters.Promise)
            .Gives<PromiseReport>(Status200OK).Refuses(Status400BadRequest, Status422UnprocessableEntity);
    }

    private static RouteHandlerBuilder ActsWith<T>(this RouteHandlerBuilder route, bool bodyOptional = false)
        where T : notnull => route.Takes<T>(ifMatch: true, bodyOptional).Gives<TicketView>(Status200OK)
            .Refuses(Status400BadRequest, Status404NotFound, Status409Conflict, Status412PreconditionFailed, Status413PayloadTooLarge,
                Status415UnsupportedMediaType, Status422UnprocessableEntity);
}
