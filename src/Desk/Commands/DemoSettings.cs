using System.Net;
using EcomCenter.Bots.Channels;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// Settings and checks of a demo. Its passwords are public, so it listens on loopback addresses only, and it connects to no messenger.
/// </summary>
internal static class DemoSettings
{
    /// <summary>
    /// Arguments to append last, so that no file or environment variable gives a demo a real database, or a real desk demo data.
    /// </summary>
    public static string[] Arguments(bool demo) => demo
        ?
        [
            "--Desk:Demo=true", "--Desk:Database=sqlite",
            .. KnownChannels.All.SelectMany(channel => channel.ConnectionSettings).Select(setting => $"--{setting}="),
        ]
        : ["--Desk:Demo=false"];

    public static string? ExplainRefusal(IConfiguration configuration)
    {
        var reachable = Addresses(configuration).FirstOrDefault(address => !IsLoopback(address));
        return reachable is null ? null : CommandTexts.Format("command.demoLoopback", ("address", reachable));
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? e.Path).ToList();
        if (endpoints.Count > 0) return endpoints;
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? "")
            .Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // A bare port listens on every address, so it is returned as an address that is not loopback.
        return urls.Length > 0 ? urls
            : new[] { configuration["http_ports"], configuration["https_ports"] }.OfType<string>().Where(p => p.Length > 0);
    }

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (uri.Host is "localhost" || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
