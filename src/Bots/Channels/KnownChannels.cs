using System.Collections.Frozen;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Channels.WeCom;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels;

/// <summary>The chat channels of this program. A new channel is a folder beside this file and a line in it.</summary>
public static class KnownChannels
{
    public static IReadOnlyList<ChannelSetup> All { get; } = [new TelegramSetup(), new WeChatSetup(), new WeComSetup(), new WebChatSetup()];

    private static readonly FrozenDictionary<ContactChannel, ChannelTraits> Traits =
        All.ToFrozenDictionary(channel => channel.Traits.Channel, channel => channel.Traits);

    public static ChannelTraits GetTraits(ContactChannel channel) => Traits[channel];

    /// <summary>True for channels whose answers are sent into a chat.</summary>
    public static bool IsChat(this ContactChannel channel) => Traits.ContainsKey(channel);
}
