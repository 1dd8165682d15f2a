using EcomCenter.Bots;
using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots.StaffChats;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Bots;

/// <summary>Registers the bots and the desk's side of them, and maps the webhooks of the messengers.</summary>
public static class DeskBotsSetup
{
    /// <summary>The folder of the addresses that messengers call.</summary>
    public const string Path = "/bots";

    /// <summary>The desk's own services come first: the bots add their defaults only for services that are missing.</summary>
    public static IServiceCollection AddDeskBots(this IServiceCollection services, IConfiguration configuration) => services
        .AddChannelState()
        .AddStaffChats()
        .AddInbox(configuration)
        .AddConversations()
        .AddBots(configuration, TimeTexts.FormatTimeLeft);

    public static void MapBots(this IEndpointRouteBuilder app)
    {
        var messenger = app.MapGroup(Path + "/{messenger}").AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
        messenger.MapGet("", WebhookEndpoints.VerifyAddress);
        messenger.MapPost("", WebhookEndpoints.ReceiveAsync);
        messenger.MapGet("notice", NoticeConsentEndpoint.ShowAsync);
    }

    private static IServiceCollection AddChannelState(this IServiceCollection services) => services
        .AddSingleton<Leases>()
        .AddSingleton<ILeases>(provider => provider.GetRequiredService<Leases>())
        .AddHostedService(provider => provider.GetRequiredService<Leases>())
        .AddSingleton<ChannelStatusStore>()
        .AddSingleton<IChannelStatusStore>(provider => provider.GetRequiredService<ChannelStatusStore>())
        .AddHostedService(provider => provider.GetRequiredService<ChannelStatusStore>())
        .AddSingleton<IStoredFiles, StoredFiles>()
        .AddSingleton<IServerTimes, MessengerTimes>();

    private static IServiceCollection AddInbox(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<InboxLoops>()
            .AddSingleton<UpdateCompletions>()
            .AddSingleton<InboxStore>()
            .AddSingleton<IInbox>(provider => provider.GetRequiredService<InboxStore>())
            .AddSingleton<IPullInbox>(provider => provider.GetRequiredService<InboxStore>());
        if (!configuration.GetValue(BotsSetup.HostedSetting, true)) return services;
        foreach (var channel in KnownChannels.All) services.AddWorker(channel.Traits.Channel);
        return services;
    }

    // AddHostedService registers a type only once, but there is one worker for each channel.
    private static IServiceCollection AddWorker(this IServiceCollection services, ContactChannel channel) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<InboxWorker>(provider, channel));

    private static IServiceCollection AddConversations(this IServiceCollection services) => services
        .AddSingleton<UpdateProcessor>()
        .AddSingleton<BotStepRunner>()
        .AddSingleton<DeskForBots>()
        .AddSingleton<ConversationStore>()
        .AddSingleton<EarlierVersions>()
        .AddSingleton<ContactFormatter>(provider => provider.GetRequiredService<IOptions<CentreOptions>>().Value.UrgentContactIn)
        .AddSingleton<IntakeReceipts>()
        .AddSingleton<ChatOrigins>().AddSingleton<ChatCodeRateLimit>().AddSingleton<ChatCodes>();

    private static IServiceCollection AddStaffChats(this IServiceCollection services) => services
        .AddSingleton<StaffChatLinks>()
        .AddSingleton<AlertFinder>()
        .AddSingleton<StaffAlerts>()
        .AddSingleton<AlertDigests>()
        .AddHostedService<StaffAlertWorker>();
}
