using System.Net;

namespace EcomCenter.Desk.Commands;

/// <summary>What is different in a demo: its accounts are known to everybody, so nobody else may reach it, and it reaches nobody.</summary>
internal static class DemoOnly
{
    /// <summary>Said last, so that no file or environment talks a demo into a real database, or a real desk into made-up data.</summary>
    public static string[] Settings(bool demo) => demo
        ? ["--Desk:Demo=true", "--Desk:Database=sqlite", "--Desk:Backplane=", "--Telegram:Token=", "--WeChat:AppId=", "--WeChat:Token=", "--WeChat:AppSecret=", "--WeChat:EncodingAesKey="]
        : ["--Desk:Demo=false"];

    public static string? Refusal(IConfiguration configuration)
    {
        var far = Addresses(configuration).FirstOrDefault(address => !IsLoopback(address));
        return far is null ? null : Say.Text("command.demoLoopback", ("address", far));
    }

    private static IEnumerable<string> Addresses(IConfiguration configuration)
    {
        var endpoints = configuration.GetSection("Kestrel:Endpoints").GetChildren().Select(e => e["Url"] ?? e.Path).ToList();
        if (endpoints.Count > 0) return endpoints;
        var urls = (configuration[WebHostDefaults.ServerUrlsKey] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // Bare ports listen everywhere.
        return urls.Length > 0 ? urls : new[] { configuration["http_ports"], configuration["https_ports"] }.OfType<string>().Where(p => p.Length > 0);
    }

    private static bool IsLoopback(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Host is "localhost" || (IPAddress.TryParse(uri.Host, out var ip) && IPAddress.IsLoopback(ip)));
}
