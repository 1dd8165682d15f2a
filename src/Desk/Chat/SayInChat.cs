using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Files;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Chat;

/// <summary>Something said on the page. Whatever is wrong with it, the page comes back with the words still in it.</summary>
internal sealed class SayInChat(WebChat chats, ChatDevices devices, ChatPace pace, Uploads uploads, DataDirectory place, TimeProvider time)
{
    private const int LongestText = 50_000;

    public async Task<IResult> HandleAsync(HttpContext http)
    {
        await using var form = await FormWithFiles.ReadAsync(http, place);
        var posted = await Posted.ReadAsync(http);
        var (post, chat, refused) = (ChatPost.From(posted, form), await devices.ChatOfAsync(http), RefusedFile.In(form));
        var half = post.IsHalfWritten ? post.Text : null;
        if (half is not null) post = post with { Text = null };
        var why = posted.Genuine ? WhatIsWrong(post, form, refused) ?? await TakeAsync(http, post, chat) : ("form.stale", StatusCodes.Status400BadRequest);
        if (why is not var (notice, status)) return await SaidAsync(http, chat, posted, half, refused);
        return Page.Of<ChatPage>(new { Lines = await chats.TranscriptAsync(chat, http.RequestAborted), Draft = half ?? post.Text, Notice = notice, Refused = refused, posted.Id }, status);
    }

    // What is wrong with files tells itself; what can be taken of them is taken.
    private static (string? Notice, int Status)? WhatIsWrong(ChatPost post, FormWithFiles form, IReadOnlyList<RefusedFile> refused) => form switch
    {
        { Broken: true } => ("chat.brokeOff", StatusCodes.Status400BadRequest),
        _ when post.Text?.Length > LongestText => ("chat.tooLong", StatusCodes.Status422UnprocessableEntity),
        _ when post.Files.Count == 0 && refused.Count > 0 => (null, refused[0].Status),
        _ => null,
    };

    // Whoever gives up waiting has still said it. What is known already costs nothing of what one may say.
    private async Task<(string? Notice, int Status)?> TakeAsync(HttpContext http, ChatPost post, string chat)
    {
        if (await post.IsNothingAsync(chats, chat, http.RequestAborted)) return null;
        try
        {
            var again = await chats.IsKnownAsync(chat, post.ExternalId);
            if (!again && pace.Speak(chat, http.VisitorAddress(), post.Files.Count) is { } wait)
            {
                http.Response.AskToWait(wait);
                return (IsScript(http) ? "chat.tooFastWaits" : "chat.tooFast", StatusCodes.Status429TooManyRequests);
            }

            var files = again ? [] : await KeepAsync(post, chat);
            // The page of a phone that has joined follows the talk and leads it nowhere.
            var leads = http.ChosenLanguage() is not null && chat == ChatCookie.Of(http);
            foreach (var said in post.ToPosts(chat, (http.Language(), leads), time.Now(), files))
                await chats.StoreAndHandleAsync(said, CancellationToken.None);
            return null;
        }
        catch (Exception trouble) when (trouble is StorageTroubleException or IOException)
        {
            return ("form.trouble", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private async Task<IReadOnlyList<WebChatFile>> KeepAsync(ChatPost post, string chat)
    {
        var kept = await uploads.KeepAsync([.. post.Files.Select(file => file.AsUpload(post.Seconds)).OfType<Upload>()], ContactChannel.WebChat, chat);
        return [.. kept.Select(file => new WebChatFile(file.Id, file.Kind, ContentTypes.Named(file.ContentType).Shown, file.Name, file.Size ?? 0, file.Seconds))];
    }

    private async Task<IResult> SaidAsync(HttpContext http, string chat, Posted posted, string? half, IReadOnlyList<RefusedFile> refused)
    {
        if (IsScript(http))
        {
            _ = long.TryParse(posted.Text("after"), out var after);
            return Page.Of<ChatTalk>(new { Lines = await chats.TranscriptAsync(chat, http.RequestAborted), After = after, Refused = refused });
        }

        if (half is null && refused.Count == 0) return Results.Redirect(ChatPages.Path);
        return Page.Of<ChatPage>(new { Lines = await chats.TranscriptAsync(chat, http.RequestAborted), Draft = half, Refused = refused, Sent = true });
    }

    private static bool IsScript(HttpContext http) => http.Request.Headers.XRequestedWith == "fetch";
}
