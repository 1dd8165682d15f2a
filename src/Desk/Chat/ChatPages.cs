using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Chat;

/// <summary>The chat on our own page: plain posts and whole pages; the script asks for the lines alone.</summary>
public static class ChatPages
{
    public const string Path = "/chat";

    public const int LongestText = 50_000;

    public static void MapChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup(Path).ExcludeFromDescription();
        chat.MapGet("", ShowAsync);
        chat.MapPost("", SayAsync);
        chat.MapGet("lines", LinesAsync);
    }

    private static async Task<IResult> ShowAsync(HttpContext http, WebChat chats, CancellationToken cancellation) =>
        Page.Of<ChatPage>(new { Lines = await LinesOfAsync(http, chats, cancellation) });

    /// <summary>What is new after a line, as the whole talk anew; 204 where nothing is.</summary>
    private static async Task<IResult> LinesAsync(HttpContext http, long? after, WebChat chats, CancellationToken cancellation)
    {
        http.Response.Headers.CacheControl = "no-store";
        var lines = await LinesOfAsync(http, chats, cancellation);
        return lines.Count == 0 || lines[^1].Id <= after ? Results.NoContent() : Page.Of<ChatTalk>(new { Lines = lines });
    }

    private static async Task<IResult> SayAsync(HttpContext http, WebChat chats, ChatPace pace, TimeProvider time, CancellationToken cancellation)
    {
        var posted = await Posted.ReadAsync(http);
        var (post, chat) = (ChatPost.From(posted), ChatCookie.Of(http));
        if (await WhyNotAsync() is var (notice, status))
            return Page.Of<ChatPage>(new { Lines = await chats.TranscriptAsync(chat, cancellation), Draft = post.Text, Notice = notice, posted.Id }, status);
        return IsScript(http) ? Page.Of<ChatTalk>(new { Lines = await chats.TranscriptAsync(chat, cancellation) }) : Results.Redirect(Path);

        async Task<(string Notice, int Status)?> WhyNotAsync()
        {
            if (!posted.Genuine) return ("form.stale", StatusCodes.Status400BadRequest);
            if (post.Text?.Length > LongestText) return ("chat.tooLong", StatusCodes.Status422UnprocessableEntity);
            if (await post.IsNothingAsync(chats, chat, cancellation)) return null;
            if (pace.Speak(chat, http.VisitorAddress()) is not { } wait) return await TakeAsync(post.ToPosts(chat, (http.Language(), http.ChosenLanguage() is not null), time.Now()), chats);
            http.Response.AskToWait(wait);
            return ("chat.tooFast", StatusCodes.Status429TooManyRequests);
        }
    }

    // Whoever gives up waiting has still said it.
    private static async Task<(string, int)?> TakeAsync(IEnumerable<WebChatPost> posts, WebChat chats)
    {
        try
        {
            foreach (var said in posts) await chats.StoreAndHandleAsync(said, CancellationToken.None);
            return null;
        }
        catch (StorageTroubleException)
        {
            return ("form.trouble", StatusCodes.Status503ServiceUnavailable);
        }
    }

    private static async Task<IReadOnlyList<TranscriptLine>> LinesOfAsync(HttpContext http, WebChat chats, CancellationToken cancellation) =>
        await chats.TranscriptAsync(ChatCookie.Of(http), cancellation);

    private static bool IsScript(HttpContext http) => http.Request.Headers.XRequestedWith == "fetch";
}
