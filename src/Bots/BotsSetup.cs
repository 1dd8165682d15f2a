using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Channels.WeChat;
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
    /// Everything but the desk's side: <see cref="IDesk"/>, <see cref="IInbox"/> and <see cref="IConversations"/> come from there, as singletons, and where
    /// several nodes run, <see cref="ILeases"/> and <see cref="ILineBook"/> too.
    /// With <c>Bots:Hosted</c> false nothing listens and nothing is worked through here; the ways out stay.
    /// </summary>
    public static IServiceCollection AddBots(this IServiceCollection services, IConfiguration configuration, TimeLeft left)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<ILeases, OnlyNode>();
        services.TryAddSingleton<ILineBook, NoLineBook>();
        services.TryAddSingleton<IStaffChats, NoStaffChats>();
        services.TryAddSingleton<IKeptFiles, NoKeptFiles>();
        services.AddOptions<TalkOptions>().Bind(configuration.GetSection(TalkOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TalkOptions>, TalkOptionsRules>();
        services.AddSingleton(provider => new Words(Zone(configuration), left, provider.GetRequiredService<IOptions<TalkOptions>>().Value));
        services.AddSingleton(provider => new Clips(FolderOf(provider)));
        services.AddSingleton<Dialog>();
        services.AddSingleton<InboxBell>();
        services.AddSingleton<Conversations>();
        services.AddTelegram(configuration);
        services.AddWeChat(configuration);
        services.AddSingleton<IUpdateReader, WebChatReader>();
        return configuration.GetValue("Bots:Hosted", true) ? services.AddWorkers() : services;
    }

    private static void AddTelegram(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelegramOptions>().Bind(configuration.GetSection(TelegramOptions.Section))
            .Configure(options => options.PublicUrl = configuration["Desk:PublicUrl"] ?? "").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramOptionsCheck>();
        services.TryAddSingleton(new TelegramPace());
        // Addresses hold the token, so this client logs none; its calls bring their own time limits.
        services.AddHttpClient(TelegramLine.HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan)
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<TelegramLine>();
        services.AddSingleton<TelegramThrottle>();
        services.AddSingleton<TelegramIntake>();
        services.AddSingleton<TelegramHealth>();
        services.AddSingleton<TelegramCheck>();
        services.AddSingleton<TelegramHook>();
        services.AddSingleton<IUpdateReader, TelegramReader>();
        services.AddSingleton<IChatChannel, TelegramChannel>();
        services.AddSingleton<IFileSource, TelegramFiles>();
    }

    private static IServiceCollection AddWorkers(this IServiceCollection services) => services
        .AddHostedService<TelegramListener>()
        .AddHostedService<TelegramHooking>()
        .AddHostedService<TelegramProfile>()
        .AddHostedService<WeChatMenu>()
        .AddHostedService<WeChatWatch>()
        .AddWorker(ContactChannel.Telegram)
        .AddWorker(ContactChannel.WeChat)
        .AddWorker(ContactChannel.WebChat);

    // Not AddHostedService, which keeps one of a type only: there is a worker for each channel.
    private static IServiceCollection AddWorker(this IServiceCollection services, ContactChannel channel) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<InboxWorker>(provider, channel));

    private static string FolderOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TalkOptions>>().Value.Clips is { Length: > 0 } folder
            ? Path.GetFullPath(folder, provider.GetRequiredService<IHostEnvironment>().ContentRootPath) : "";

    private static TimeZoneInfo Zone(IConfiguration configuration) =>
        TimeZoneInfo.FindSystemTimeZoneById(configuration["Desk:TimeZone"] is { Length: > 0 } id ? id : "Asia/Shanghai");
}
