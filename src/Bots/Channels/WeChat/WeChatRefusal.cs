using System.Text.Json.Nodes;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>WeChat answered with one of its error codes. Its words are left out: they may hold what nobody should read in a log.</summary>
internal sealed class WeChatRefusal(int code) : Exception($"WeChat refused: {code}.")
{
    public int Code => code;

    /// <summary>The access token counts for nothing any more: 40001 and 40014 wrong, 42001 too old, 41001 missing.</summary>
    public bool IsOfTheToken => code is 40001 or 40014 or 42001 or 41001;

    public static JsonObject Check(JsonNode? answer)
    {
        if (answer is not JsonObject read) throw new FormatException("No JSON object.");
        return read["errcode"] is JsonValue code && code.TryGetValue(out int refused) && refused != 0 ? throw new WeChatRefusal(refused) : read;
    }
}
