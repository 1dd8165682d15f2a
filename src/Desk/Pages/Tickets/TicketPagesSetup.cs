using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Tickets;

public static class TicketPagesSetup
{
    public static IServiceCollection AddTicketPages(this IServiceCollection services) =>
        services.AddSingleton<TicketPageQuery>().AddSingleton<ActionSubmission>().AddSingleton<ComposerUploads>();

    public static void MapTicketPages(this IEndpointRouteBuilder app) =>
        TicketEndpoints.Map(app.MapGroup("/desk").RequireRight(Right.WatchBoard).ExcludeFromDescription());
}
