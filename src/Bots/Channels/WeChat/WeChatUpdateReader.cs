using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Converts a stored message or event of WeChat into the input of the conversation.</summary>
public sealed class WeChatUpdateReader : IUpdateReader
{
    /// <summary>The prefix of the scene when a resident followed the account by scanning a QR code.</summary>
    private const string ScenePrefix = "qrscene_";

    public ContactChannel Channel => ContactChannel.WeChat;

    public ParsedUpdate Parse(RawUpdate update)
    {
        if (WeChatXml.ReadFields(update.Payload) is not { } fields || update.Chat is not { Length: > 0 } chat)
            return new ParsedUpdate.Ignored("unreadable");
        var origin = new InputOrigin
        {
            From = new(ContactChannel.WeChat, update.Bot, chat), ExternalId = update.UpdateId,
            SentAt = WeChatTime.ReadSentAt(fields) ?? update.ReceivedAt,
        };
        if (fields.GetValueOrDefault("MsgType") == "event") return ReadEvent(fields, origin);
        return new ParsedUpdate.Understood(WeChatMessageParser.Parse(fields, origin));
    }

    private static ParsedUpdate ReadEvent(IReadOnlyDictionary<string, string> fields, InputOrigin origin)
    {
        var (what, key) = (fields.GetValueOrDefault("Event", ""), CleanText.ReplaceInvalid(fields.GetValueOrDefault("EventKey", "")));
        return what.ToUpperInvariant() switch
        {
            "CLICK" => ToParsedUpdate(new ChatInput.ButtonInput(origin, key)),
            // The QR code on a counter slip carries the slip's pick-up code. The one on a poster carries none and starts the conversation.
            "SUBSCRIBE" or "SCAN" when ReadPickUpCode(key) is { } code => ToParsedUpdate(new ChatInput.TextInput(origin, code)),
            "SUBSCRIBE" or "SCAN" => ToParsedUpdate(new ChatInput.ButtonInput(origin, ButtonCodes.Start)),
            "UNSUBSCRIBE" => ToParsedUpdate(new ChatInput.BotBlocked(origin)),
            _ => new ParsedUpdate.Ignored("event:" + (what.Length <= 64 ? CleanText.ReplaceInvalid(what) : "long")),
        };
    }

    private static string? ReadPickUpCode(string key) =>
        ButtonCodes.ReadPickUpCode(key.StartsWith(ScenePrefix, StringComparison.Ordinal) ? key[ScenePrefix.Length..] : key);

    private static ParsedUpdate.Understood ToParsedUpdate(ChatInput input) => new(input);
}
