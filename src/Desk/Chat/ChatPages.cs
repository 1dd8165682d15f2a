using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Chat;

/// <summary>The chat on our own page: plain posts and whole pages; the script asks for the lines alone.</summary>
public static class ChatPages
{
    public const string Path = "/chat", Files = Path + "/files", Voice = Path + "/voice";

    public static void MapChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup(Path).ExcludeFromDescription();
        chat.MapGet("", ShowAsync);
        chat.MapPost("", (HttpContext http, SayInChat say) => say.HandleAsync(http));
        chat.MapGet("lines", LinesAsync);
        chat.MapMethods("files/{id:long}", [HttpMethods.Get, HttpMethods.Head], ChatFiles.ShowAsync);
        chat.MapMethods("voice/{id:long}", [HttpMethods.Get, HttpMethods.Head], ChatFiles.SpeakAsync);
        OtherDevicePages.Map(app);
        app.MapHub<ChatHub>(ChatHub.Path);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WebChat chats, ChatDevices devices, CancellationToken cancellation)
    {
        var (device, chat) = (ChatCookie.Of(http), await devices.ChatOfAsync(http));
        await FollowAsync(http, chats, chat, device, cancellation);
        // Who speaks in another phone's talk may still be answered in their own.
        var (lines, ownWaits) = (await chats.TranscriptAsync(chat, cancellation), chat != device && await chats.HasBegunAsync(device, cancellation));
        return Page.Of<ChatPage>(new { Lines = lines, Joined = chat != device, OwnWaits = ownWaits });
    }

    // On a phone that has joined a talk the page is in the language of the talk, unless another is chosen just now.
    private static async Task FollowAsync(HttpContext http, WebChat chats, string chat, string device, CancellationToken cancellation)
    {
        if (chat == device || http.Request.Query.ContainsKey(RequestLanguage.Query)) return;
        if (await chats.LanguageAsync(chat, cancellation) is { } spoken && spoken != http.Language()) http.SpeakIn(spoken);
    }

    /// <summary>What was said after a line; 204 where nothing was.</summary>
    private static async Task<IResult> LinesAsync(HttpContext http, long? after, WebChat chats, ChatDevices devices, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await devices.KnownChatOfAsync(http) is not { } chat) return Results.NoContent();
        var lines = await chats.TranscriptAsync(chat, cancellation);
        return lines.Count == 0 || lines[^1].Id <= after ? Results.NoContent() : Page.Of<ChatTalk>(new { Lines = lines, After = after ?? 0 });
    }
}
