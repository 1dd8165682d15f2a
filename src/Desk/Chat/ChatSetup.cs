using EcomCenter.Bots;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Chat;

/// <summary>Registers the bots, the desk's side of them, and the web chat.</summary>
public static class ChatSetup
{
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IDesk, ChatDesk>().AddSingleton<ChatReceipts>().AddSingleton<KnownQuestions>()
        .AddSingleton<PickUpPace>()
        .AddSingleton<ChatInbox>()
        .AddSingleton<IInbox>(provider => provider.GetRequiredService<ChatInbox>())
        .AddSingleton<IConversations, ChatPlaces>()
        .AddSingleton<HandledUpdates>()
        .AddSingleton<WebChat>()
        .AddSingleton<ChatDevices>()
        .AddSingleton<SayInChat>()
        .AddSingleton<OtherDevice>().AddSingleton<OtherDevicePages>()
        .AddHostedService<ChatNews>()
        .AddChatPage(configuration)
        .AddBots(configuration, TimeWords.Left);

    private static IServiceCollection AddChatPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ChatOptions>().Bind(configuration.GetSection(ChatOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<ChatOptions>, ChatOptionsRules>().AddSingleton<ChatPace>();
    }
}
