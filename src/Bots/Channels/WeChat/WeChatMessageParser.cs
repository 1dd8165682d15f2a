using System.Collections.Frozen;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Converts the fields of a WeChat message into the input of the conversation. An unknown kind of message is accepted as well, because it
/// may be a request that staff can ask about.
/// </summary>
internal static class WeChatMessageParser
{
    /// <summary>WeChat's placeholder text for content that it gives to no program, such as a custom sticker.</summary>
    private const string UnsupportedPlaceholder = "【收到不支持的消息类型，暂无法显示】";

    private static readonly FrozenSet<string> KnownFields =
    [
        "ToUserName", "FromUserName", "CreateTime", "MsgType", "MsgId", "MsgDataId", "Idx", "Content", "bizmsgmenuid", "PicUrl", "MediaId",
        "MediaId16K", "Format", "Recognition", "ThumbMediaId", "Location_X", "Location_Y", "Scale", "Label", "Title", "Description", "Url",
        "FileKey", "FileMd5", "FileTotalLen", "Encrypt",
    ];

    private static readonly FrozenSet<string> KnownTypes =
        ["text", "link", "image", "voice", "video", "shortvideo", "location", "file"];

    /// <summary>The names of fields that this version does not know, and the type of the message if it is unknown.</summary>
    public static IReadOnlyList<string> FindUnreadFields(IReadOnlyDictionary<string, string> fields)
    {
        var type = fields.GetValueOrDefault("MsgType", "");
        var unread = fields.Keys.Where(name => !KnownFields.Contains(name));
        return UnreadFields.Select(KnownTypes.Contains(type) ? unread : unread.Prepend(type));
    }

    public static ChatInput Parse(IReadOnlyDictionary<string, string> fields, InputOrigin origin) =>
        fields.GetValueOrDefault("MsgType") switch
        {
            "text" when GetText(fields, "Content") is { } text && text.Trim() != UnsupportedPlaceholder =>
                new ChatInput.TextInput(origin, text),
            "link" when DescribeLink(fields) is { Length: > 0 } link => new ChatInput.TextInput(origin, link),
            "image" => ToMediaInput(fields, origin, MediaKind.Photo, FileKind.Photo),
            // An account with speech recognition also gets the recognised text.
            "voice" => ToMediaInput(fields, origin, MediaKind.Voice, FileKind.Voice, GetText(fields, "Recognition")),
            "video" or "shortvideo" => ToMediaInput(fields, origin, MediaKind.Video, FileKind.Video),
            "location" => new ChatInput.MediaInput(origin, MediaKind.Location, DescribeLocation(fields)),
            // WeChat reports a file but does not offer it for download.
            "file" => new ChatInput.MediaInput(origin, MediaKind.File, GetText(fields, "Title"))
            {
                Files = [new() { Source = IncomingFile.NotHandedOut, Kind = FileKind.Document, Name = GetText(fields, "Title") }],
            },
            _ => new ChatInput.MediaInput(origin, MediaKind.Other, Caption: DescribeUnknown(fields)),
        };

    // Whatever the other fields of an unknown kind mean, its words are words.
    private static string? DescribeUnknown(IReadOnlyDictionary<string, string> fields) =>
        string.Join('\n', new[] { "Content", "Title", "Description", "Recognition", "Label", "Url" }.Select(name => GetText(fields, name))
            .Where(line => !string.IsNullOrWhiteSpace(line) && line.Trim() != UnsupportedPlaceholder))
            is { Length: > 0 } words ? words : null;

    private static ChatInput.MediaInput ToMediaInput(
        IReadOnlyDictionary<string, string> fields, InputOrigin origin, MediaKind content, FileKind kind, string? caption = null) =>
        new(origin, content, Caption: string.IsNullOrWhiteSpace(caption) ? null : caption)
        {
            Files = [new() { Source = GetText(fields, "MediaId") is { Length: > 0 } id ? id : IncomingFile.NotHandedOut, Kind = kind }],
        };

    private static string? DescribeLink(IReadOnlyDictionary<string, string> fields) =>
        string.Join('\n', new[] { GetText(fields, "Title"), GetText(fields, "Description"), GetText(fields, "Url") }
            .Where(line => !string.IsNullOrWhiteSpace(line)));

    private static string DescribeLocation(IReadOnlyDictionary<string, string> fields) => string.Join(", ",
        new[] { GetText(fields, "Label"), GetText(fields, "Location_X"), GetText(fields, "Location_Y") }
            .Where(part => !string.IsNullOrWhiteSpace(part)));

    private static string? GetText(IReadOnlyDictionary<string, string> fields, string name) =>
        fields.TryGetValue(name, out var text) ? CleanText.ReplaceInvalid(text) : null;
}
