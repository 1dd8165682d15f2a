using System.Text.Encodings.Web;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Board.Live;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Board;

public static class BoardSetup
{
    private const int HubBufferBytes = 512 * 1024;

    public static IServiceCollection AddBoard(this IServiceCollection services)
    {
        services.AddAuthorization();
        services.AddSingleton<RowPlacement>().AddSingleton<BoardQuery>();
        services.AddSingleton<SignOutNotifier>().AddSingleton<BoardViewers>().AddSingleton<PresenceTracker>();
        services.AddSingleton<CardReader>().AddSingleton<CardRenderer>().AddSingleton<BoardCatchUp>();
        services.AddSingleton<BoardBroadcaster>().AddHostedService(s => s.GetRequiredService<BoardBroadcaster>())
            .AddHostedService<ViewerRightsMonitor>();
        // The default encoder escapes every Uyghur letter into six characters.
        services.AddSignalR(options => options.MaximumReceiveMessageSize = 16 * 1024)
            .AddJsonProtocol(json => json.PayloadSerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping)
            .AddMessagePackProtocol();
        return services;
    }

    public static void MapBoard(this IEndpointRouteBuilder app)
    {
        var desk = app.MapGroup("/desk").RequireRight(Right.WatchBoard).ExcludeFromDescription();
        BoardEndpoints.Map(desk);
        app.MapHub<BoardHub>("/hubs/board", options =>
        {
            options.TransportMaxBufferSize = HubBufferBytes;
            options.ApplicationMaxBufferSize = HubBufferBytes;
        }).RequireRight(Right.WatchBoard);
    }
}
