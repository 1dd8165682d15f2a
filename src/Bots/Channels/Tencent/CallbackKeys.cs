using System.Globalization;
using EcomCenter.Bots.Ports;

namespace EcomCenter.Bots.Channels.Tencent;

/// <summary>
/// The keys that the desk shares with one of Tencent's servers. They prove who sent a request, when, and to which
/// <paramref name="receiver"/>.
/// </summary>
internal sealed class CallbackKeys(
    string token, string encodingAesKey, string receiver, TimeSpan maxAge, IServerTimes times, TimeProvider time)
{
    /// <summary>The first second, in Unix time, that is too far in the future for <see cref="DateTimeOffset"/> to be safe.</summary>
    private const long MaxSeconds = 100_000_000_000;

    public bool CanDecrypt => encodingAesKey.Length > 0;

    /// <summary>True if the address itself is signed. An encrypted message has a signature of its own.</summary>
    public bool HasSigned(CallbackSignature address) => CallbackSignature.AreEqual(
        CallbackSignature.Compute(token, address.Timestamp, address.Nonce), address.Signature) && IsRecent(address.Timestamp);

    /// <summary>True if the request is not much older or younger than the clock of this machine, unless that clock is doubted.</summary>
    public bool IsRecent(string timestamp) =>
        long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) && seconds < MaxSeconds
        && (!times.IsClockBelieved || (time.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(seconds)).Duration() <= maxAge);

    /// <summary>Returns the decrypted text, or null if it was not signed and encrypted with these keys for this receiver.</summary>
    public string? Decrypt(CallbackSignature address, string encrypted) => CanDecrypt
        && CallbackSignature.AreEqual(
            CallbackSignature.Compute(token, address.Timestamp, address.Nonce, encrypted), address.MessageSignature)
        ? CallbackDecryption.TryDecrypt(encrypted, encodingAesKey, receiver) : null;
}
