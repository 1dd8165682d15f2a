using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.Telegram;

internal sealed class TelegramSetup : ChannelSetup
{
    public override ChannelTraits Traits { get; } = new()
    {
        Channel = ContactChannel.Telegram, IsHostedAbroad = true, Files = new(10, TelegramAttachment.Fits, "fileStaysHere"),
    };

    public override IReadOnlyList<string> ConnectionSettings => ["Telegram:Token"];

    public override bool HasConnectionTest => true;

    public override void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<TelegramOptions>().Bind(configuration.GetSection(TelegramOptions.Section))
            .Configure(options => options.PublicUrl = configuration["Desk:PublicUrl"] ?? "").ValidateOnStart();
        services.AddSingleton<IValidateOptions<TelegramOptions>, TelegramOptionsValidator>();
        services.TryAddSingleton(new TelegramTiming());
        // Each call sets its own timeout.
        services.AddMessengerClient(TelegramApi.HttpClientName, Traits.Channel, Timeout.InfiniteTimeSpan);
        services.AddSingleton<TelegramApi>().AddSingleton<TelegramThrottle>().AddSingleton<TelegramUpdateReceiver>()
            .AddSingleton<TelegramHealth>().AddSingleton<TelegramDiagnostics>();
        services.AddSingleton<IUpdateReader, TelegramUpdateReader>();
        services.AddSingleton<IChatChannel, TelegramChannel>();
        services.AddSingleton<IFileSource, TelegramFileSource>();
        services.AddSingleton<IMessenger, TelegramMessenger>();
        services.AddSingleton<IWebhook, TelegramWebhook>();
    }

    public override void AddHostedServices(IServiceCollection services) => services
        .AddHostedService<TelegramListener>()
        .AddHostedService<TelegramWebhookRegistration>()
        .AddHostedService<TelegramProfile>();
}
