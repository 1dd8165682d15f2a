using System.Collections.Frozen;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// Converts a message of WeCom into the input of the conversation. An unknown kind of message is accepted as well, with the words that it
/// has, because it may be a request that staff can ask about.
/// </summary>
internal static class WeComMessageParser
{
    private const int MaxForwarded = 50;

    private static readonly FrozenSet<string> KnownFields =
        ["msgid", "open_kfid", "external_userid", "send_time", "origin", "servicer_userid", "msgtype"];

    private static readonly FrozenSet<string> KnownTypes =
        ["text", "image", "voice", "video", "file", "location", "link", "business_card", "merged_msg"];

    /// <summary>The names of fields that this version does not know. The content stands in a field named after the type.</summary>
    public static IReadOnlyList<string> FindUnreadFields(WeComMessage message) => UnreadFields.Select(
        message.FieldNames.Where(name => !KnownFields.Contains(name) && !(name == message.Type && KnownTypes.Contains(name))));

    public static ChatInput Parse(WeComMessage message, InputOrigin origin) => message.Type switch
    {
        // A press on a line of a menu comes as its words, with the id that the desk gave the line.
        "text" when message.Text("text", "menu_id") is { } pressed => new ChatInput.ButtonInput(origin, pressed),
        "text" when message.Text("text", "content") is { } text => new ChatInput.TextInput(origin, text),
        "image" => ToMedia(message, origin, MediaKind.Photo, FileKind.Photo),
        "voice" => ToMedia(message, origin, MediaKind.Voice, FileKind.Voice),
        "video" => ToMedia(message, origin, MediaKind.Video, FileKind.Video),
        "file" => ToMedia(message, origin, MediaKind.File, FileKind.Document),
        "location" => new ChatInput.MediaInput(origin, MediaKind.Location,
            Join(", ", message.Text("location", "name"), message.Text("location", "address"), message.Text("location", "latitude"),
                message.Text("location", "longitude"))),
        "link" when Join("\n", message.Text("link", "title"), message.Text("link", "desc"), message.Text("link", "url")) is { } link =>
            new ChatInput.TextInput(origin, link),
        "business_card" => new ChatInput.MediaInput(origin, MediaKind.Contact, message.Text("business_card", "userid")),
        "merged_msg" when DescribeForwarded(message) is { } forwarded => new ChatInput.TextInput(origin, forwarded),
        var type => new ChatInput.MediaInput(origin, MediaKind.Other, Describe(message, type),
            message.Text("content") ?? message.Text("text", "content")),
    };

    private static ChatInput.MediaInput ToMedia(WeComMessage message, InputOrigin origin, MediaKind content, FileKind kind)
    {
        var name = message.Text(message.Type, "filename") ?? message.Text(message.Type, "file_name");
        return new(origin, content, kind is FileKind.Document ? name : null)
        {
            Files = message.Text(message.Type, "media_id") is { } media ? [new() { Source = media, Kind = kind, Name = name }] : [],
        };
    }

    // A record of a talk, forwarded as one message. Each part has its sender and a content that is JSON or words.
    private static string? DescribeForwarded(WeComMessage message) => Join("\n",
    [
        message.Text("merged_msg", "title"),
        .. message.Forwarded("merged_msg", "item").Take(MaxForwarded)
            .Select(item => Join(": ", item.Sender, ReadContent(item.Content))),
    ]);

    private static string? ReadContent(string? content) =>
        content is null || WeComMessage.TryParse(content) is not { } inner ? content
            : inner.Text("text", "content") ?? inner.Text("content") ?? inner.Text("title") ?? inner.Text("link", "title");

    // A mini program, a product, an order, a video of a channel or something newer: its title, whatever the other fields mean.
    private static string? Describe(WeComMessage message, string type) => type.Length == 0 ? null : Join("\n",
        message.Text(type, "title"), message.Text(type, "sub_type"), message.Text(type, "nickname"), message.Text(type, "content"),
        message.Text(type, "order_id"), message.Text(type, "product_id"), message.Text(type, "url"));

    private static string? Join(string separator, params IEnumerable<string?> parts) =>
        string.Join(separator, parts.Where(part => !string.IsNullOrWhiteSpace(part))) is { Length: > 0 } joined ? joined : null;
}
