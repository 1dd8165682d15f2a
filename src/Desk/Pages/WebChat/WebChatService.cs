using System.Security.Cryptography;
using System.Text;
using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>The web chat: a post goes through the inbox like every update, and the page can show the reply at once.</summary>
public sealed class WebChatService(
    IInbox inbox, UpdateCompletions completions, VoiceClips clips, IDbContextFactory<DeskDb> contexts, TimeProvider time)
{
    private const int MaxIdLength = 64;

    private static readonly TimeSpan ReplyTimeout = TimeSpan.FromSeconds(3);

    /// <summary>
    /// Stores a post, and waits up to three seconds for the reply. The post is durable on return, and recognised by its id if it is
    /// posted again. Returns true if the reply is in the transcript already; otherwise the inbox worker handles the post as soon as
    /// possible.
    /// </summary>
    public async Task<bool> StoreAndHandleAsync(WebChatPost post, CancellationToken cancellation)
    {
        var update = (post with { Id = NormalizeId(post.Id) }).ToRawUpdate(time.Now());
        await inbox.StoreAsync([update], cancellation);
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        timeout.CancelAfter(ReplyTimeout);
        try
        {
            while (true)
            {
                var completion = completions.WaitForAsync(update);
                if (await IsHandledAsync(update, cancellation)) return true;
                await completion.WaitAsync(timeout.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return await IsHandledAsync(update, cancellation);
        }
        finally
        {
            completions.StopWaiting(update);
        }
    }

    /// <summary>Returns true if the chat has an open ticket, or words that were accepted and will be in one.</summary>
    public async Task<bool> HasOpenTicketAsync(string chat)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var address = new ChatAddress(ContactChannel.WebChat, WebChatPost.BotName, chat);
        return await db.ReadableTickets(address).AnyAsync(t => t.Status != TicketStatus.Closed)
            || await db.Inbox.AnyAsync(
                i => i.Channel == address.Channel && i.Bot == address.Bot && i.Chat == chat && i.NextAttemptAt != null);
    }

    /// <summary>Returns true if a post with this id is stored.</summary>
    public async Task<bool> IsStoredAsync(string chat, string id)
    {
        var updateId = $"{chat}:{NormalizeId(id)}";
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Inbox.AnyAsync(i => i.UpdateId == updateId && i.Bot == WebChatPost.BotName
            && i.Channel == ContactChannel.WebChat);
    }

    public async Task<bool> HasMessagesAsync(string chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Inbox.AnyAsync(i => i.Chat == chat && i.Bot == WebChatPost.BotName && i.Channel == ContactChannel.WebChat,
            cancellation);
    }

    /// <summary>The messages of a chat, oldest first. A very long chat is cut to its end.</summary>
    public async Task<IReadOnlyList<WebChatMessage>> GetTranscriptAsync(string chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await WebChatTranscript.LoadAsync(db, chat, clips, cancellation);
    }

    /// <summary>The language of the conversation; null before its first message.</summary>
    public async Task<Language?> FindLanguageAsync(string chat, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await ConversationStore.LoadAsync(db, new(ContactChannel.WebChat, WebChatPost.BotName, chat), cancellation)).Language;
    }

    private async Task<bool> IsHandledAsync(RawUpdate update, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Inbox.AnyAsync(i => i.UpdateId == update.UpdateId && i.Bot == update.Bot && i.Channel == update.Channel
            && i.DoneAt != null, cancellation);
    }

    // The id comes from a browser, so it may be any text.
    private static string NormalizeId(string id) =>
        id.Length is > 0 and <= MaxIdLength && id.All(char.IsAsciiLetterOrDigit) ? id
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CleanText.ReplaceInvalid(id))));
}
