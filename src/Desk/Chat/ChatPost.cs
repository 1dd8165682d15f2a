using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Chat;

/// <summary>What the chat page sent: words, a button, or both when somebody typed and then pressed one.</summary>
public sealed record ChatPost(string? Text, string? Button, string ExternalId, TimeSpan Age)
{
    private static readonly TimeSpan Oldest = TimeSpan.FromHours(48);

    /// <summary>Before anything was said, choosing a language is no reason to begin a chat.</summary>
    public async Task<bool> IsNothingAsync(WebChat chats, string chat, CancellationToken cancellation) => Text is null
        && (Button is null || (Codes.ReadLanguage(Button) is not null && (await chats.TranscriptAsync(chat, cancellation)).Count == 0));

    /// <summary>The age is not part of what was said: sent again, it is older and still the same.</summary>
    public static ChatPost From(Posted posted) => new(posted.Text("say.text"), posted.Text("say.button"), posted.ExternalId("say."),
        long.TryParse(posted.Text("age"), out var ms) && ms > 0 ? TimeSpan.FromMilliseconds(Math.Min(ms, Oldest.TotalMilliseconds)) : TimeSpan.Zero);

    public IEnumerable<WebChatPost> ToPosts(string chat, (Language Language, bool Chosen) page, DateTimeOffset now)
    {
        var post = new WebChatPost
        {
            Id = ExternalId, Chat = chat, Language = LanguageTag.Of(page.Language), LanguageChosen = page.Chosen, SentAt = now - Age,
        };
        if (Text is not null) yield return post with { Text = Text };
        if (Button is not null) yield return post with { Id = ExternalId + "b", Button = Button };
    }
}
