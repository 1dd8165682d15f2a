using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Files;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Chat;

/// <summary>Handles a post of the chat page. If something is wrong with it, the page comes back with the text still in it.</summary>
internal sealed class SayInChat(WebChat chats, ChatDevices devices, ChatPace pace, Uploads uploads,
    DataDirectory place, TimeProvider time)
{
    private const int LongestText = 50_000;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        await using var form = await FormWithFiles.ReadAsync(http, place);
        var posted = await Posted.ReadAsync(http);
        var (post, chat, rejected) = (ChatPost.From(posted, form), await devices.ChatOfAsync(http), RefusedFile.In(form));
        var draft = post.IsHalfWritten ? post.Text : null;
        if (draft is not null) post = post with { Text = null };
        var problem = posted.Genuine
            ? WhatIsWrong(post, form, rejected) ?? await TakeAsync(http, post, chat)
            : ("form.stale", StatusCodes.Status400BadRequest);
        if (problem is not var (notice, status)) return await SaidAsync(http, chat, posted, draft, rejected);
        var lines = await chats.TranscriptAsync(chat, http.RequestAborted);
        return Page.Of<ChatPage>(
            new { Lines = lines, Draft = draft ?? post.Text, Notice = notice, Refused = rejected, Id = posted.Id }, status);
    }

    // Rejected files have their own notice beside the text; the accepted ones are stored all the same.
    private static (string? Notice, int Status)? WhatIsWrong(ChatPost post, FormWithFiles form,
        IReadOnlyList<RefusedFile> refused) => form switch
    {
        { Broken: true } => ("chat.brokeOff", StatusCodes.Status400BadRequest),
        _ when post.Text?.Length > LongestText => ("chat.tooLong", StatusCodes.Status422UnprocessableEntity),
        _ when post.Files.Count == 0 && refused.Count > 0 => (null, refused[0].Status),
        _ => null,
    };

    // A request that is aborted still stores its post. A post sent again does not count for the rate limit.
    private async Task<(string? Notice, int Status)?> TakeAsync(HttpContext http, ChatPost post, string chat)
    {
        if (await post.IsNothingAsync(chats, chat, http.RequestAborted)) return null;
        try
        {
            var isRepeat = await chats.IsKnownAsync(chat, post.ExternalId);
            if (!isRepeat && pace.Speak(chat, http.VisitorAddress(), post.Files.Count) is { } wait)
            {
                http.Response.AskToWait(wait);
                return (IsScript(http) ? "chat.tooFastWaits" : "chat.tooFast", StatusCodes.Status429TooManyRequests);
            }

            var files = isRepeat ? [] : await KeepAsync(post, chat);
            // The page of a phone that joined the chat follows its language and does not set it.
            var setsLanguage = http.ChosenLanguage() is not null && chat == ChatCookie.Of(http);
            foreach (var part in post.ToPosts(chat, (http.Language(), setsLanguage), time.Now(), files))
                await chats.StoreAndHandleAsync(part, CancellationToken.None);
            return null;
        }
        catch (Exception exception) when (exception is StorageTroubleException or IOException)
        {
            return ("form.trouble", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IReadOnlyList<WebChatFile>> KeepAsync(ChatPost post, string chat)
    {
        var files = post.Files.Select(file => file.AsUpload(post.Seconds)).OfType<Upload>();
        var stored = await uploads.KeepAsync([.. files], ContactChannel.WebChat, chat);
        return
        [
            .. stored.Select(file => new WebChatFile(
                file.Id, file.Kind, ContentTypes.Named(file.ContentType).Shown, file.Name, file.Size ?? 0,
                file.Seconds)),
        ];
    }

    private async Task<IResult> SaidAsync(HttpContext http, string chat, Posted posted, string? half,
        IReadOnlyList<RefusedFile> refused)
    {
        if (IsScript(http))
        {
            _ = long.TryParse(posted.Text("after"), out var after);
            var messages = await chats.TranscriptAsync(chat, http.RequestAborted);
            return Page.Of<ChatTalk>(new { Lines = messages, After = after, Refused = refused });
        }

        if (half is null && refused.Count == 0) return Results.Redirect(ChatPages.Path);
        var lines = await chats.TranscriptAsync(chat, http.RequestAborted);
        return Page.Of<ChatPage>(new { Lines = lines, Draft = half, Refused = refused, Sent = true });
    }

    private static bool IsScript(HttpContext http) => http.Request.Headers.XRequestedWith == "fetch";
}
