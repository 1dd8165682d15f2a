using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots;

public static class BotsSetup
{
    /// <summary>The setting that switches off receiving and processing updates in this program.</summary>
    public const string HostedSetting = "Bots:Hosted";

    /// <summary>
    /// Registers the channels and the conversation. The desk must register <see cref="IInbox"/> and <see cref="IPullInbox"/> as singletons,
    /// and with several nodes also <see cref="ILeases"/> and <see cref="IChannelStatusStore"/>. If <see cref="HostedSetting"/> is false,
    /// this program receives no updates, but can still send messages.
    /// </summary>
    public static IServiceCollection AddBots(
        this IServiceCollection services, IConfiguration configuration, TimeLeftFormatter formatTimeLeft)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILeases, SingleNodeLeases>();
        services.TryAddSingleton<IChannelStatusStore, NoChannelStatusStore>();
        services.TryAddSingleton<IStoredFiles, NoStoredFiles>();
        services.TryAddSingleton<IServerTimes, NoServerTimes>();
        services.TryAddSingleton<IDatabaseOutage, NoDatabaseOutage>();
        services.AddOptions<ConversationOptions>().Bind(configuration.GetSection(ConversationOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ConversationOptions>, ConversationOptionsValidator>();
        services.AddSingleton(provider =>
            new BotTexts(FindTimeZone(configuration), formatTimeLeft, provider.GetRequiredService<IOptions<ConversationOptions>>().Value)
            {
                ContactLine = language => provider.GetService<ContactFormatter>()?.Invoke(language),
            });
        services.AddSingleton(provider => new VoiceClips(VoiceClipFolder(provider)));
        services.AddSingleton<Dialog>();
        foreach (var channel in KnownChannels.All) channel.AddServices(services, configuration);
        if (!configuration.GetValue(HostedSetting, true)) return services;
        foreach (var channel in KnownChannels.All) channel.AddHostedServices(services);
        return services;
    }

    private static string VoiceClipFolder(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<ConversationOptions>>().Value.Clips is { Length: > 0 } folder
            ? Path.GetFullPath(folder, provider.GetRequiredService<IHostEnvironment>().ContentRootPath) : "";

    private static TimeZoneInfo FindTimeZone(IConfiguration configuration) =>
        TimeZoneInfo.FindSystemTimeZoneById(configuration["Desk:TimeZone"] is { Length: > 0 } id ? id : "Asia/Shanghai");
}
