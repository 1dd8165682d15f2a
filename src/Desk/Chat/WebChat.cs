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

/// <summary>The chat on our own page: a post goes the way of every update, and the page can show at once what followed from it.</summary>
public sealed class WebChat(IInbox inbox, IConversations places, HandledUpdates handled, InboxBell bell, Clips clips, IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    private const int LongestId = 64;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Durable when it returns, and known by its id when it is posted again. True when the answer stands in the transcript already; otherwise
    /// the words are kept and worked through as soon as possible.
    /// </summary>
    public async Task<bool> StoreAndHandleAsync(WebChatPost post, CancellationToken cancellation)
    {
        var update = (post with { Id = Tame(post.Id) }).ToRaw(time.Now());
        var end = handled.WaitFor(update);
        try
        {
            await inbox.StoreAsync([update], cancellation);
            bell.Ring(ContactChannel.WebChat);
            if (!await IsDoneAsync(update, cancellation)) await end.WaitAsync(Patience, cancellation);
            return true;
        }
        catch (TimeoutException)
        {
            // Another node may have worked it through.
            return await IsDoneAsync(update, cancellation);
        }
        finally
        {
            handled.Forget(update);
        }
    }

    /// <summary>Whether it was said before under this id.</summary>
    public async Task<bool> IsKnownAsync(string chat, string id)
    {
        var known = $"{chat}:{Tame(id)}";
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Inbox.AnyAsync(i => i.UpdateId == known && i.Bot == WebChatPost.Bot && i.Channel == ContactChannel.WebChat);
    }

    public async Task<bool> HasBegunAsync(string chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Inbox.AnyAsync(i => i.Chat == chat && i.Bot == WebChatPost.Bot && i.Channel == ContactChannel.WebChat, cancellation);
    }

    /// <summary>Everything said in this chat, oldest first; of a very long one the end.</summary>
    public async Task<IReadOnlyList<TranscriptLine>> TranscriptAsync(string chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await Transcript.OfAsync(db, chat, clips, cancellation);
    }

    /// <summary>The one the talk is in; null before there is a talk.</summary>
    public async Task<Language?> LanguageAsync(string chat, CancellationToken cancellation) =>
        (await places.FindAsync(new(ContactChannel.WebChat, WebChatPost.Bot, chat), cancellation)).Language;

    private async Task<bool> IsDoneAsync(RawUpdate update, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Inbox.AnyAsync(i => i.UpdateId == update.UpdateId && i.Bot == update.Bot && i.Channel == update.Channel && i.DoneAt != null, cancellation);
    }

    // The id comes from a browser: any text can stand there.
    private static string Tame(string id) =>
        id.Length is > 0 and <= LongestId && id.All(char.IsAsciiLetterOrDigit) ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CleanText.Of(id))));
}
