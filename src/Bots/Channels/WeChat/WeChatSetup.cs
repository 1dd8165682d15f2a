using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

internal static class WeChatSetup
{
    public static void AddWeChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WeChatOptions>().Bind(configuration.GetSection(WeChatOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatOptionsCheck>();
        // The addresses contain the access token, so this client has no loggers.
        services.AddHttpClient(WeChatLine.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(20))
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<WeChatToken>().AddSingleton<WeChatLine>().AddSingleton<WeChatDoor>().AddSingleton<WeChatHealth>()
            .AddSingleton<WeChatIntake>();
        services.AddSingleton<IUpdateReader, WeChatReader>();
        services.AddSingleton<IReplyRules, WeChatRules>();
        services.AddSingleton<IFileSource, WeChatFiles>();
        services.AddSingleton<WeChatChannel>();
        services.AddSingleton<IChatChannel>(provider => provider.GetRequiredService<WeChatChannel>());
        services.AddSingleton<INoticeChannel>(provider => provider.GetRequiredService<WeChatChannel>());
    }
}
