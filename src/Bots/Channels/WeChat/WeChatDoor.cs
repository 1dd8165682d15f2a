using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Verifies that requests to the callback address come from WeChat. A body is read only after the signature and the age of its address have
/// been checked.
/// </summary>
public sealed class WeChatDoor(IOptions<WeChatOptions> options, TimeProvider time)
{
    private readonly WeChatOptions _options = options.Value;
    private int _turnedAway;

    public bool IsOn => _options.IsOn;

    /// <summary>The number of requests rejected since the program started.</summary>
    public int TurnedAway => Volatile.Read(ref _turnedAway);

    public bool Knows(WeChatSeal seal) =>
        Counted(WeChatSeal.IsSame(WeChatSeal.Sign(_options.Token, seal.Timestamp, seal.Nonce), seal.Signature) && IsOfNow(seal.Timestamp));

    /// <summary>Returns the text with which WeChat verifies the callback address, or null if the request is not from WeChat.</summary>
    public string? Echo(WeChatSeal seal, string echo)
    {
        if (seal.OfBody is null) return Knows(seal) ? echo : null;
        return Counted(IsOfNow(seal.Timestamp)) ? Unseal(seal, echo) : null;
    }

    /// <summary>Returns the message in the body, or null if it is not from WeChat. The caller has verified the address before.</summary>
    public string? Open(WeChatSeal seal, ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        // With an AES key configured, a plain message is rejected: anyone who saw one signed address could have written it.
        if (_options.EncodingAesKey.Length == 0)
            return Counted(!seal.IsSealed || WeChatXml.Read(text)?.ContainsKey("FromUserName") == true) ? text : null;
        return WeChatXml.Read(text)?.GetValueOrDefault("Encrypt") is { } sealedText ? Unseal(seal, sealedText) : Refuse();
    }

    private string? Unseal(WeChatSeal seal, string sealedText)
    {
        if (_options.EncodingAesKey.Length == 0
            || !WeChatSeal.IsSame(WeChatSeal.Sign(_options.Token, seal.Timestamp, seal.Nonce, sealedText), seal.OfBody))
            return Refuse();
        return WeChatCrypt.Open(sealedText, _options.EncodingAesKey, _options.AppId) ?? Refuse();
    }

    private bool IsOfNow(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
        && (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= _options.SignatureAge;

    private string? Refuse()
    {
        Counted(false);
        return null;
    }

    private bool Counted(bool known)
    {
        if (!known) Interlocked.Increment(ref _turnedAway);
        return known;
    }
}
