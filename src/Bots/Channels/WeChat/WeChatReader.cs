using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>From a message or an event as WeChat sent it to what a person said.</summary>
public sealed class WeChatReader : IUpdateReader
{
    /// <summary>Before the scene of a code that somebody followed us by.</summary>
    private const string Scene = "qrscene_";

    public ContactChannel Channel => ContactChannel.WeChat;

    public Reading Read(RawUpdate update)
    {
        if (WeChatXml.Read(update.Raw) is not { } fields || update.Chat is not { Length: > 0 } chat) return new Reading.NotForUs("unreadable");
        var origin = new Origin
        {
            From = new(ContactChannel.WeChat, update.Bot, chat), ExternalId = update.UpdateId, SentAt = WeChatTime.Of(fields) ?? update.ReceivedAt, HasButtons = false,
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
            // Who comes by the code on a slip brings the slip's number along; who comes by a poster is greeted.
            "SUBSCRIBE" or "SCAN" when PickUp(key) is { } code => Meant(new Heard.Said(origin, code)),
            "SUBSCRIBE" or "SCAN" => Meant(new Heard.Pressed(origin, Codes.Start)),
            "UNSUBSCRIBE" => Meant(new Heard.Blocked(origin)),
            _ => new Reading.NotForUs("event:" + (what.Length <= 64 ? CleanText.Of(what) : "long")),
        };
    }

    private static string? PickUp(string key) => Codes.ReadPickUp(key.StartsWith(Scene, StringComparison.Ordinal) ? key[Scene.Length..] : key);

    private static Reading.Meant Meant(Heard heard) => new(heard);
}
