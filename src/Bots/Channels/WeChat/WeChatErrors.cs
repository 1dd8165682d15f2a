using System.Globalization;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Maps failed calls to results. Exception messages are left out, because they may contain an address with the token.
/// </summary>
internal static class WeChatErrors
{
    private static readonly TimeSpan AccountErrorPause = TimeSpan.FromMinutes(
        5), QuotaPause = TimeSpan.FromMinutes(10), BusyPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// True if the account, its secret or the address of this server is wrong, so that every other message would fail too.
    /// </summary>
    public static bool IsAccountError(int code) =>
        code is 40001 or 40002 or 40013 or 40014 or 40125 or 40164 or 41001 or 41002 or 41004 or 42001 or 48001 or 48004 or 50004 or 50007
            or 61024 or 89503;

    public static SendResult ToSendResult(Exception error) =>
        error is TencentApiException refusal ? ToSendResult(refusal.Code) : new SendResult.SendLater(null, TencentErrors.GetCode(error));

    private static SendResult ToSendResult(int code)
    {
        var reason = code.ToString(CultureInfo.InvariantCulture);
        return code switch
        {
            // The 48 hours have passed, or the five messages are used up.
            45015 or 45047 => new SendResult.ChatClosed(reason),
            // Unknown user, not following, blacklisted, refuses messages, blocked by WeChat, or did not allow a notice.
            40003 or 43004 or 43019 or 48002 or 50002 or 43101 => new SendResult.ResidentUnreachable(reason),
            -1 => new SendResult.SendLater(null, reason),
            45009 => new SendResult.SendLater(QuotaPause, reason),
            45011 => new SendResult.SendLater(BusyPause, reason),
            // The account, its secret or the address of this server is wrong. The message waits until an administrator has corrected it.
            40001 or 40014 or 42001 or 41001 or 40002 or 40013 or 40125 or 40164 or 41002 or 41004 or 48004 or 50004 or 50007 or 61024
                or 89503 => new SendResult.SendLater(AccountErrorPause, reason),
            _ => new SendResult.SendRefused(reason),
        };
    }
}
