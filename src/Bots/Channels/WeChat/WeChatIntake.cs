using System.Security.Cryptography;
using System.Text;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Where messages and events come in: stored first, then the talk is woken. When it returns WeChat may be told so.</summary>
public sealed class WeChatIntake(IOptions<WeChatOptions> options, IInbox inbox, InboxBell bell, TimeProvider time)
{
    private const int LongestKey = 64;

    public async Task TakeAsync(string xml, CancellationToken cancellation)
    {
        await inbox.StoreAsync([Keep(xml, options.Value.AppId, time.GetUtcNow())], cancellation);
        bell.Ring(ContactChannel.WeChat);
    }

    /// <summary>Whatever it is, it is kept as it came; what can't be read is known by all of its letters.</summary>
    internal static RawUpdate Keep(string xml, string bot, DateTimeOffset now)
    {
        var raw = CleanText.Of(xml);
        var fields = WeChatXml.Read(raw) ?? new Dictionary<string, string>();
        var chat = fields.GetValueOrDefault("FromUserName") is { Length: > 0 } from ? CleanText.Of(from) : null;
        return new(ContactChannel.WeChat, bot, CleanText.Of(IdOf(fields) ?? "sha256:" + Hash(raw)), chat, raw, now);
    }

    // A message has an id of its own; an event is known by who, when and what, for WeChat gives it none.
    private static string? IdOf(IReadOnlyDictionary<string, string> fields)
    {
        if (fields.GetValueOrDefault("MsgId") is { Length: > 0 and <= LongestKey } id && fields.GetValueOrDefault("MsgType") != "event") return id;
        if (!fields.TryGetValue("FromUserName", out var from) || !fields.TryGetValue("CreateTime", out var at) || !fields.TryGetValue("Event", out var what)) return null;
        var key = fields.GetValueOrDefault("EventKey", "");
        return $"event:{from}:{at}:{what}:{(key.Length <= LongestKey ? key : Hash(key))}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
