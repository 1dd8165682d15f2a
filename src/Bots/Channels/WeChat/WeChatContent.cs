using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;
using Fields = System.Collections.Generic.IReadOnlyDictionary<string, string>;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Converts the fields of a WeChat message into the input of the conversation. An unknown kind of message is accepted as well, because it
/// may be a request that staff can ask about.
/// </summary>
internal static class WeChatContent
{
    /// <summary>WeChat's placeholder text for content that it gives to no program, such as a custom sticker.</summary>
    private const string Unsupported = "【收到不支持的消息类型，暂无法显示】";

    public static Heard Of(Fields fields, Origin origin) => fields.GetValueOrDefault("MsgType") switch
    {
        "text" when Text(fields, "Content") is { } text && text.Trim() != Unsupported => new Heard.Said(origin, text),
        "link" when LinkOf(fields) is { Length: > 0 } link => new Heard.Said(origin, link),
        "image" => Showed(fields, origin, Content.Photo, FileKind.Photo),
        // An account with speech recognition also gets the recognised text.
        "voice" => Showed(fields, origin, Content.Voice, FileKind.Voice, Text(fields, "Recognition")),
        "video" or "shortvideo" => Showed(fields, origin, Content.Video, FileKind.Video),
        "location" => new Heard.Showed(origin, Content.Location, PlaceOf(fields)),
        // WeChat reports a file but does not offer it for download.
        "file" => new Heard.Showed(origin, Content.File, Text(fields, "Title")),
        _ => new Heard.Showed(origin, Content.Other),
    };

    private static Heard.Showed Showed(Fields fields, Origin origin, Content content, FileKind kind, string? words = null) =>
        new(origin, content, Caption: string.IsNullOrWhiteSpace(words) ? null : words)
        {
            Files = Text(fields, "MediaId") is { Length: > 0 } media ? [new() { Source = media, Kind = kind }] : [],
        };

    private static string? LinkOf(Fields fields) =>
        string.Join('\n', new[] { Text(fields, "Title"), Text(fields, "Description"), Text(fields, "Url") }
            .Where(line => !string.IsNullOrWhiteSpace(line)));

    private static string PlaceOf(Fields fields) => string.Join(", ",
        new[] { Text(fields, "Label"), Text(fields, "Location_X"), Text(fields, "Location_Y") }
            .Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string? Text(Fields fields, string name) => fields.TryGetValue(name, out var text) ? CleanText.Of(text) : null;
}
