using System.Text.Json;
using System.Text.Json.Serialization;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WebChat;

/// <summary>
/// What the page <c>/chat</c> posts: words, files or a button. <c>Id</c> is made in the browser, new for each message and the same when it is sent again;
/// <c>Chat</c> is set by the desk from its own cookie, never by the browser.
/// </summary>
public sealed record WebChatPost
{
    /// <summary>There is one web chat; the name stands where other channels have a bot.</summary>
    public const string Bot = "desk";

    public required string Id { get; init; }

    public required string Chat { get; init; }

    public string? Text { get; init; }

    public string? Button { get; init; }

    /// <summary>Where they are, as latitude and longitude.</summary>
    public string? Place { get; init; }

    /// <summary>What the desk has kept already of what came with it.</summary>
    public IReadOnlyList<WebChatFile>? Files { get; init; }

    /// <summary>BCP 47, as the page is shown.</summary>
    public string? Language { get; init; }

    /// <summary>Whether somebody chose that language; otherwise the page only follows the browser.</summary>
    public bool LanguageChosen { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>For the inbox. An id is unique within its chat only.</summary>
    public RawUpdate ToRaw(DateTimeOffset receivedAt) =>
        new(ContactChannel.WebChat, Bot, $"{Chat}:{Id}", Chat, JsonSerializer.Serialize(this, WebChatJson.Default.WebChatPost), receivedAt);
}

/// <summary>A file that was uploaded with a post. <paramref name="Shown"/>: a page may show or play it.</summary>
public sealed record WebChatFile(long Id, FileKind Kind, bool Shown, string? Name, long Size, int? Seconds);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WebChatPost))]
public sealed partial class WebChatJson : JsonSerializerContext;
