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
    /// Registers everything but the desk's ports. The desk must register <see cref="IDesk"/>, <see cref="IInbox"/> and
    /// <see cref="IConversations"/> as singletons, and with several nodes also <see cref="ILeases"/> and <see cref="ILineBook"/>.
    /// If <c>Bots:Hosted</c> is false, no updates are received or processed in this program, but messages can still be sent.
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
        services.AddSingleton(provider =>
            new Words(Zone(configuration), left, provider.GetRequiredService<IOptions<TalkOptions>>().Value));
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
        // Telegram URLs contain the token, so this client does not log. Each call sets its own timeout.
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

    // AddHostedService registers a type only once, but there is one worker for each channel.
    private static IServiceCollection AddWorker(this IServiceCollection services, ContactChannel channel) =>
        services.AddSingleton<IHostedService>(provider => ActivatorUtilities.CreateInstance<InboxWorker>(provider, channel));

    private static string FolderOf(IServiceProvider provider) =>
        provider.GetRequiredService<IOptions<TalkOptions>>().Value.Clips is { Length: > 0 } folder
            ? Path.GetFullPath(folder, provider.GetRequiredService<IHostEnvironment>().ContentRootPath) : "";

    private static TimeZoneInfo Zone(IConfiguration configuration) =>
        TimeZoneInfo.FindSystemTimeZoneById(configuration["Desk:TimeZone"] is { Length: > 0 } id ? id : "Asia/Shanghai");
}
