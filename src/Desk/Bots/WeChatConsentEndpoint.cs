using System.Globalization;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Pages.Shared;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Bots;

/// <summary>The page to which WeChat redirects a resident who has allowed, or declined, one later message.</summary>
internal static class WeChatConsentEndpoint
{
    public static async Task<IResult> ShowAsync(HttpContext http, IOptions<WeChatOptions> options, ReplyWindows windows, DeskWriter writer)
    {
        var (wechat, query) = (options.Value, http.Request.Query);
        if (!wechat.IsOn || wechat.NoticeTemplate.Length == 0) return Results.NotFound();
        _ = int.TryParse(query["scene"], NumberStyles.None, CultureInfo.InvariantCulture, out var scene);
        var isGiven = WeChatConsent.IsGiven(wechat, query["action"], query["openid"], query["template_id"], scene, query["reserved"]);
        var chat = new ChatAddress(ContactChannel.WeChat, wechat.AppId, query["openid"].ToString());
        var allowed = isGiven
            && await writer.WriteAsync(unit => windows.GrantNoticeAsync(unit, chat, scene, http.RequestAborted), http.RequestAborted);
        return PageResult.For<WeChatConsentView>(new { Allowed = allowed });
    }
}
