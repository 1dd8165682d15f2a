using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EcomCenter.Desk.Http;

/// <summary>The key that rate limits count a client by.</summary>
public static class RateLimitKey
{
    private const int NetworkBytes = 8;

    private static readonly object RefusedGuess = new();

    /// <summary>
    /// The IPv4 address, or the /64 network of an IPv6 address, because a client changes its address within that network.
    /// </summary>
    public static string From(IPAddress? client)
    {
        var address = client ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes()[..NetworkBytes]) : address.ToString();
    }

    public static string GetRateLimitKey(this HttpContext http) => From(http.Connection.RemoteIpAddress);

    public static void RefuseWithRetryAfter(this HttpResponse response, TimeSpan wait)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.SetRetryAfter(wait);
    }

    /// <summary>
    /// Refuses further codes or passwords from an address that has sent too many wrong ones. <see cref="RefusalLog"/> records it, so that
    /// supervisors learn of guessers.
    /// </summary>
    public static void RefuseGuess(this HttpResponse response, TimeSpan wait)
    {
        response.RefuseWithRetryAfter(wait);
        response.HttpContext.Items[RefusedGuess] = true;
    }

    public static bool IsRefusedGuess(this HttpContext http) => http.Items.ContainsKey(RefusedGuess);

    public static void SetRetryAfter(this HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
}
