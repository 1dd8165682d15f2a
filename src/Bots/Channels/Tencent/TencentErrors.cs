using System.Globalization;
using System.Text.Json;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>
/// Maps failed calls to codes. Exception messages are left out, because they may contain an address with the token.
/// </summary>
internal static class TencentErrors
{
    public static string GetCode(Exception error) => error switch
    {
        TencentApiException refusal => refusal.Code.ToString(CultureInfo.InvariantCulture),
        HttpRequestException { StatusCode: { } status } => "http" + ((int)status).ToString(CultureInfo.InvariantCulture),
        HttpRequestException or IOException => "noLine",
        OperationCanceledException => "timeOut",
        JsonException or FormatException or InvalidOperationException => "unreadable",
        _ => error.GetType().Name,
    };
}
