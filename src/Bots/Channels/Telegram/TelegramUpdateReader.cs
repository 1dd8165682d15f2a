using System.Globalization;
using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Telegram.Bot.Types;
using Telegram.Bot.Types.Enums;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>Converts a stored update of Telegram into the input of the conversation.</summary>
public sealed class TelegramUpdateReader : IUpdateReader
{
    /// <summary>The year of a time that could not be read. Telegram counts from there.</summary>
    private const int UnreadYear = 1970;

    public ContactChannel Channel => ContactChannel.Telegram;

    public ParsedUpdate Parse(RawUpdate update)
    {
        try
        {
            var read = TelegramUpdateJson.Read(JsonSanitizer.Sanitize(update.Payload));
            if (read.Update is null) return new ParsedUpdate.Ignored("empty");
            var parsed = Read(read, update);
            return parsed is ParsedUpdate.Understood understood ? understood with { UnreadFields = read.UnreadFields } : parsed;
        }
        catch (Exception error) when (IsParseError(error))
        {
            // The filter names what the library throws at an update that it does not know.
            return new ParsedUpdate.Ignored("unreadable");
        }
    }

    private static ParsedUpdate Read(ReadUpdate read, RawUpdate raw) => read.Update switch
    {
        { Message: { } message } => ReadMessage(message, read, raw, edited: false),
        { EditedMessage: { } message } => ReadMessage(message, read, raw, edited: true),
        { CallbackQuery: { } press } => ReadButtonPress(press, raw),
        { MyChatMember: { } member } => ReadMembership(member, raw),
        var other => new ParsedUpdate.Ignored("kind:" + other?.Type),
    };

    private static ParsedUpdate ReadMessage(Message message, ReadUpdate read, RawUpdate raw, bool edited)
    {
        var id = TelegramMessageParser.GetExternalId(message) + (edited ? Invariant($":{message.EditDate?.Ticks}") : "");
        var origin = CreateOrigin(raw, message.Chat, message.From, id, edited ? message.EditDate ?? message.Date : message.Date) with
        {
            RepliesTo = TelegramMessageParser.GetRepliedMessage(message),
            ForwardedFrom = TelegramMessageParser.GetForwardSource(message)
                ?? (read.ForwardedFrom is { } author ? CleanText.ReplaceInvalid(author) : null),
        };
        if (IsGroup(message.Chat)) return new ParsedUpdate.Understood(new ChatInput.GroupInput(origin));
        if (message.Chat.Type is ChatType.Channel) return new ParsedUpdate.Ignored("channelPost");
        return TelegramMessageParser.Parse(message, origin, edited) is { } input
            ? new ParsedUpdate.Understood(input)
            : new ParsedUpdate.Ignored((edited ? "edited:" : "service:") + message.Type);
    }

    // For an old message, Telegram reports a press without the message. The id of the person then serves as the chat id.
    private static ParsedUpdate ReadButtonPress(CallbackQuery press, RawUpdate raw)
    {
        var origin = CreateOrigin(raw, press.Message?.Chat, press.From, "press:" + press.Id, null);
        return press.Message?.Chat is { } chat && IsGroup(chat)
            ? new ParsedUpdate.Understood(new ChatInput.GroupInput(origin))
            : new ParsedUpdate.Understood(new ChatInput.ButtonInput(origin, CleanText.ReplaceInvalid(press.Data ?? "")));
    }

    private static ParsedUpdate ReadMembership(ChatMemberUpdated member, RawUpdate raw)
    {
        var origin = CreateOrigin(raw, member.Chat, member.From, "member:" + raw.UpdateId, member.Date);
        var gone = member.NewChatMember.Status is ChatMemberStatus.Kicked or ChatMemberStatus.Left;
        if (member.Chat.Type is ChatType.Private)
            return new ParsedUpdate.Understood(gone ? new ChatInput.BotBlocked(origin) : new ChatInput.BotUnblocked(origin));
        return IsGroup(member.Chat) && !gone ? new ParsedUpdate.Understood(new ChatInput.GroupInput(origin))
            : new ParsedUpdate.Ignored("member");
    }

    private static InputOrigin CreateOrigin(RawUpdate raw, Chat? chat, User? from, string externalId, DateTime? sentAt) => new()
    {
        From = new(ContactChannel.Telegram, raw.Bot, (chat?.Id ?? from?.Id)?.ToString(CultureInfo.InvariantCulture)
            ?? throw new FormatException("The update has no chat.")),
        ExternalId = externalId,
        SentAt = sentAt is { Year: > UnreadYear } at ? new DateTimeOffset(DateTime.SpecifyKind(at, DateTimeKind.Utc)) : raw.ReceivedAt,
        LanguageHint = LanguageTag.ToLanguage(from?.LanguageCode),
        SenderName = from is null ? null : CleanText.ReplaceInvalid($"{from.FirstName} {from.LastName}".Trim()),
    };

    private static bool IsGroup(Chat chat) => chat.Type is ChatType.Group or ChatType.Supergroup;

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static bool IsParseError(Exception error) =>
        error is JsonException or InvalidOperationException or NotSupportedException or FormatException or ArgumentException
            or OverflowException;
}
