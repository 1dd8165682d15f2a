using System.Globalization;

namespace EcomCenter.Bots.Channels.WeChat;

internal static class WeChatTime
{
    /// <summary>The last second that <see cref="DateTimeOffset"/> can hold.</summary>
    private const long MaxUnixSeconds = 253_402_300_799;

    /// <summary>Reads the time at which a message was sent. Returns null if it is missing or out of range.</summary>
    public static DateTimeOffset? ReadSentAt(IReadOnlyDictionary<string, string> fields)
    {
        var text = fields.GetValueOrDefault("CreateTime");
        var isNumber = long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds);
        return isNumber && seconds is > 0 and <= MaxUnixSeconds ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;
    }
}
