using System.Text;
using EcomCenter.Bots.Channels.Tencent;
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
    private readonly CallbackKeys _keys = new(
        options.Value.Token, options.Value.EncodingAesKey, options.Value.AppId, options.Value.SignatureAge, times, time);
    private int _rejected;

    public bool IsOn => _options.IsOn;

    /// <summary>The number of requests rejected since the program started.</summary>
    public int RejectedCount => Volatile.Read(ref _rejected);

    public bool IsSigned(CallbackSignature signature) => CountIfInvalid(_keys.HasSigned(signature));

    /// <summary>Returns the text with which WeChat verifies the callback address, or null if the request is not from WeChat.</summary>
    public string? VerifyEcho(CallbackSignature signature, string echo)
    {
        if (signature.MessageSignature is null) return IsSigned(signature) ? echo : null;
        return CountIfInvalid(_keys.IsRecent(signature.Timestamp)) ? DecryptMessage(signature, echo) : null;
    }

    /// <summary>Returns the message in the body, or null if it is not from WeChat. The caller has verified the address before.</summary>
    public string? ReadMessage(CallbackSignature signature, ReadOnlySpan<byte> body)
    {
        var text = Encoding.UTF8.GetString(body);
        // With an AES key configured, a plain message is rejected: anyone who saw one signed address could have written it.
        if (!_keys.CanDecrypt)
            return CountIfInvalid(!signature.IsEncrypted || CallbackXml.ReadFields(text)?.ContainsKey("FromUserName") == true)
                ? text : null;
        return CallbackXml.ReadFields(text)?.GetValueOrDefault("Encrypt") is { } sealedText ? DecryptMessage(signature, sealedText)
            : Reject();
    }

    private string? DecryptMessage(CallbackSignature signature, string encrypted) => _keys.Decrypt(signature, encrypted) ?? Reject();

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
