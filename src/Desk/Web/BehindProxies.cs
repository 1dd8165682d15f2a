using EcomCenter.Desk.Storage;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Web;

/// <summary>
/// Behind a proxy a request comes from the proxy, by http. What it says of the resident's own address and of https is believed of proxies that the
/// settings name, and of this machine: so cookies are secure when they can be, and limits count residents.
/// </summary>
public static class BehindProxies
{
    public static IServiceCollection AddProxies(this IServiceCollection services)
    {
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<DeskOptions>>((forwarded, desk) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            // As many proxies in a row as there are, while each is a known one.
            forwarded.ForwardLimit = null;
            foreach (var network in ProxyAddresses.Read(desk.Value.Proxies)) forwarded.KnownIPNetworks.Add(network);
        });
        return services;
    }
}
