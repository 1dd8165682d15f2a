using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>Tells WeChat from everybody else who knocks. Nothing of a body is looked at before its address was found to be signed, and just now.</summary>
public sealed class WeChatDoor(IOptions<WeChatOptions> options, TimeProvider time)
{
    private readonly WeChatOptions _options = options.Value;
    private int _turnedAway;

    public bool IsOn => _options.IsOn;

    /// <summary>How often somebody knocked who was not WeChat, since the program started.</summary>
    public int TurnedAway => Volatile.Read(ref _turnedAway);

    public bool Knows(WeChatSeal seal) => Counted(WeChatSeal.IsSame(WeChatSeal.Sign(_options.Token, seal.Timestamp, seal.Nonce), seal.Signature) && IsOfNow(seal.Timestamp));

    /// <summary>What WeChat wants to hear back when it asks who is there; null for somebody else.</summary>
    public string? Echo(WeChatSeal seal, string echo)
    {
        if (seal.OfBody is null) return Knows(seal) ? echo : null;
        return Counted(IsOfNow(seal.Timestamp)) ? Unseal(seal, echo) : null;
    }

    /// <summary>The message in a body whose address is known already; null where WeChat did not write it.</summary>
    public string? Open(WeChatSeal seal, ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        // With a key at hand an open message is nobody's: whoever saw one signed address could write it.
        if (_options.EncodingAesKey.Length == 0) return Counted(!seal.IsSealed || WeChatXml.Read(text)?.ContainsKey("FromUserName") == true) ? text : null;
        return WeChatXml.Read(text)?.GetValueOrDefault("Encrypt") is { } sealedText ? Unseal(seal, sealedText) : Refuse();
    }

    private string? Unseal(WeChatSeal seal, string sealedText)
    {
        if (_options.EncodingAesKey.Length == 0 || !WeChatSeal.IsSame(WeChatSeal.Sign(_options.Token, seal.Timestamp, seal.Nonce, sealedText), seal.OfBody)) return Refuse();
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
