using System.Globalization;
using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Telegram.Bot;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Converts a stored update of Telegram into the input of the conversation.</summary>
public sealed class TelegramReader : IUpdateReader
{
    public ContactChannel Channel => ContactChannel.Telegram;

    public Reading Read(RawUpdate update)
    {
        try
        {
            return JsonSerializer.Deserialize<Update>(CleanJson.Of(update.Raw), JsonBotAPI.Options) is { } read
                ? Read(read, update)
                : new Reading.NotForUs("empty");
        }
        catch (Exception error) when (IsOfReading(error))
        {
            return new Reading.NotForUs("unreadable");
        }
    }

    private static Reading Read(Update update, RawUpdate raw) => update switch
    {
        { Message: { } message } => Message(message, raw, edited: false),
        { EditedMessage: { } message } => Message(message, raw, edited: true),
        { CallbackQuery: { } press } => Press(press, raw),
        { MyChatMember: { } member } => Member(member, raw),
        _ => new Reading.NotForUs("kind:" + update.Type),
    };

    private static Reading Message(Message message, RawUpdate raw, bool edited)
    {
        var id = TelegramContent.IdOf(message) + (edited ? Invariant($":{message.EditDate?.Ticks}") : "");
        var origin = Origin(raw, message.Chat, message.From, id, edited ? message.EditDate ?? message.Date : message.Date);
        if (IsGroup(message.Chat)) return new Reading.Meant(new Heard.InGroup(origin));
        if (message.Chat.Type is ChatType.Channel) return new Reading.NotForUs("channelPost");
        return TelegramContent.Of(message, origin, edited) is { } heard
            ? new Reading.Meant(heard)
            : new Reading.NotForUs((edited ? "edited:" : "service:") + message.Type);
    }

    // For an old message, Telegram reports a press without the message. The id of the person then serves as the chat id.
    private static Reading Press(CallbackQuery press, RawUpdate raw)
    {
        var origin = Origin(raw, press.Message?.Chat, press.From, "press:" + press.Id, null);
        return press.Message?.Chat is { } chat && IsGroup(chat)
            ? new Reading.Meant(new Heard.InGroup(origin))
            : new Reading.Meant(new Heard.Pressed(origin, CleanText.Of(press.Data ?? "")));
    }

    private static Reading Member(ChatMemberUpdated member, RawUpdate raw)
    {
        var origin = Origin(raw, member.Chat, member.From, "member:" + raw.UpdateId, member.Date);
        var gone = member.NewChatMember.Status is ChatMemberStatus.Kicked or ChatMemberStatus.Left;
        if (member.Chat.Type is ChatType.Private) return new Reading.Meant(gone ? new Heard.Blocked(origin) : new Heard.Unblocked(origin));
        return IsGroup(member.Chat) && !gone ? new Reading.Meant(new Heard.InGroup(origin)) : new Reading.NotForUs("member");
    }

    private static Origin Origin(RawUpdate raw, Chat? chat, User? from, string externalId, DateTime? sentAt) => new()
    {
        From = new(ContactChannel.Telegram, raw.Bot, (chat?.Id ?? from?.Id)?.ToString(CultureInfo.InvariantCulture)
            ?? throw new FormatException("The update has no chat.")),
        ExternalId = externalId,
        SentAt = sentAt is { } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : raw.ReceivedAt,
        Hint = LanguageTag.Read(from?.LanguageCode),
        SenderName = from is null ? null : CleanText.Of($"{from.FirstName} {from.LastName}".Trim()),
    };

    private static bool IsGroup(Chat chat) => chat.Type is ChatType.Group or ChatType.Supergroup;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static bool IsOfReading(Exception error) =>
        error is JsonException or InvalidOperationException or NotSupportedException or FormatException or ArgumentException
            or OverflowException;
}
