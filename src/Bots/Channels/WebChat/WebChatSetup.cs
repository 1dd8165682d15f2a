using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Bots.Channels.WebChat;

internal sealed class WebChatSetup : ChannelSetup
{
    public override ChannelTraits Traits { get; } = new() { Channel = ContactChannel.WebChat, IsOwnPage = true };

    public override void AddServices(IServiceCollection services, IConfiguration configuration) =>
        services.AddSingleton<IUpdateReader, WebChatUpdateReader>();
}
