using System.Globalization;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// Maps failed calls, and the failures that WeCom tells later, to results. Exception messages are left out, because they may contain an
/// address with the token.
/// </summary>
internal static class WeComErrors
{
    /// <summary>The callback's token is unknown or older than ten minutes. Without one, words are pulled as well, but less often.</summary>
    public const int CallbackTokenInvalid = 95007;

    private static readonly TimeSpan AccountErrorPause = TimeSpan.FromMinutes(5), BusyPause = TimeSpan.FromMinutes(1);

    /// <summary>
    /// True if the corporation, its secret, its service account or the address of this server is wrong, so that every other message would
    /// fail too.
    /// </summary>
    public static bool IsAccountError(int code) => code is 40001 or 40013 or 40014 or 40056 or 41001 or 41002 or 41004 or 42001 or 48002
        or 48004 or 60011 or 60020 or 60021 or 95000 or 95004 or 95011 or 95012 or 95017;

    /// <summary>True if WeCom was asked too often, or too often at once.</summary>
    public static bool IsRateLimit(int code) => code is 45009 or 45033;

    public static SendResult ToSendResult(Exception error) =>
        error is TencentApiException refusal ? ToSendResult(refusal.Code) : new SendResult.SendLater(null, TencentErrors.GetCode(error));

    /// <summary>The meaning of the event <c>msg_send_fail</c>: a message that was accepted did not arrive.</summary>
    public static SendResult ToLateResult(int failType)
    {
        var reason = string.Create(CultureInfo.InvariantCulture, $"failed:{failType}");
        return failType switch
        {
            // The 48 hours have passed, the session is over, or the five messages are used up.
            4 or 5 or 6 => new SendResult.ChatClosed(reason),
            // The resident refuses messages.
            10 => new SendResult.ResidentUnreachable(reason),
            // The account was deleted, the application is off, the corporation is not verified, nobody of it is signed in, the content is
            // forbidden, or the reason is unknown.
            _ => new SendResult.SendRefused(reason),
        };
    }

    private static SendResult ToSendResult(int code)
    {
        var reason = code.ToString(CultureInfo.InvariantCulture);
        return code switch
        {
            // The five messages are used up, the 48 hours have passed, the session is over, or a person serves it in WeCom's own program.
            95001 or 95002 or 95013 or 95016 or 95018 => new SendResult.ChatClosed(reason),
            // Unknown person.
            40003 or 40096 => new SendResult.ResidentUnreachable(reason),
            -1 => new SendResult.SendLater(null, reason),
            _ when IsRateLimit(code) => new SendResult.SendLater(BusyPause, reason),
            // The message waits until an administrator has corrected it.
            _ when IsAccountError(code) => new SendResult.SendLater(AccountErrorPause, reason),
            _ => new SendResult.SendRefused(reason),
        };
    }
}
