using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Serves the files of a chat to the browsers of that chat.</summary>
internal static class WebChatFileEndpoints
{
    private const string CacheHeader = "private, max-age=86400";

    public static async Task<Results<FileStreamHttpResult, NotFound>> DownloadAsync(
        long id, string? whole, HttpContext http, DeskDb db, WebChatDevices devices, AttachmentStore store, CancellationToken cancellation)
    {
        if (await devices.FindChatAsync(http) is not { } chat) return TypedResults.NotFound();
        var readable = db.ReadableAttachments(new ChatAddress(ContactChannel.WebChat, WebChatPost.BotName, chat));
        if (await readable.FirstOrDefaultAsync(a => a.Id == id, cancellation) is not { } file) return TypedResults.NotFound();
        if (AttachmentResponse.Open(http, store, file, original: whole is not null) is not { } content)
            return TypedResults.NotFound();
        // A file never changes, so a slow connection loads it once. A voice message is not cached until its playable copy exists.
        if (file.Kind is not FileKind.Voice || file.HasPlayableCopy) AllowCaching(http);
        return content;
    }

    // Leaving the chat clears the cache, but over plain http browsers don't: there nothing is kept that the next user could open.
    private static void AllowCaching(HttpContext http)
    {
        if (http.Request.IsHttps) http.Response.Headers.CacheControl = CacheHeader;
    }

    /// <summary>Streams the recorded clips of a bot reply as one file.</summary>
    public static async Task<Results<FileStreamHttpResult, NotFound>> StreamVoiceAsync(
        long id, HttpContext http, DeskDb db, WebChatDevices devices, VoiceClips clips, CancellationToken cancellation)
    {
        if (await devices.FindChatAsync(http) is not { } chat) return TypedResults.NotFound();
        var row = await db.Outbox.AsNoTracking().FirstOrDefaultAsync(
            o => o.Id == id && o.Chat == chat && o.Channel == ContactChannel.WebChat && o.Bot == WebChatPost.BotName, cancellation);
        if (row is null || clips.OpenJoined(row.Language, OutboxQueue.ReadClips(row)) is not { } voice) return TypedResults.NotFound();
        AllowCaching(http);
        return TypedResults.Stream(voice, "audio/mpeg", enableRangeProcessing: true);
    }
}
