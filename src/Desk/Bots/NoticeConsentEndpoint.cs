using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Pages.Shared;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Bots;

/// <summary>The page to which a messenger leads a resident who has allowed, or declined, one later message.</summary>
internal static class NoticeConsentEndpoint
{
    public static async Task<IResult> ShowAsync(
        HttpContext http, IEnumerable<INoticeChannel> channels, ReplyWindows windows, DeskWriter writer)
    {
        var channel = channels.FirstOrDefault(channel => http.Request.Path.Equals(channel.ConsentPath, StringComparison.OrdinalIgnoreCase));
        if (channel?.ReadConsent(name => http.Request.Query[name]) is not { } consent) return TypedResults.NotFound();
        var isAllowed = consent.IsGiven && await writer.WriteAsync(
            unit => windows.GrantNoticeAsync(unit, consent.Chat, consent.Scene, http.RequestAborted), http.RequestAborted);
        return PageResult.For<NoticeConsentPage>(new { Allowed = isAllowed });
    }
}
