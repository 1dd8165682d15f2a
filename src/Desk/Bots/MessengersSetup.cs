using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Admin.Channels;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Bots;

/// <summary>Registers webhooks, leases and the channel status of the messengers.</summary>
public static class MessengersSetup
{
    /// <summary>Must be called before the bots are added: they add their own defaults only for services that are missing.</summary>
    public static IServiceCollection AddMessengers(this IServiceCollection services) => services
        .AddSingleton<NodeName>()
        .AddSingleton<Leases>()
        .AddSingleton<ILeases>(provider => provider.GetRequiredService<Leases>())
        .AddHostedService(provider => provider.GetRequiredService<Leases>())
        .AddSingleton<ChannelStatusStore>()
        .AddSingleton<IChannelStatusStore>(provider => provider.GetRequiredService<ChannelStatusStore>())
        .AddHostedService(provider => provider.GetRequiredService<ChannelStatusStore>())
        .AddSingleton<ChannelAlerts>()
        .AddSingleton<IStoredFiles, StoredFiles>();

    public static void MapMessengers(this IEndpointRouteBuilder app)
    {
        app.MapPost(TelegramWebhook.Path, TelegramWebhookEndpoint.ReceiveAsync).AllowAnonymous().DisableAntiforgery()
            .ExcludeFromDescription();
        app.MapWeChat();
        var pages = app.MapGroup(ChannelPages.Path).RequireRight(Right.SeeChannels).DisableAntiforgery().ExcludeFromDescription();
        pages.MapGet("", ChannelPages.ShowAsync);
        pages.MapPost("", ChannelPages.CheckTelegramAsync);
        pages.MapGet("signs", () => PageResult.For<ChannelOutageBadges>());
    }
}
