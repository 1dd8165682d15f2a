using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace EcomCenter.Desk.Web.Forms;

public static class Visitor
{
    /// <summary>Whom limits count: an IPv4 address, or the network an IPv6 address changes in.</summary>
    public static string VisitorAddress(this HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily is AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes()[..8]) : address.ToString();
    }

    public static void AskToWait(this HttpResponse response, TimeSpan wait)
    {
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = Math.Ceiling(Math.Max(1, wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
    }
}
