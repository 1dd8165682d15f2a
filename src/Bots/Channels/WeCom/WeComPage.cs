using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>One answer of <c>kf/sync_msg</c>: what was said since a cursor, and the cursor after it.</summary>
internal sealed record WeComPage(IReadOnlyList<RawUpdate> Updates, string? NextCursor, bool HasMore)
{
    private const int MaxIdLength = 128;

    /// <summary>Keeps each message as it came. One that cannot be read is kept as well, so that it holds up none after it.</summary>
    public static WeComPage Parse(string json, string account, DateTimeOffset now)
    {
        using var read = JsonDocument.Parse(CleanText.ReplaceInvalid(json));
        var root = read.RootElement;
        var list = root.TryGetProperty("msg_list", out var found) && found.ValueKind is JsonValueKind.Array
            ? found.EnumerateArray().Select(message => ToRawUpdate(message.GetRawText(), account, now)).ToList() : [];
        // The documentation gives a number. A list that may be empty while more follows does not tell the end.
        var hasMore = root.TryGetProperty("has_more", out var more) && more.ToString() is not ("0" or "False" or "");
        return new(list, root.TryGetProperty("next_cursor", out var next) && next.ToString() is { Length: > 0 } cursor ? cursor : null,
            hasMore);
    }

    /// <summary>Keeps a message as it came. One without a readable id is identified by the hash of its text.</summary>
    internal static RawUpdate ToRawUpdate(string json, string account, DateTimeOffset now)
    {
        var raw = CleanText.ReplaceInvalid(json);
        var message = WeComMessage.TryParse(raw);
        var id = message?.Id is { Length: <= MaxIdLength } own ? own : "sha256:" + Hash(raw);
        return new(ContactChannel.WeCom, account, id, message?.Resident is { Length: <= MaxIdLength } resident ? resident : null, raw, now);
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
