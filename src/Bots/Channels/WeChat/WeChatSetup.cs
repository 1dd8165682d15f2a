using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

internal sealed class WeChatSetup : ChannelSetup
{
    /// <summary>One of the replies that a message allows carries the text.</summary>
    private const int MaxFiles = WeChatReplyWindowRules.RepliesPerMessage - 1;

    private const long MaxPictureBytes = 10 * 1024 * 1024;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    public override ChannelTraits Traits { get; } = new()
    {
        Channel = ContactChannel.WeChat, HasButtons = false, HasLanguageMenu = true, MaxTextBytes = 2048, MaxNoticeLength = 200,
        RepliesPerMessage = WeChatReplyWindowRules.RepliesPerMessage,
        Files = new(MaxFiles, CanSend, "onlyPictures") { RequiredVoiceFormat = VoiceFormat.Mp3 },
    };

    public override SettingsSection Settings => SettingsSection.From<WeChatOptions>(WeChatOptions.Section);

    public override IReadOnlyList<string> ConnectionSettings =>
        ["WeChat:AppId", "WeChat:Token", "WeChat:AppSecret", "WeChat:EncodingAesKey"];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WeChatOptions>().Bind(configuration.GetSection(WeChatOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeChatOptions>, WeChatOptionsValidator>();
        services.AddMessengerClient(WeChatApi.HttpClientName, Traits.Channel, CallTimeout);
        services.AddSingleton<WeChatAccessToken>();
        services.AddSingleton<WeChatApi>();
        services.AddSingleton<WeChatCallbackVerifier>();
        services.AddSingleton<WeChatHealth>();
        services.AddSingleton<WeChatUpdateReceiver>();
        services.AddSingleton<IUpdateReader, WeChatUpdateReader>();
        services.AddSingleton<IReplyWindowRules, WeChatReplyWindowRules>();
        services.AddSingleton<IFileSource, WeChatFileSource>();
        services.AddSingleton<IMessenger, WeChatMessenger>();
        services.AddSingleton<IWebhook, WeChatWebhook>();
        services.AddSingleton<WeChatChannel>();
        services.AddSingleton<IChatChannel>(provider => provider.GetRequiredService<WeChatChannel>());
        services.AddSingleton<INoticeChannel>(provider => provider.GetRequiredService<WeChatChannel>());
    }

    public override void AddHostedServices(IServiceCollection services) => services
        .AddHostedService<WeChatMenu>()
        .AddHostedService<WeChatHealthMonitor>();

    private static bool CanSend(OutgoingFile file) => file.IsRecording
        || file is { ContentType: "image/jpeg" or "image/png" or "image/gif", Size: > 0 and <= MaxPictureBytes };
}
