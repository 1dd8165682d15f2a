using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WebChat;

/// <summary>From a post of the chat page to what a person said.</summary>
public sealed class WebChatReader : IUpdateReader
{
    public ContactChannel Channel => ContactChannel.WebChat;

    public Reading Read(RawUpdate update)
    {
        try
        {
            return JsonSerializer.Deserialize(CleanJson.Of(update.Raw), WebChatJson.Default.WebChatPost) is { } post
                ? new Reading.Meant(Heard(post, update))
                : new Reading.NotForUs("empty");
        }
        catch (JsonException)
        {
            return new Reading.NotForUs("unreadable");
        }
    }

    private static Heard Heard(WebChatPost post, RawUpdate raw)
    {
        var origin = new Origin
        {
            From = new(ContactChannel.WebChat, raw.Bot, post.Chat),
            ExternalId = raw.UpdateId,
            SentAt = post.SentAt ?? raw.ReceivedAt,
            Hint = LanguageTag.Read(post.Language),
            Chosen = post.LanguageChosen ? LanguageTag.Read(post.Language) : null,
        };

        // Without script a press may carry what was typed beside it: the words are worth more.
        return post.Button is { Length: > 0 } button && string.IsNullOrWhiteSpace(post.Text)
            ? new Heard.Pressed(origin, CleanText.Of(button))
            : new Heard.Said(origin, CleanText.Of(post.Text ?? ""));
    }
}
