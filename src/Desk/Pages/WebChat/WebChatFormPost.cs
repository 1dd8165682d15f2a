using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared.Forms;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>A post of the chat page: text, files, a button, or several of these if the resident typed and then pressed a button.</summary>
public sealed record WebChatFormPost(string? Text, string? Button, string? Location, IReadOnlyList<ReceivedFile> Files, string ExternalId,
    TimeSpan Age, int? RecordingSeconds)
{
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(48);

    private const int MaxRecordingSeconds = 3600;

    /// <summary>The text is a draft: the resident chose another language while typing, and has not sent it yet.</summary>
    public bool IsDraft => Text is not null && Files.Count == 0 && IsLanguageChoice;

    private bool IsLanguageChoice => Button is not null && ButtonCodes.ReadLanguage(Button) is not null;

    /// <summary>The post has no content. Choosing a language before the first message does not begin a chat.</summary>
    public async Task<bool> IsEmptyAsync(WebChatService chats, string chat, CancellationToken cancellation) =>
        Text is null && Location is null && Files.Count == 0
        && (Button is null || (IsLanguageChoice && (await chats.GetTranscriptAsync(chat, cancellation)).Count == 0));

    /// <summary>
    /// Reads a post. The id covers the files, because a post without text differs only by them. It leaves out the age, which grows when a
    /// post is sent again.
    /// </summary>
    public static WebChatFormPost FromForm(FormPost post, FormWithFiles form) => new(
        post.Text("say.text"), post.Text("say.button"), ParseLocation(post.Text("say.place")),
        WebChatRejectedFile.AcceptedFiles(form),
        post.ComputeExternalId("say.") + HashFiles(WebChatRejectedFile.AcceptedFiles(form)),
        long.TryParse(post.Text("age"), out var ms) && ms > 0
            ? TimeSpan.FromMilliseconds(Math.Min(ms, MaxAge.TotalMilliseconds)) : TimeSpan.Zero,
        int.TryParse(post.Text("seconds"), out var seconds) && seconds is > 0 and <= MaxRecordingSeconds ? seconds : null);

    public IEnumerable<WebChatPost> ToPosts(string chat, (Language Language, bool Chosen) page, DateTimeOffset now,
        IReadOnlyList<WebChatFile> files)
    {
        var post = new WebChatPost
        {
            Id = ExternalId, Chat = chat, Language = LanguageTag.From(page.Language), LanguageChosen = page.Chosen, SentAt = now - Age,
        };
        if (Text is not null || files.Count > 0) yield return post with { Text = Text, Files = files.Count > 0 ? files : null };
        if (Location is not null) yield return post with { Id = ExternalId + "p", Place = Location };
        if (Button is not null) yield return post with { Id = ExternalId + "b", Button = Button };
    }

    private static string? ParseLocation(string? text) => text?.Split(',') is [var north, var east]
        && double.TryParse(north, CultureInfo.InvariantCulture, out var latitude)
        && double.TryParse(east, CultureInfo.InvariantCulture, out var longitude)
        && Math.Abs(latitude) <= 90 && Math.Abs(longitude) <= 180
            ? string.Create(CultureInfo.InvariantCulture, $"{latitude:0.######}, {longitude:0.######}") : null;

    private static string HashFiles(IReadOnlyList<ReceivedFile> files) => files.Count == 0 ? ""
        : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join(' ', files.Select(f => f.Hash)))))[..16];
}
