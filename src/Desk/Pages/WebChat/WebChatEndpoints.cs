using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>The routes of the web chat. Without a script the page works with plain posts; the script loads new messages alone.</summary>
public static class WebChatEndpoints
{
    public const string Path = "/chat", FilesPath = Path + "/files", VoicePath = Path + "/voice";

    public static void MapWebChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup(Path).ExcludeFromDescription();
        chat.MapGet("", ShowAsync);
        chat.MapPost("", (HttpContext http, WebChatFormHandler say) => say.HandleAsync(http));
        chat.MapGet("lines", ShowNewMessagesAsync);
        // The page that the service worker opens without a connection on a phone that keeps no messages: nothing of anybody's chat.
        chat.MapGet("empty", IResult () => PageResult.For<WebChatPage>(new { Lines = Array.Empty<WebChatMessage>() }));
        chat.MapGet("worker.js", (HttpContext http, WebChatWorker worker) => worker.Send(http));
        chat.MapMethods("files/{id:long}", [HttpMethods.Get, HttpMethods.Head], WebChatFileEndpoints.DownloadAsync);
        chat.MapMethods("voice/{id:long}", [HttpMethods.Get, HttpMethods.Head], WebChatFileEndpoints.StreamVoiceAsync);
        WebChatDeviceEndpoints.Map(app);
        app.MapHub<WebChatHub>(WebChatHub.Path);
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, [FromQuery(Name = RequestLanguage.Query)] string? languageChoice, WebChatService chats, WebChatDevices devices,
        CancellationToken cancellation)
    {
        var (device, chat) = (WebChatCookie.GetOrCreateDevice(http), await devices.GetChatAsync(http));
        // On a phone that has joined a chat, the page takes the language of the chat, unless this request chooses another.
        if (chat != device && languageChoice is null) await FollowChatLanguageAsync(http, chats, chat, cancellation);
        // A browser that joined another chat may still have unread answers in its own.
        var (lines, hasOwnChat) = (await chats.GetTranscriptAsync(chat, cancellation),
            chat != device && await chats.HasMessagesAsync(device, cancellation));
        return PageResult.For<WebChatPage>(
            new { Lines = lines, Chat = chat, IsOfOtherPhone = chat != device, HasOwnChat = hasOwnChat });
    }

    private static async Task FollowChatLanguageAsync(HttpContext http, WebChatService chats, string chat, CancellationToken cancellation)
    {
        if (await chats.FindLanguageAsync(chat, cancellation) is { } spoken && spoken != http.Language()) http.SetLanguage(spoken);
    }

    /// <summary>Returns the messages after a given one; 204 if there are none.</summary>
    private static async Task<IResult> ShowNewMessagesAsync(
        HttpContext http, long? after, WebChatService chats, WebChatDevices devices, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await devices.FindChatAsync(http) is not { } chat) return TypedResults.NoContent();
        var lines = await chats.GetTranscriptAsync(chat, cancellation);
        if (lines.Count == 0 || lines[^1].Id <= after) return TypedResults.NoContent();
        return PageResult.For<WebChatMessageList>(new { Lines = lines, Chat = chat, After = after ?? 0 });
    }
}
