using System.Net;

namespace EcomCenter.Desk.Database;

/// <summary>Parses <c>Desk:Proxies</c>: addresses and networks, separated by commas, semicolons or spaces.</summary>
public static class ProxyAddresses
{
    public static IEnumerable<IPNetwork> Parse(string setting) =>
        Split(setting).Select(part => ParseNetwork(part) ?? throw new FormatException(part));

    /// <summary>Returns the first part that is neither an address nor a network; null when all are valid.</summary>
    public static string? FindInvalid(string setting) => Split(setting).FirstOrDefault(part => ParseNetwork(part) is null);

    private static string[] Split(string setting) =>
        setting.Split([',', ';', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IPNetwork? ParseNetwork(string part) =>
        IPAddress.TryParse(part, out var address) ? new(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.TryParse(part, out var network) ? network : null;
}
