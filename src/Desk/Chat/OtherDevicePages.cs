using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.Chat;

/// <summary>The routes that continue a chat in another browser: one browser requests a code, the other enters it.</summary>
internal sealed class OtherDevicePages(WebChat chats, ChatDevices devices, OtherDevice other, ChatPace pace)
{
    public const string Ask = ChatPages.Path + "/elsewhere", Enter = ChatPages.Path + "/continue",
        Leave = ChatPages.Path + "/own";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(Ask, (HttpContext http, OtherDevicePages pages) => pages.AskAsync(http)).ExcludeFromDescription();
        app.MapPost(Enter, (HttpContext http, OtherDevicePages pages) => pages.EnterAsync(http)).ExcludeFromDescription();
        app.MapPost(Leave, (HttpContext http, OtherDevicePages pages) => pages.LeaveAsync(http)).ExcludeFromDescription();
        // A language switch or a reload requests the address of a form with GET.
        foreach (var path in new[] { Ask, Enter, Leave })
            app.MapGet(path, () => Results.Redirect(ChatPages.Path)).ExcludeFromDescription();
    }

    private async Task<IResult> AskAsync(HttpContext http)
    {
        if (!(await Posted.ReadAsync(http)).Genuine)
            return await PageAsync(http, StatusCodes.Status400BadRequest, notice: "form.stale");
        var chat = await devices.ChatOfAsync(http);
        return await PageAsync(http, StatusCodes.Status200OK, code: await other.NewCodeAsync(chat));
    }

    private async Task<IResult> EnterAsync(HttpContext http)
    {
        var posted = await Posted.ReadAsync(http);
        if (!posted.Genuine) return await PageAsync(http, StatusCodes.Status400BadRequest, notice: "form.stale");
        if (pace.Guess(http.VisitorAddress()) is { } wait)
        {
            http.Response.AskToWait(wait);
            return await PageAsync(http, StatusCodes.Status429TooManyRequests, notice: "chat.codeTooOften");
        }

        var code = new string([.. (posted.Text("code") ?? "").Where(char.IsDigit).Select(c => (char)('0' + (int)char.GetNumericValue(c)))]);
        if (code.Length != OtherDevice.Digits || !await other.JoinAsync(ChatCookie.Of(http), code))
            return await PageAsync(http, StatusCodes.Status422UnprocessableEntity, notice: "chat.codeWrong");
        return Results.Redirect(ChatPages.Path);
    }

    private async Task<IResult> LeaveAsync(HttpContext http)
    {
        if ((await Posted.ReadAsync(http)).Genuine && ChatCookie.Known(http) is { } device) await other.LeaveAsync(device);
        return Results.Redirect(ChatPages.Path);
    }

    private async Task<IResult> PageAsync(HttpContext http, int status, string? notice = null, string? code = null)
    {
        var lines = await chats.TranscriptAsync(await devices.ChatOfAsync(http), http.RequestAborted);
        return Page.Of<ChatPage>(new { Lines = lines, Code = code, CodeNotice = notice }, status);
    }
}
