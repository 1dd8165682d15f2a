using System.Globalization;
using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WebChat;

/// <summary>Converts a stored post of the chat page into the input of the conversation.</summary>
public sealed class WebChatUpdateReader : IUpdateReader
{
    public ContactChannel Channel => ContactChannel.WebChat;

    public ParsedUpdate Parse(RawUpdate update)
    {
        try
        {
            return ReadPost(update) is { } post ? new ParsedUpdate.Understood(ToChatInput(post, update))
                : new ParsedUpdate.Ignored("empty");
        }
        catch (JsonException)
        {
            return new ParsedUpdate.Ignored("unreadable");
        }
    }

    /// <summary>Returns the files of a stored post.</summary>
    public static IReadOnlyList<WebChatFile> ReadFiles(RawUpdate update)
    {
        try
        {
            return ReadPost(update)?.Files ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static WebChatPost? ReadPost(RawUpdate update) =>
        JsonSerializer.Deserialize(JsonSanitizer.Sanitize(update.Payload), WebChatJson.Default.WebChatPost);

    private static ChatInput ToChatInput(WebChatPost post, RawUpdate raw)
    {
        var origin = new InputOrigin
        {
            From = new(ContactChannel.WebChat, raw.Bot, post.Chat),
            ExternalId = raw.UpdateId,
            SentAt = post.SentAt ?? raw.ReceivedAt,
            LanguageHint = LanguageTag.ToLanguage(post.Language),
            ChosenLanguage = post.LanguageChosen ? LanguageTag.ToLanguage(post.Language) : null,
            PrivacyNoticeShown = true,
        };

        if (post.Files is { Count: > 0 } files) return ToMediaInput(origin, files, post.Text);
        if (post.Place is { Length: > 0 } place && string.IsNullOrWhiteSpace(post.Text))
            return new ChatInput.MediaInput(origin, MediaKind.Location, CleanText.ReplaceInvalid(place));

        // Without script, a button press also submits the text field. A typed text takes precedence.
        return post.Button is { Length: > 0 } button && string.IsNullOrWhiteSpace(post.Text)
            ? new ChatInput.ButtonInput(origin, CleanText.ReplaceInvalid(button))
            : new ChatInput.TextInput(origin, CleanText.ReplaceInvalid(post.Text ?? ""));
    }

    private static ChatInput.MediaInput ToMediaInput(InputOrigin origin, IReadOnlyList<WebChatFile> files, string? text) =>
        new(origin, ToMediaKind(files[0].Kind), files is [var only] ? DescribeFile(only) : null,
            string.IsNullOrWhiteSpace(text) ? null : CleanText.ReplaceInvalid(text))
        {
            Files = [.. files.Select(ToIncomingFile)],
        };

    private static IncomingFile ToIncomingFile(WebChatFile file) => new()
    {
        Source = string.Create(CultureInfo.InvariantCulture, $"{IncomingFile.StoredPrefix}{file.Id}"), Kind = file.Kind, Name = file.Name,
        Size = file.Size,
        Duration = file.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private static MediaKind ToMediaKind(FileKind kind) => kind switch
    {
        FileKind.Voice => MediaKind.Voice,
        FileKind.Photo => MediaKind.Photo,
        FileKind.Video => MediaKind.Video,
        _ => MediaKind.File,
    };

    // The file name of a photo comes from the camera and says nothing.
    private static string? DescribeFile(WebChatFile file) => file switch
    {
        { Kind: FileKind.Voice, Seconds: { } seconds } => TimeSpan.FromSeconds(seconds).ToString("m\\:ss", CultureInfo.InvariantCulture),
        { Kind: FileKind.Document, Name: { } name } => CleanText.ReplaceInvalid(name),
        _ => null,
    };
}
