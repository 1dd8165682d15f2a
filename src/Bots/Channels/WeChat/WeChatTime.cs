using System.Globalization;

namespace EcomCenter.Bots.Channels.WeChat;

internal static class WeChatTime
{
    private const long Year9999 = 253_402_300_799;

    /// <summary>Reads the sending time of a message. Returns null if WeChat gives none.</summary>
    public static DateTimeOffset? ReadSentAt(IReadOnlyDictionary<string, string> fields) =>
        long.TryParse(fields.GetValueOrDefault("CreateTime"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds is > 0 and < Year9999
            ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
}
