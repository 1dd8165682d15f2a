using System.Globalization;
using System.Text;
using EcomCenter.Bots.Ports;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Verifies that requests to the callback address come from WeChat. A body is read only after the signature and the age of its address have
/// been checked.
/// </summary>
public sealed class WeChatCallbackVerifier(IOptions<WeChatOptions> options, IServerTimes times, TimeProvider time)
{
    private readonly WeChatOptions _options = options.Value;
    private int _rejected;

    public bool IsOn => _options.IsOn;

    /// <summary>The number of requests rejected since the program started.</summary>
    public int RejectedCount => Volatile.Read(ref _rejected);

    public bool IsSigned(WeChatSignature signature) =>
        CountIfInvalid(WeChatSignature.AreEqual(WeChatSignature.Compute(_options.Token, signature.Timestamp, signature.Nonce),
            signature.Signature) && IsRecent(signature.Timestamp));

    /// <summary>Returns the text with which WeChat verifies the callback address, or null if the request is not from WeChat.</summary>
    public string? VerifyEcho(WeChatSignature signature, string echo)
    {
        if (signature.MessageSignature is null) return IsSigned(signature) ? echo : null;
        return CountIfInvalid(IsRecent(signature.Timestamp)) ? DecryptMessage(signature, echo) : null;
    }

    /// <summary>Returns the message in the body, or null if it is not from WeChat. The caller has verified the address before.</summary>
    public string? ReadMessage(WeChatSignature signature, ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        // With an AES key configured, a plain message is rejected: anyone who saw one signed address could have written it.
        if (_options.EncodingAesKey.Length == 0)
            return CountIfInvalid(!signature.IsEncrypted || WeChatXml.ReadFields(text)?.ContainsKey("FromUserName") == true) ? text : null;
        return WeChatXml.ReadFields(text)?.GetValueOrDefault("Encrypt") is { } sealedText ? DecryptMessage(signature, sealedText)
            : Reject();
    }

    private string? DecryptMessage(WeChatSignature signature, string encrypted)
    {
        if (_options.EncodingAesKey.Length == 0
            || !WeChatSignature.AreEqual(WeChatSignature.Compute(_options.Token, signature.Timestamp, signature.Nonce, encrypted),
                signature.MessageSignature))
            return Reject();
        return WeChatDecryption.TryDecrypt(encrypted, _options.EncodingAesKey, _options.AppId) ?? Reject();
    }

    private bool IsRecent(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < 100_000_000_000
        && (!times.IsClockBelieved
            || (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= _options.SignatureAge);

    private string? Reject()
    {
        CountIfInvalid(false);
        return null;
    }

    private bool CountIfInvalid(bool isValid)
    {
        if (!isValid) Interlocked.Increment(ref _rejected);
        return isValid;
    }
}
