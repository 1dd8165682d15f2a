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
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatOptionsValidator>();
        // The addresses contain the access token, so this client has no loggers.
        services.AddHttpClient(WeChatApi.HttpClientName, client => client.Timeout = TimeSpan.FromSeconds(20))
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .RemoveAllLoggers();
        services.AddSingleton<WeChatAccessToken>().AddSingleton<WeChatApi>().AddSingleton<WeChatCallbackVerifier>()
            .AddSingleton<WeChatHealth>()
            .AddSingleton<WeChatUpdateReceiver>();
        services.AddSingleton<IUpdateReader, WeChatUpdateReader>();
        services.AddSingleton<IReplyWindowRules, WeChatReplyWindowRules>();
        services.AddSingleton<IFileSource, WeChatFileSource>();
        services.AddSingleton<WeChatChannel>();
        services.AddSingleton<IChatChannel>(provider => provider.GetRequiredService<WeChatChannel>());
        services.AddSingleton<INoticeChannel>(provider => provider.GetRequiredService<WeChatChannel>());
    }
}
