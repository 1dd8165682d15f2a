using System.Text.Json.Nodes;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>
/// An error code that a server of Tencent returned. The error text is left out, because it may contain data that must not appear in a log.
/// </summary>
internal sealed class TencentApiException(int code) : Exception($"The server returned error {code}.")
{
    public int Code => code;

    /// <summary>True if the access token is wrong (40001, 40014), expired (42001) or missing (41001).</summary>
    public bool IsTokenError => code is 40001 or 40014 or 42001 or 41001;

    public static JsonObject ThrowIfFailed(JsonNode? answer)
    {
        if (answer is not JsonObject read) throw new FormatException("The server did not return a JSON object.");
        return read["errcode"] is JsonValue code && code.TryGetValue(out int refused) && refused != 0
            ? throw new TencentApiException(refused) : read;
    }
}
