using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.WebChat;

public static class WebChatPagesSetup
{
    public static IServiceCollection AddWebChat(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebChatOptions>().Bind(configuration.GetSection(WebChatOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<WebChatOptions>, WebChatOptionsValidator>().AddSingleton<WebChatRateLimit>()
            .AddSingleton<WebChatService>()
            .AddSingleton<WebChatDevices>().AddSingleton<WebChatWorker>()
            .AddSingleton<WebChatFormHandler>()
            .AddSingleton<WebChatDeviceCodes>().AddSingleton<WebChatDeviceEndpoints>()
            .AddHostedService<WebChatNotifier>();
    }
}
