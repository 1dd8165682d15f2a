using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Converts a stored message or event of WeChat into the input of the conversation.</summary>
public sealed class WeChatUpdateReader : IUpdateReader
{
    /// <summary>
    /// WeChat puts this before the value of a QR code if scanning it also made the resident follow the account. A SCAN event has the bare
    /// value.
    /// </summary>
    private const string ScenePrefix = "qrscene_";

    /// <summary>The longest event type that is told in the outcome of an ignored update. WeChat has none longer.</summary>
    private const int MaxTypeLength = 64;

    public ContactChannel Channel => ContactChannel.WeChat;

    public ParsedUpdate Parse(RawUpdate update)
    {
        if (CallbackXml.ReadFields(update.Payload) is not { } fields || update.Chat is not { Length: > 0 } chat)
            return new ParsedUpdate.Ignored("unreadable");
        var origin = new InputOrigin
        {
            From = new(ContactChannel.WeChat, update.Bot, chat), ExternalId = update.UpdateId,
            SentAt = WeChatTime.ReadSentAt(fields) ?? update.ReceivedAt,
        };
        if (fields.GetValueOrDefault("MsgType") == "event") return ReadEvent(fields, origin);
        return new ParsedUpdate.Understood(WeChatMessageParser.Parse(fields, origin))
        {
            UnreadFields = WeChatMessageParser.FindUnreadFields(fields),
        };
    }

    private static ParsedUpdate ReadEvent(IReadOnlyDictionary<string, string> fields, InputOrigin origin)
    {
        var type = fields.GetValueOrDefault("Event", "");
        var key = CleanText.ReplaceInvalid(fields.GetValueOrDefault("EventKey", ""));
        // WeChat writes some types in capitals and some in small letters (CLICK, subscribe).
        ChatInput? input = type.ToUpperInvariant() switch
        {
            "CLICK" => new ChatInput.ButtonInput(origin, key),
            // The QR code on a counter slip carries the slip's pick-up code. The one on a poster carries none and starts the conversation.
            "SUBSCRIBE" or "SCAN" when ReadPickUpCode(key) is { } code => new ChatInput.TextInput(origin, code),
            "SUBSCRIBE" or "SCAN" => new ChatInput.ButtonInput(origin, ButtonCodes.Start),
            "UNSUBSCRIBE" => new ChatInput.BotBlocked(origin),
            _ => null,
        };
        if (input is not null) return new ParsedUpdate.Understood(input);
        return new ParsedUpdate.Ignored("event:" + (type.Length <= MaxTypeLength ? CleanText.ReplaceInvalid(type) : "long"));
    }

    private static string? ReadPickUpCode(string key) =>
        TypedCodes.ReadPickUpCode(key.StartsWith(ScenePrefix, StringComparison.Ordinal) ? key[ScenePrefix.Length..] : key);
}
