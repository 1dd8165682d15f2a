using EcomCenter.Bots;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Registers the bots, the desk's side of them, and the web chat.</summary>
public static class ChatSetup
{
    public static IServiceCollection AddChat(this IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<IDesk, DeskForBots>().AddSingleton<IntakeReceipts>().AddSingleton<FrequentQuestionMatcher>()
        .AddSingleton<ChatCodeRateLimit>()
        .AddSingleton<InboxStore>()
        .AddSingleton<IInbox>(provider => provider.GetRequiredService<InboxStore>())
        .AddSingleton<IConversationStore, ConversationStore>()
        .AddSingleton<UpdateCompletions>()
        .AddSingleton<WebChatService>()
        .AddSingleton<WebChatDevices>()
        .AddSingleton<WebChatFormHandler>()
        .AddSingleton<WebChatDeviceCodes>().AddSingleton<WebChatDeviceEndpoints>()
        .AddHostedService<WebChatNotifier>()
        .AddChatPage(configuration)
        .AddBots(configuration, TimeTexts.FormatTimeLeft);

    private static IServiceCollection AddChatPage(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WebChatOptions>().Bind(configuration.GetSection(WebChatOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<WebChatOptions>, WebChatOptionsValidator>().AddSingleton<WebChatRateLimit>();
    }
}
