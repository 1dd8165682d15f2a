using System.Text.Json.Nodes;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// Pulls what residents said to a service account, page by page. WeCom keeps it for three days. The cursor moves in the write that stores
/// the page, so a crash at any moment causes at most a second delivery, which the inbox recognises.
/// </summary>
public sealed class WeComPuller(WeComApi api, IPullInbox inbox, WelcomeCodes welcomeCodes, TimeProvider time)
{
    private const string PullPath = "/cgi-bin/kf/sync_msg";

    /// <summary>The messages of one page, and so of one write. WeCom allows 1,000.</summary>
    private const int PageSize = 200;

    /// <param name="callbackToken">The token of a callback. Without one WeCom allows fewer calls.</param>
    public async Task PullAsync(string account, string? callbackToken, CancellationToken cancellation)
    {
        while (true)
        {
            var cursor = await inbox.LoadCursorAsync(ContactChannel.WeCom, account, cancellation);
            var page = WeComPage.Parse(await RequestAsync(account, cursor, callbackToken, cancellation), account, time.GetUtcNow());
            foreach (var update in page.Updates) welcomeCodes.Remember(update);
            await inbox.StorePulledAsync(
                page.Updates, new(ContactChannel.WeCom, account, cursor, page.NextCursor ?? cursor ?? ""), cancellation);
            // A cursor that does not move would return the same page again.
            if (!page.HasMore || page.NextCursor is null || page.NextCursor == cursor) return;
        }
    }

    private async Task<string> RequestAsync(string account, string? cursor, string? callbackToken, CancellationToken cancellation)
    {
        try
        {
            return await RequestPageAsync(account, cursor, callbackToken, cancellation);
        }
        catch (TencentApiException refusal) when (refusal.Code is WeComErrors.CallbackTokenInvalid && callbackToken is not null)
        {
            return await RequestPageAsync(account, cursor, null, cancellation);
        }
        catch (TencentApiException refusal) when (cursor is not null && IsAboutCursor(refusal.Code))
        {
            // A cursor that WeCom does not know any more. Without one it returns all it has; the inbox knows what is not new.
            return await RequestPageAsync(account, null, null, cancellation);
        }
    }

    private static bool IsAboutCursor(int code) =>
        code > 0 && code is not WeComErrors.CallbackTokenInvalid && !WeComErrors.IsAccountError(code) && !WeComErrors.IsRateLimit(code);

    private Task<string> RequestPageAsync(string account, string? cursor, string? callbackToken, CancellationToken cancellation)
    {
        // Voice notes come as AMR (0), which the desk makes playable.
        var request = new JsonObject { ["open_kfid"] = account, ["limit"] = PageSize, ["voice_format"] = 0 };
        if (cursor is { Length: > 0 }) request["cursor"] = cursor;
        if (callbackToken is { Length: > 0 }) request["token"] = callbackToken;
        return api.PostForTextAsync(PullPath, request, cancellation);
    }
}
