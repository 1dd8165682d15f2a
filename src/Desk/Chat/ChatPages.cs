using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Chat;

/// <summary>The routes of the web chat. Without a script the page works with plain posts; the script loads new messages alone.</summary>
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

    private static async Task<IResult> ShowAsync(HttpContext http, WebChat chats, ChatDevices devices,
        CancellationToken cancellation)
    {
        var (device, chat) = (ChatCookie.Of(http), await devices.ChatOfAsync(http));
        await FollowAsync(http, chats, chat, device, cancellation);
        // A browser that joined another chat may still have unread answers in its own.
        var (lines, ownWaits) = (await chats.TranscriptAsync(chat, cancellation),
            chat != device && await chats.HasBegunAsync(device, cancellation));
        return Page.Of<ChatPage>(new { Lines = lines, Joined = chat != device, OwnWaits = ownWaits });
    }

    // On a phone that has joined a chat, the page takes the language of the chat, unless this request chooses another.
    private static async Task FollowAsync(HttpContext http, WebChat chats, string chat, string device,
        CancellationToken cancellation)
    {
        if (chat == device || http.Request.Query.ContainsKey(RequestLanguage.Query)) return;
        if (await chats.LanguageAsync(chat, cancellation) is { } spoken && spoken != http.Language()) http.SpeakIn(spoken);
    }

    /// <summary>Returns the messages after a given one; 204 if there are none.</summary>
    private static async Task<IResult> LinesAsync(HttpContext http, long? after, WebChat chats, ChatDevices devices,
        CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (await devices.KnownChatOfAsync(http) is not { } chat) return Results.NoContent();
        var lines = await chats.TranscriptAsync(chat, cancellation);
        if (lines.Count == 0 || lines[^1].Id <= after) return Results.NoContent();
        return Page.Of<ChatTalk>(new { Lines = lines, After = after ?? 0 });
    }
}
