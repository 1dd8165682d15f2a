using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Handles a post of the chat page. If something is wrong with it, the page comes back with the text still in it.</summary>
internal sealed class WebChatFormHandler(WebChatService chats, WebChatDevices devices, WebChatRateLimit rateLimit, Uploads uploads,
    UploadLimits limits, DiskSpace disk, ChatOrigins origins, TimeProvider time)
{
    public const int MaxTextLength = 50_000;

    private static readonly TimeSpan UploadRetryDelay = TimeSpan.FromSeconds(30), FullDiskRetryDelay = TimeSpan.FromHours(1);

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        TimeSpan? fileWait = null;
        await using var form = await FormWithFiles.ReadAsync(http, limits, async () => await FormPost.IsTokenValidAsync(http)
            && (fileWait = rateLimit.GetWaitForFile(await devices.GetChatAsync(http), http.GetRateLimitKey())) is null);
        var posted = await FormPost.ReadAsync(http);
        var (post, chat, rejected) = (WebChatFormPost.FromForm(posted, form), await devices.GetChatAsync(http),
            WebChatRejectedFile.FromForm(form));
        var draft = post.IsDraft ? post.Text : null;
        if (draft is not null) post = post with { Text = null };
        (string? Notice, int Status)? problem = fileWait is { } wait ? RefuseTooFast(http, wait)
            : !posted.HasValidToken || form.FirstRefusal is FileRefusal.NotAllowed ? ("form.stale", StatusCodes.Status400BadRequest)
            : FindProblem(http, post, form, rejected) ?? await StoreAsync(http, post, chat);
        if (problem is not var (notice, status)) return await ShowResultAsync(http, chat, posted, draft, rejected);
        var lines = await chats.GetTranscriptAsync(chat, http.RequestAborted);
        return PageResult.For<WebChatPage>(
            new { Lines = lines, Chat = chat, Draft = draft ?? post.Text, Notice = notice, Refused = rejected, Id = posted.Id }, status);
    }

    // Rejected files have their own notice beside the text; the accepted ones are stored all the same.
    private static (string? Notice, int Status)? FindProblem(HttpContext http, WebChatFormPost post, FormWithFiles form,
        IReadOnlyList<WebChatRejectedFile> rejected)
    {
        if (form.Malformed) return ("chat.brokeOff", StatusCodes.Status400BadRequest);
        if (post.Text?.Length > MaxTextLength) return ("chat.tooLong", StatusCodes.Status422UnprocessableEntity);
        if (post.Files.Count > 0 || rejected.Count == 0) return null;
        // Words need little room, and a full disk may stay full for days.
        if (form.FirstRefusal is FileRefusal.DiskFull && post.Text is not null) return null;
        // The phone keeps the files and sends them again by itself, but not to a disk that stays full.
        if (form.FirstRefusal is { } refusal)
            http.Response.SetRetryAfter(refusal is FileRefusal.DiskFull ? FullDiskRetryDelay : UploadRetryDelay);
        return (null, rejected[0].StatusCode);
    }

    private static (string? Notice, int Status) RefuseTooFast(HttpContext http, TimeSpan wait)
    {
        http.Response.RefuseWithRetryAfter(wait);
        return (IsFetchRequest(http) ? "chat.tooFastWaits" : "chat.tooFast", StatusCodes.Status429TooManyRequests);
    }

    // A request that is aborted still stores its post. A post sent again does not count for the rate limit.
    private async Task<(string? Notice, int Status)?> StoreAsync(HttpContext http, WebChatFormPost post, string chat)
    {
        if (await post.IsEmptyAsync(chats, chat, http.RequestAborted)) return null;
        try
        {
            var isRepeat = await chats.IsStoredAsync(chat, post.ExternalId);
            if (!isRepeat && !disk.AcceptsTickets && !await chats.HasOpenTicketAsync(chat)) return RefuseNotStored(http);
            if (!isRepeat && rateLimit.CountMessage(chat, http.GetRateLimitKey(), post.Text, post.Files.Count) is { } wait)
                return RefuseTooFast(http, wait);

            var files = isRepeat ? [] : await StoreFilesAsync(post, chat);
            // The page of a phone that joined the chat follows its language and does not set it.
            var setsLanguage = http.ChosenLanguage() is not null && chat == WebChatCookie.GetOrCreateDevice(http);
            origins.Remember(new(ContactChannel.WebChat, WebChatPost.BotName, chat), http.GetRateLimitKey());
            foreach (var part in post.ToPosts(chat, (http.Language(), setsLanguage), time.Now(), files))
                await chats.StoreAndHandleAsync(part, CancellationToken.None);
            return null;
        }
        catch (Exception exception) when (exception is StorageUnavailableException or IOException)
        {
            return RefuseNotStored(http);
        }
    }

    private (string? Notice, int Status) RefuseNotStored(HttpContext http)
    {
        if (!disk.AcceptsTickets) http.Response.SetRetryAfter(FullDiskRetryDelay);
        return (disk.NotStoredKey, StatusCodes.Status503ServiceUnavailable);
    }

    private async Task<IReadOnlyList<WebChatFile>> StoreFilesAsync(WebChatFormPost post, string chat)
    {
        var files = post.Files.Select(file => file.ToUpload(post.RecordingSeconds)).OfType<Upload>();
        var stored = await uploads.StoreAsync([.. files], ContactChannel.WebChat, chat);
        return
        [
            .. stored.Select(file => new WebChatFile(
                file.Id, file.Kind, FileTypeDetector.FromMimeType(file.ContentType).CanShowInline, file.Name, file.Size ?? 0,
                file.Seconds)),
        ];
    }

    private async Task<IResult> ShowResultAsync(
        HttpContext http, string chat, FormPost post, string? draft, IReadOnlyList<WebChatRejectedFile> rejected)
    {
        if (IsFetchRequest(http))
        {
            _ = long.TryParse(post.Text("after"), out var after);
            var messages = await chats.GetTranscriptAsync(chat, http.RequestAborted);
            return PageResult.For<WebChatMessageList>(new { Lines = messages, Chat = chat, After = after, Refused = rejected });
        }

        if (draft is null && rejected.Count == 0) return TypedResults.Redirect(WebChatEndpoints.Path);
        var lines = await chats.GetTranscriptAsync(chat, http.RequestAborted);
        return PageResult.For<WebChatPage>(new { Lines = lines, Chat = chat, Draft = draft, Refused = rejected, Sent = true });
    }

    private static bool IsFetchRequest(HttpContext http) => http.Request.Headers.XRequestedWith == "fetch";
}
