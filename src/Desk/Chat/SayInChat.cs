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
        var (post, chat) = (ChatPost.From(posted, form), await devices.ChatOfAsync(http));
        var why = posted.Genuine ? WhatIsWrong(post, form) ?? await TakeAsync(http, post, chat) : ("form.stale", StatusCodes.Status400BadRequest);
        if (why is not var (notice, status)) return await SaidAsync(http, chat, posted);
        return Page.Of<ChatPage>(new { Lines = await chats.TranscriptAsync(chat, http.RequestAborted), Draft = post.Text, Notice = notice, posted.Id }, status);
    }

    private static (string Notice, int Status)? WhatIsWrong(ChatPost post, FormWithFiles form) => form switch
    {
        { TooLarge: true } => ("chat.fileTooLarge", StatusCodes.Status413PayloadTooLarge),
        { Broken: true } => ("chat.brokeOff", StatusCodes.Status400BadRequest),
        { Files.Count: > OwnFiles.Most } => ("chat.tooManyFiles", StatusCodes.Status422UnprocessableEntity),
        _ when post.Text?.Length > LongestText => ("chat.tooLong", StatusCodes.Status422UnprocessableEntity),
        _ when post.Files.Any(file => file.Size == 0) => ("chat.fileEmpty", StatusCodes.Status422UnprocessableEntity),
        _ when post.Files.Any(file => file.Type is null) => ("chat.fileUnknown", StatusCodes.Status422UnprocessableEntity),
        _ => null,
    };

    // Whoever gives up waiting has still said it. What is known already costs nothing of what one may say.
    private async Task<(string, int)?> TakeAsync(HttpContext http, ChatPost post, string chat)
    {
        if (await post.IsNothingAsync(chats, chat, http.RequestAborted)) return null;
        try
        {
            var again = await chats.IsKnownAsync(chat, post.ExternalId);
            if (!again && pace.Speak(chat, http.VisitorAddress(), post.Files.Count) is { } wait)
            {
                http.Response.AskToWait(wait);
                return ("chat.tooFast", StatusCodes.Status429TooManyRequests);
            }

            var files = again ? [] : await KeepAsync(post, chat);
            foreach (var said in post.ToPosts(chat, (http.Language(), http.ChosenLanguage() is not null), time.Now(), files))
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

    private async Task<IResult> SaidAsync(HttpContext http, string chat, Posted posted)
    {
        if (http.Request.Headers.XRequestedWith != "fetch") return Results.Redirect(ChatPages.Path);
        _ = long.TryParse(posted.Text("after"), out var after);
        return Page.Of<ChatTalk>(new { Lines = await chats.TranscriptAsync(chat, http.RequestAborted), After = after });
    }
}
