using System.Security.Cryptography;
using System.Text;
using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>The web chat: a post goes through the inbox like every update, and the page can show the reply at once.</summary>
public sealed class WebChat(IInbox inbox, IConversations places, HandledUpdates handled, InboxBell bell, Clips clips,
    IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    private const int LongestId = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Stores a post, and waits up to three seconds for the reply. The post is durable on return, and recognised by its id if it is
    /// posted again. Returns true if the reply is in the transcript already; otherwise the inbox worker handles the post as soon as
    /// possible.
    /// </summary>
    public async Task<bool> StoreAndHandleAsync(WebChatPost post, CancellationToken cancellation)
    {
        var update = (post with { Id = Tame(post.Id) }).ToRaw(time.Now());
        var completion = handled.WaitFor(update);
        try
        {
            await inbox.StoreAsync([update], cancellation);
            bell.Ring(ContactChannel.WebChat);
            if (!await IsDoneAsync(update, cancellation)) await completion.WaitAsync(Patience, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            // Another node may have handled the update; its signal does not reach this one.
            return await IsDoneAsync(update, cancellation);
        }
        finally
        {
            handled.Forget(update);
        }
    }

    /// <summary>Returns true if a post with this id is stored.</summary>
    public async Task<bool> IsKnownAsync(string chat, string id)
    {
        var updateId = $"{chat}:{Tame(id)}";
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Inbox.AnyAsync(i => i.UpdateId == updateId && i.Bot == WebChatPost.Bot
            && i.Channel == ContactChannel.WebChat);
    }

    public async Task<bool> HasBegunAsync(string chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Inbox.AnyAsync(i => i.Chat == chat && i.Bot == WebChatPost.Bot && i.Channel == ContactChannel.WebChat,
            cancellation);
    }

    /// <summary>The messages of a chat, oldest first. A very long chat is cut to its end.</summary>
    public async Task<IReadOnlyList<TranscriptLine>> TranscriptAsync(string chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Transcript.OfAsync(db, chat, clips, cancellation);
    }

    /// <summary>The language of the conversation; null before its first message.</summary>
    public async Task<Language?> LanguageAsync(string chat, CancellationToken cancellation) =>
        (await places.FindAsync(new(ContactChannel.WebChat, WebChatPost.Bot, chat), cancellation)).Language;

    private async Task<bool> IsDoneAsync(RawUpdate update, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Inbox.AnyAsync(i => i.UpdateId == update.UpdateId && i.Bot == update.Bot && i.Channel == update.Channel
            && i.DoneAt != null, cancellation);
    }

    // The id comes from a browser, so it may be any text.
    private static string Tame(string id) =>
        id.Length is > 0 and <= LongestId && id.All(char.IsAsciiLetterOrDigit) ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CleanText.Of(id))));
}
