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
        LeavePath = WebChatEndpoints.Path + "/own";

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost(NewCodePath, (HttpContext http, WebChatDeviceEndpoints pages) => pages.CreateCodeAsync(http)).ExcludeFromDescription();
        app.MapPost(EnterCodePath, (HttpContext http, WebChatDeviceEndpoints pages) => pages.EnterCodeAsync(http)).ExcludeFromDescription();
        app.MapPost(LeavePath, (HttpContext http, WebChatDeviceEndpoints pages) => pages.LeaveAsync(http)).ExcludeFromDescription();
        // A language switch or a reload requests the address of a form with GET.
        foreach (var path in new[] { NewCodePath, EnterCodePath, LeavePath })
            app.MapGet(path, () => TypedResults.Redirect(WebChatEndpoints.Path)).ExcludeFromDescription();
    }

    private async Task<RazorComponentResult<WebChatPage>> CreateCodeAsync(HttpContext http)
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

    private async Task<Results<RazorComponentResult<WebChatPage>, RedirectHttpResult>> EnterCodeAsync(HttpContext http)
    {
        var post = await FormPost.ReadAsync(http);
        if (!post.HasValidToken) return await ShowPageAsync(http, StatusCodes.Status400BadRequest, notice: "form.stale");
        if (rateLimit.CountDeviceCode(http.GetRateLimitKey()) is { } wait)
        {
            http.Response.RefuseWithRetryAfter(wait);
            return await ShowPageAsync(http, StatusCodes.Status429TooManyRequests, notice: "chat.codeTooOften");
        }

        if (!await codes.JoinAsync(WebChatCookie.GetOrCreateDevice(http), post.Text("code") ?? ""))
            return await ShowPageAsync(http, StatusCodes.Status422UnprocessableEntity, notice: "chat.codeWrong");
        rateLimit.TakeBackRightDeviceCode();
        return TypedResults.Redirect(WebChatEndpoints.Path);
    }

    private async Task<RedirectHttpResult> LeaveAsync(HttpContext http)
    {
        var isValid = (await FormPost.ReadAsync(http)).HasValidToken;
        if (isValid && WebChatCookie.FindDevice(http) is { } device && rateLimit.CountMessage(device, http.GetRateLimitKey()) is null)
            await codes.LeaveAsync(device);
        return TypedResults.Redirect(WebChatEndpoints.Path);
    }

    private async Task<RazorComponentResult<WebChatPage>> ShowPageAsync(
        HttpContext http, int status, string? notice = null, string? code = null)
    {
        var lines = await chats.GetTranscriptAsync(await devices.GetChatAsync(http), http.RequestAborted);
        return PageResult.For<WebChatPage>(new { Lines = lines, Code = code, CodeNotice = notice }, status);
    }
}
