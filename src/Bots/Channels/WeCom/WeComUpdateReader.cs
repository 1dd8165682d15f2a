using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>Converts a stored message or event of WeCom into the input of the conversation.</summary>
public sealed class WeComUpdateReader : IUpdateReader
{
    /// <summary>The longest type that is told in the outcome of an ignored update.</summary>
    private const int MaxTypeLength = 64;

    public ContactChannel Channel => ContactChannel.WeCom;

    public ParsedUpdate Parse(RawUpdate update)
    {
        if (WeComMessage.TryParse(update.Payload) is not { } message) return new ParsedUpdate.Ignored("unreadable");
        if (update.Chat is not { Length: > 0 } chat) return new ParsedUpdate.Ignored("noResident");
        var origin = new InputOrigin
        {
            From = new(ContactChannel.WeCom, update.Bot, chat), ExternalId = update.UpdateId, SentAt = message.SentAt ?? update.ReceivedAt,
        };
        if (message.IsEvent) return ReadEvent(message, origin);
        // A colleague answered in WeCom's own program. An origin that is not known may be a resident's.
        if (message.Origin is WeComMessage.FromMember) return new ParsedUpdate.Ignored("member");
        return new ParsedUpdate.Understood(WeComMessageParser.Parse(message, origin))
        {
            UnreadFields = WeComMessageParser.FindUnreadFields(message),
        };
    }

    private static ParsedUpdate ReadEvent(WeComMessage message, InputOrigin origin) => message.EventType switch
    {
        "enter_session" => ReadEntry(message, origin),
        "msg_send_fail" when message.Text("event", "fail_msgid") is { } failed => new ParsedUpdate.Undelivered(
            origin.From, failed, WeComErrors.ToLateResult(message.Integer("event", "fail_type") ?? 0)),
        // The resident switched the account's messages off (1) or on (0) in its profile.
        "reject_customer_msg_switch_change" when message.Integer("event", "reject_switch") is { } isRejecting =>
            new ParsedUpdate.Understood(isRejecting == 0
                ? new ChatInput.BotUnblocked(origin) : new ChatInput.BotBlocked(origin)),
        var type => new ParsedUpdate.Ignored("event:" + (type.Length <= MaxTypeLength ? type : "long")),
    };

    /// <summary>
    /// Reads what the link or QR code carried by which the resident came. Without that, an entry says nothing: the chat is entered each
    /// time it is opened, and may be greeted only with a welcome code.
    /// </summary>
    private static ParsedUpdate ReadEntry(WeComMessage message, InputOrigin origin)
    {
        if ((ReadCode(message.Text("event", "scene_param")) ?? ReadCode(message.Text("event", "scene"))) is { } text)
            return new ParsedUpdate.Understood(text.StartsWith('/') || text.Contains(' ')
                ? new ChatInput.TextInput(origin, text) : new ChatInput.ButtonInput(origin, ButtonCodes.ShowTicket(text)));
        return WelcomeCodes.ReadCode(message) is null ? new ParsedUpdate.Ignored("event:enter_session")
            : new ParsedUpdate.Understood(new ChatInput.ButtonInput(origin, ButtonCodes.Start));
    }

    /// <summary>
    /// Returns the start command for a pick-up code, number and code of a ticket with a space between, or a ticket number alone; null for a
    /// value that names a poster or a page.
    /// </summary>
    private static string? ReadCode(string? parameter)
    {
        if (parameter is null) return null;
        var text = Uri.UnescapeDataString(parameter).Replace('_', ' ').Replace('+', ' ').Trim();
        if (TypedCodes.ReadPickUpCode(text) is { } code) return $"/{ButtonCodes.Start} {code}";
        if (TypedCodes.ReadTracking(text) is var (number, tracking)) return $"{number} {tracking}";
        if (TypedCodes.ReadNumberWithPickUpCode(text) is var (slip, pickUp)) return $"{slip} {pickUp}";
        return TicketNumber.Read(text).Number is { } alone ? alone.ToString() : null;
    }
}
