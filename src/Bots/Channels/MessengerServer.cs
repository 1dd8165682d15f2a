using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Bots.Channels;

/// <summary>The connection of a channel to the server of its messenger.</summary>
internal static class MessengerServer
{
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(5);

    /// <summary>Adds an HTTP client that does not log, because the addresses of messengers contain tokens.</summary>
    public static void AddMessengerClient(
        this IServiceCollection services, string name, ContactChannel channel, TimeSpan timeout) => services
        .AddHttpClient(name, client => client.Timeout = timeout)
        .AddHttpMessageHandler(provider => new ServerTimeHandler(channel, provider.GetRequiredService<IServerTimes>()))
        // A redirect could lead anywhere, with the token in the address.
        .UseSocketsHttpHandler((handler, _) => (handler.PooledConnectionLifetime, handler.AllowAutoRedirect) = (ConnectionLifetime, false))
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .RemoveAllLoggers();

    /// <summary>Returns true for the address of a server without a path. Clients ignore a path without an error.</summary>
    public static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/";
}
