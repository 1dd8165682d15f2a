using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeCom;

internal sealed class WeComSetup : ChannelSetup
{
    /// <summary>One of the replies that a message allows carries the text.</summary>
    private const int MaxFiles = WeComReplyWindowRules.RepliesPerMessage - 1;

    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(20);

    public override ChannelTraits Traits { get; } = new()
    {
        Channel = ContactChannel.WeCom, HasButtons = false, MaxTextBytes = 2048,
        RepliesPerMessage = WeComReplyWindowRules.RepliesPerMessage,
        Files = new(MaxFiles, WeComFileLimits.CanSend, "fileStaysHere"),
    };

    public override SettingsSection Settings => SettingsSection.From<WeComOptions>(WeComOptions.Section);

    public override IReadOnlyList<string> ConnectionSettings =>
        ["WeCom:CorpId", "WeCom:Secret", "WeCom:Token", "WeCom:EncodingAesKey", "WeCom:OpenKfId"];

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<WeComOptions>().Bind(configuration.GetSection(WeComOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<WeComOptions>, WeComOptionsValidator>();
        services.AddMessengerClient(WeComApi.HttpClientName, Traits.Channel, CallTimeout);
        services.AddSingleton<WeComAccessToken>().AddSingleton<WeComApi>().AddSingleton<WelcomeCodes>().AddSingleton<CallbackBell>()
            .AddSingleton<WeComHealth>().AddSingleton<WeComPuller>().AddSingleton<WeComWebhook>();
        services.AddSingleton<IUpdateReader, WeComUpdateReader>();
        services.AddSingleton<IReplyWindowRules, WeComReplyWindowRules>();
        services.AddSingleton<IFileSource, WeComFileSource>();
        services.AddSingleton<IMessenger, WeComMessenger>();
        services.AddSingleton<IWebhook>(provider => provider.GetRequiredService<WeComWebhook>());
        services.AddSingleton<IChatChannel, WeComChannel>();
    }

    public override void AddHostedServices(IServiceCollection services) => services.AddHostedService<WeComListener>();
}
