using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Messengers;

/// <summary>How we stand with the messengers: their way in over HTTP, which node listens, and whether the line is up.</summary>
public static class MessengersSetup
{
    /// <summary>Comes before the bots: they take what is here instead of their own.</summary>
    public static IServiceCollection AddMessengers(this IServiceCollection services) => services
        .AddSingleton<NodeName>()
        .AddSingleton<Leases>()
        .AddSingleton<ILeases>(provider => provider.GetRequiredService<Leases>())
        .AddHostedService(provider => provider.GetRequiredService<Leases>())
        .AddSingleton<LineBook>()
        .AddSingleton<ILineBook>(provider => provider.GetRequiredService<LineBook>())
        .AddHostedService(provider => provider.GetRequiredService<LineBook>())
        .AddSingleton<DownLines>()
        .AddSingleton<IKeptFiles, KeptFiles>();

    public static void MapMessengers(this IEndpointRouteBuilder app)
    {
        app.MapPost(TelegramHook.Path, TelegramRoute.TakeAsync).AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        app.MapWeChat();
        var pages = app.MapGroup(ChannelPages.Path).RequireRight(Right.SeeChannels).DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("", ChannelPages.ShowAsync);
        pages.MapPost("", ChannelPages.AskAsync);
        pages.MapGet("signs", () => Page.Of<LineSigns>());
    }
}
