using System.Globalization;
using EcomCenter.Bots.Ports;
using Telegram.Bot.Exceptions;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Maps failed calls to codes and results. Exception messages are left out, because they may contain an address with the token.
/// </summary>
internal static class TelegramErrors
{
    public static string GetCode(Exception error) => error switch
    {
        ApiRequestException refused => refused.ErrorCode.ToString(CultureInfo.InvariantCulture),
        RequestException { HttpStatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        OperationCanceledException => "timeOut",
        RequestException or HttpRequestException or HttpIOException => "noLine",
        _ => error.GetType().Name,
    };

    public static SendResult ToSendResult(Exception error)
    {
        var code = GetCode(error);
        return error switch
        {
            ApiRequestException { ErrorCode: 429 } busy => new SendResult.SendLater(
                busy.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, code),
            ApiRequestException { ErrorCode: 403 } => new SendResult.ResidentUnreachable(code),
            ApiRequestException { ErrorCode: 400 } refused when IsUnknownChat(refused.Message) =>
                new SendResult.ResidentUnreachable("400 chat not found"),
            ApiRequestException { ErrorCode: 400 or 413 } => new SendResult.SendRefused(code),
            // A wrong token (401, 404) is an error of the configuration. The message waits until an administrator has corrected it.
            _ => new SendResult.SendLater(null, code),
        };
    }

    private static bool IsUnknownChat(string description) =>
        description.Contains("chat not found", StringComparison.OrdinalIgnoreCase)
        || description.Contains("PEER_ID_INVALID", StringComparison.OrdinalIgnoreCase)
        || description.Contains("user not found", StringComparison.OrdinalIgnoreCase);
}
