using EcomCenter.Desk.Database;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Takes the client's address and https from the forwarded headers of the proxies named in the settings, and of nobody else: whoever may
/// name an address escapes every limit per address. Cookies are then secure behind an https proxy, and rate limits count residents instead
/// of the proxy.
/// </summary>
public static class ForwardedHeadersSetup
{
    public static IServiceCollection AddForwardedHeaders(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<DeskOptions>>((forwarded, desk) =>
        {
            var proxies = ProxyAddresses.Parse(desk.Value.Proxies).ToList();
            // Without a known proxy the framework believes everybody.
            forwarded.ForwardedHeaders = proxies.Count > 0
                ? ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto : ForwardedHeaders.None;
            // No limit on the number of proxies in a row: each one has to be known.
            forwarded.ForwardLimit = null;
            // The framework believes this machine, too.
            forwarded.KnownProxies.Clear();
            forwarded.KnownIPNetworks.Clear();
            foreach (var network in proxies) forwarded.KnownIPNetworks.Add(network);
        });
        return services;
    }
}
