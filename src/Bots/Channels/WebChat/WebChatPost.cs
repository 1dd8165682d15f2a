using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WebChat;

/// <summary>
/// A post of the page <c>/chat</c>: a text, files, a location or a button press. The browser makes <c>Id</c>, a new one for each message
/// and the same for a repeat. The desk sets <c>Chat</c> from its own cookie and never takes it from the browser.
/// </summary>
public sealed record WebChatPost
{
    /// <summary>A fixed name in place of a bot, because there is only one web chat.</summary>
    public const string BotName = "desk";

    public required string Id { get; init; }

    public required string Chat { get; init; }

    public string? Text { get; init; }

    public string? Button { get; init; }

    /// <summary>The location of the resident, as latitude and longitude.</summary>
    public string? Place { get; init; }

    /// <summary>The files that the desk has already stored for this post.</summary>
    public IReadOnlyList<WebChatFile>? Files { get; init; }

    /// <summary>The language of the page as a BCP 47 tag.</summary>
    public string? Language { get; init; }

    /// <summary>True if the resident chose the language. Otherwise the page follows the browser.</summary>
    public bool LanguageChosen { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Converts the post for the inbox. The id of a post is unique only within its chat.</summary>
    public RawUpdate ToRawUpdate(DateTimeOffset receivedAt) =>
        new(ContactChannel.WebChat, BotName, $"{Chat}:{Id}", Chat, JsonSerializer.Serialize(this, WebChatJson.Default.WebChatPost),
            receivedAt);
}

/// <summary>A file uploaded with a post. <paramref name="Shown"/> is true if a page may show or play it.</summary>
public sealed record WebChatFile(long Id, FileKind Kind, bool Shown, string? Name, long Size, int? Seconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebChatPost))]
public sealed partial class WebChatJson : JsonSerializerContext;
