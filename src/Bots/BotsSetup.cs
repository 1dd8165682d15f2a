using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots;

public static class BotsSetup
{
    /// <summary>
    /// Registers everything but the desk's ports. The desk must register <see cref="IDesk"/>, <see cref="IInbox"/> and <see
    /// cref="IConversationStore"/> as singletons, and with several nodes also <see cref="ILeases"/> and <see cref="IChannelStatusStore"/>.
    /// If <c>Bots:Hosted</c> is false, no updates are received or processed in this program, but messages can still be sent.
    /// </summary>
    public static IServiceCollection AddBots(
        this IServiceCollection services, IConfiguration configuration, TimeLeftFormatter formatTimeLeft)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILeases, SingleNodeLeases>();
        services.TryAddSingleton<IChannelStatusStore, NoChannelStatusStore>();
        services.TryAddSingleton<IStaffChats, NoStaffChats>();
        services.TryAddSingleton<IStoredFiles, NoStoredFiles>();
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection(ConversationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddSingleton(provider =>
            new BotTexts(FindTimeZone(configuration), formatTimeLeft, provider.GetRequiredService<IOptions<ConversationOptions>>().Value));
        services.AddSingleton(provider => new VoiceClips(VoiceClipFolder(provider)));
        services.AddSingleton<Dialog>();
        services.AddSingleton<InboxSignal>();
        services.AddSingleton<UpdateProcessor>();
        foreach (var channel in KnownChannels.All) channel.AddServices(services, configuration);
        return configuration.GetValue("Bots:Hosted", true) ? services.AddWorkers() : services;
    }

    private static IServiceCollection AddWorkers(this IServiceCollection services)
    {
        foreach (var channel in KnownChannels.All) channel.AddHostedServices(services);
        foreach (var channel in KnownChannels.All) services.AddWorker(channel.Traits.Channel);
        return services;
    }

    // AddHostedService registers a type only once, but there is one worker for each channel.
    private static IServiceCollection AddWorker(this IServiceCollection services, ContactChannel channel) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<InboxWorker>(provider, channel));

    private static string VoiceClipFolder(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ConversationOptions>>().Value.Clips is { Length: > 0 } folder
            ? Path.GetFullPath(folder, provider.GetRequiredService<IHostEnvironment>().ContentRootPath) : "";

    private static TimeZoneInfo FindTimeZone(IConfiguration configuration) =>
        TimeZoneInfo.FindSystemTimeZoneById(configuration["Desk:TimeZone"] is { Length: > 0 } id ? id : "Asia/Shanghai");
}
