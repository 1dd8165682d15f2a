using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>The JSON of requests and answers as Tencent's servers write it.</summary>
internal static class TencentJson
{
    // The servers do not decode \u4E00 and show these six characters, so the JSON must contain the letters themselves.
    private static readonly JsonSerializerOptions UnescapedJson = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // An escaped backslash is a match of its own, so that a letter u after it begins no sequence.
    private static readonly Regex EscapeSequences = new(
        """\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|\\.""", RegexOptions.NonBacktracking);

    // The encoder escapes surrogate pairs such as emoji in any case, so they are decoded again here.
    public static StringContent ToContent(JsonObject body) => new(EscapeSequences.Replace(body.ToJsonString(UnescapedJson),
        sequence => sequence.Groups[1].Success
            ? string.Concat(ParseUtf16Unit(sequence.Groups[1]), ParseUtf16Unit(sequence.Groups[2])) : sequence.Value),
        Encoding.UTF8, "application/json");

    // JSON is sometimes labelled text/plain, so the content type is not checked.
    public static async Task<JsonNode?> ReadAsync(HttpResponseMessage answer, CancellationToken cancellation)
    {
        answer.EnsureSuccessStatusCode();
        await using var body = await answer.Content.ReadAsStreamAsync(cancellation);
        return await JsonNode.ParseAsync(body, cancellationToken: cancellation);
    }

    private static string ParseUtf16Unit(Group hex) => ((char)Convert.ToUInt16(hex.Value, 16)).ToString();
}
