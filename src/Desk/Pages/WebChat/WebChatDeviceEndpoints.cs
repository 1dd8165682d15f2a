using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>The routes that continue a chat in another browser: one browser requests a code, the other enters it.</summary>
internal sealed class WebChatDeviceEndpoints(
    WebChatService chats, WebChatDevices devices, WebChatDeviceCodes codes, WebChatRateLimit rateLimit)
{
    public const string NewCodePath = WebChatEndpoints.Path + "/elsewhere", EnterCodePath = WebChatEndpoints.Path + "/continue",
        ReturnPath = WebChatEndpoints.Path + "/own", LeavePath = WebChatEndpoints.Path + "/leave";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(NewCodePath, (HttpContext http, WebChatDeviceEndpoints pages) => pages.CreateCodeAsync(http)).ExcludeFromDescription();
        app.MapPost(EnterCodePath, (HttpContext http, WebChatDeviceEndpoints pages) => pages.EnterCodeAsync(http)).ExcludeFromDescription();
        app.MapPost(ReturnPath, (HttpContext http, WebChatDeviceEndpoints pages) => pages.ReturnAsync(http)).ExcludeFromDescription();
        app.MapPost(LeavePath, (Delegate)LeaveAsync).ExcludeFromDescription();
        // A language switch or a reload requests the address of a form with GET.
        foreach (var path in new[] { NewCodePath, EnterCodePath, ReturnPath, LeavePath })
            app.MapGet(path, () => TypedResults.Redirect(WebChatEndpoints.Path)).ExcludeFromDescription();
    }

    private async Task<IResult> CreateCodeAsync(HttpContext http)
    {
        if (!(await FormPost.ReadAsync(http)).HasValidToken)
            return await ShowPageAsync(http, StatusCodes.Status400BadRequest, notice: "form.stale");
        var chat = await devices.GetChatAsync(http);
        if (rateLimit.CountMessage(chat, http.GetRateLimitKey()) is { } wait)
        {
            http.Response.RefuseWithRetryAfter(wait);
            return await ShowPageAsync(http, StatusCodes.Status429TooManyRequests, notice: "chat.tooFast");
        }

        return await ShowPageAsync(http, StatusCodes.Status200OK, code: await codes.NewCodeAsync(chat));
    }

    private async Task<IResult> EnterCodeAsync(HttpContext http)
    {
        var post = await FormPost.ReadAsync(http);
        if (!post.HasValidToken) return await ShowPageAsync(http, StatusCodes.Status400BadRequest, notice: "form.stale");
        if (rateLimit.CountDeviceCode(http.GetRateLimitKey()) is { } wait)
        {
            http.Response.RefuseGuess(wait);
            return await ShowPageAsync(http, StatusCodes.Status429TooManyRequests, notice: "chat.codeTooOften");
        }

        if (!await codes.JoinAsync(WebChatCookie.GetOrCreateDevice(http), post.Text("code") ?? ""))
            return await ShowPageAsync(http, StatusCodes.Status422UnprocessableEntity, notice: "chat.codeWrong");
        rateLimit.TakeBackRightDeviceCode(http.GetRateLimitKey());
        return TypedResults.Redirect(WebChatEndpoints.Path);
    }

    private async Task<RedirectHttpResult> ReturnAsync(HttpContext http)
    {
        var isValid = (await FormPost.ReadAsync(http)).HasValidToken;
        if (isValid && WebChatCookie.FindDevice(http) is { } device && rateLimit.CountMessage(device, http.GetRateLimitKey()) is null)
            await codes.LeaveAsync(device);
        return TypedResults.Redirect(WebChatEndpoints.Path);
    }

    /// <summary>
    /// Forgets the chat in this browser, for a phone that several people use: the cookie goes, and the files that the browser cached. The
    /// page's script and the service worker delete what they kept themselves.
    /// </summary>
    private static async Task<RedirectHttpResult> LeaveAsync(HttpContext http)
    {
        if (!(await FormPost.ReadAsync(http)).HasValidToken) return TypedResults.Redirect(WebChatEndpoints.Path);
        http.Response.Cookies.Delete(WebChatCookie.Name);
        http.Response.Headers["Clear-Site-Data"] = "\"cache\"";
        return TypedResults.Redirect("/");
    }

    private async Task<IResult> ShowPageAsync(HttpContext http, int status, string? notice = null, string? code = null)
    {
        var chat = await devices.GetChatAsync(http);
        var lines = await chats.GetTranscriptAsync(chat, http.RequestAborted);
        return PageResult.For<WebChatPage>(new { Lines = lines, Chat = chat, Code = code, CodeNotice = notice }, status);
    }
}
