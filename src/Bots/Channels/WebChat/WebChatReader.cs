using System.Globalization;
using System.Text.Json;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WebChat;

/// <summary>Converts a stored post of the chat page into the input of the conversation.</summary>
public sealed class WebChatReader : IUpdateReader
{
    public ContactChannel Channel => ContactChannel.WebChat;

    public Reading Read(RawUpdate update)
    {
        try
        {
            return PostIn(update) is { } post ? new Reading.Meant(Heard(post, update)) : new Reading.NotForUs("empty");
        }
        catch (JsonException)
        {
            return new Reading.NotForUs("unreadable");
        }
    }

    /// <summary>Returns the files of a stored post.</summary>
    public static IReadOnlyList<WebChatFile> FilesOf(RawUpdate update)
    {
        try
        {
            return PostIn(update)?.Files ?? [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static WebChatPost? PostIn(RawUpdate update) =>
        JsonSerializer.Deserialize(CleanJson.Of(update.Raw), WebChatJson.Default.WebChatPost);

    private static Heard Heard(WebChatPost post, RawUpdate raw)
    {
        var origin = new Origin
        {
            From = new(ContactChannel.WebChat, raw.Bot, post.Chat),
            ExternalId = raw.UpdateId,
            SentAt = post.SentAt ?? raw.ReceivedAt,
            Hint = LanguageTag.Read(post.Language),
            Chosen = post.LanguageChosen ? LanguageTag.Read(post.Language) : null,
            Told = true,
        };

        if (post.Files is { Count: > 0 } files) return Showed(origin, files, post.Text);
        if (post.Place is { Length: > 0 } place && string.IsNullOrWhiteSpace(post.Text))
            return new Heard.Showed(origin, Content.Location, CleanText.Of(place));

        // Without script, a button press also submits the text field. A typed text takes precedence.
        return post.Button is { Length: > 0 } button && string.IsNullOrWhiteSpace(post.Text)
            ? new Heard.Pressed(origin, CleanText.Of(button))
            : new Heard.Said(origin, CleanText.Of(post.Text ?? ""));
    }

    private static Heard.Showed Showed(Origin origin, IReadOnlyList<WebChatFile> files, string? words) =>
        new(origin, ContentOf(files[0].Kind), files is [var only] ? DetailOf(only) : null,
            string.IsNullOrWhiteSpace(words) ? null : CleanText.Of(words))
        {
            Files = [.. files.Select(FileOf)],
        };

    private static IncomingFile FileOf(WebChatFile file) => new()
    {
        Source = string.Create(CultureInfo.InvariantCulture, $"{IncomingFile.KeptPrefix}{file.Id}"), Kind = file.Kind, Name = file.Name,
        Size = file.Size,
        Length = file.Seconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
    };

    private static Content ContentOf(FileKind kind) => kind switch
    {
        FileKind.Voice => Content.Voice,
        FileKind.Photo => Content.Photo,
        FileKind.Video => Content.Video,
        _ => Content.File,
    };

    // The file name of a photo comes from the camera and says nothing.
    private static string? DetailOf(WebChatFile file) => file switch
    {
        { Kind: FileKind.Voice, Seconds: { } seconds } => TimeSpan.FromSeconds(seconds).ToString("m\\:ss", CultureInfo.InvariantCulture),
        { Kind: FileKind.Document, Name: { } name } => CleanText.Of(name),
        _ => null,
    };
}
