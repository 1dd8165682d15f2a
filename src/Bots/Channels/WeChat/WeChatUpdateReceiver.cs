using System.Security.Cryptography;
using System.Text;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Stores messages and events of WeChat in the inbox.</summary>
public sealed class WeChatUpdateReceiver(IOptions<WeChatOptions> options, IInbox inbox, TimeProvider time)
{
    private const int MaxKeyLength = 64;

    /// <summary>The message is durable when the task completes. Only then may WeChat get its acknowledgement.</summary>
    public Task ReceiveAsync(string xml, CancellationToken cancellation) =>
        inbox.StoreAsync([ToRawUpdate(xml, options.Value.AppId, time.GetUtcNow())], cancellation);

    /// <summary>Keeps the update as it came. An unreadable update is identified by the hash of its text.</summary>
    internal static RawUpdate ToRawUpdate(string xml, string bot, DateTimeOffset now)
    {
        var raw = CleanText.ReplaceInvalid(xml);
        var fields = CallbackXml.ReadFields(raw) ?? new Dictionary<string, string>();
        var chat = fields.GetValueOrDefault("FromUserName") is { Length: > 0 } from ? CleanText.ReplaceInvalid(from) : null;
        return new(ContactChannel.WeChat, bot, CleanText.ReplaceInvalid(GetId(fields) ?? "sha256:" + Hash(raw)), chat, raw, now);
    }

    // A message has an id, which is unique for its sender only. WeChat gives events none, so an event is identified by sender, time, type
    // and key.
    private static string? GetId(IReadOnlyDictionary<string, string> fields)
    {
        if (!fields.TryGetValue("FromUserName", out var from)) return null;
        if (fields.GetValueOrDefault("MsgId") is { Length: > 0 and <= MaxKeyLength } id && fields.GetValueOrDefault("MsgType") != "event")
            return $"{from}:{id}";
        if (!fields.TryGetValue("CreateTime", out var at) || !fields.TryGetValue("Event", out var what)) return null;
        var key = fields.GetValueOrDefault("EventKey", "");
        return $"event:{from}:{at}:{what}:{(key.Length <= MaxKeyLength ? key : Hash(key))}";
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
