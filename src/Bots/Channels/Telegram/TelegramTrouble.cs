using System.Globalization;
using EcomCenter.Bots.Ports;
using Telegram.Bot.Exceptions;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Maps failed calls to codes and results. Exception messages are left out, because they may contain an address with the token.
/// </summary>
internal static class TelegramTrouble
{
    public static string Code(Exception error) => error switch
    {
        ApiRequestException refused => refused.ErrorCode.ToString(CultureInfo.InvariantCulture),
        RequestException { HttpStatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        OperationCanceledException => "timeOut",
        RequestException or HttpRequestException or HttpIOException => "noLine",
        _ => error.GetType().Name,
    };

    public static Delivery Delivery(Exception error)
    {
        var code = Code(error);
        return error switch
        {
            ApiRequestException { ErrorCode: 429 } busy => new Delivery.Later(
                busy.Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(seconds) : null, code),
            ApiRequestException { ErrorCode: 403 } => new Delivery.Unreachable(code),
            ApiRequestException { ErrorCode: 400 } refused when IsGone(refused.Message) => new Delivery.Unreachable("400 chat not found"),
            ApiRequestException { ErrorCode: 400 or 413 } => new Delivery.Refused(code),
            // A wrong token (401, 404) is an error of the configuration. The message waits until an administrator has corrected it.
            _ => new Delivery.Later(null, code),
        };
    }

    private static bool IsGone(string description) =>
        description.Contains("chat not found", StringComparison.OrdinalIgnoreCase)
        || description.Contains("PEER_ID_INVALID", StringComparison.OrdinalIgnoreCase)
        || description.Contains("user not found", StringComparison.OrdinalIgnoreCase);
}
