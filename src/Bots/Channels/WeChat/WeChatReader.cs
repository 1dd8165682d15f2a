using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Converts a stored message or event of WeChat into the input of the conversation.</summary>
public sealed class WeChatReader : IUpdateReader
{
    /// <summary>The prefix of the scene when a resident followed the account by scanning a QR code.</summary>
    private const string Scene = "qrscene_";

    public ContactChannel Channel => ContactChannel.WeChat;

    public Reading Read(RawUpdate update)
    {
        if (WeChatXml.Read(update.Raw) is not { } fields || update.Chat is not { Length: > 0 } chat)
            return new Reading.NotForUs("unreadable");
        var origin = new Origin
        {
            From = new(ContactChannel.WeChat, update.Bot, chat), ExternalId = update.UpdateId,
            SentAt = WeChatTime.Of(fields) ?? update.ReceivedAt, HasButtons = false,
        };
        if (fields.GetValueOrDefault("MsgType") == "event") return Event(fields, origin);
        return new Reading.Meant(WeChatContent.Of(fields, origin));
    }

    private static Reading Event(IReadOnlyDictionary<string, string> fields, Origin origin)
    {
        var (what, key) = (fields.GetValueOrDefault("Event", ""), CleanText.Of(fields.GetValueOrDefault("EventKey", "")));
        return what.ToUpperInvariant() switch
        {
            "CLICK" => Meant(new Heard.Pressed(origin, key)),
            // The QR code on a counter slip carries the slip's pick-up code. The one on a poster carries none and starts the conversation.
            "SUBSCRIBE" or "SCAN" when PickUp(key) is { } code => Meant(new Heard.Said(origin, code)),
            "SUBSCRIBE" or "SCAN" => Meant(new Heard.Pressed(origin, Codes.Start)),
            "UNSUBSCRIBE" => Meant(new Heard.Blocked(origin)),
            _ => new Reading.NotForUs("event:" + (what.Length <= 64 ? CleanText.Of(what) : "long")),
        };
    }

    private static string? PickUp(string key) =>
        Codes.ReadPickUp(key.StartsWith(Scene, StringComparison.Ordinal) ? key[Scene.Length..] : key);

    private static Reading.Meant Meant(Heard heard) => new(heard);
}
