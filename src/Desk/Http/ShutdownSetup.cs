using Microsoft.Extensions.Hosting;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Sets up the end of the program, which takes ten seconds at most: first the requests end, then all services stop at once, and at last
/// the writer writes what is left. One service that hangs thus takes no time from another.
/// </summary>
public static class ShutdownSetup
{
    /// <summary>The time for requests and services. The writer and the end of the process need the rest of the ten seconds.</summary>
    private static readonly TimeSpan ServicesTimeout = TimeSpan.FromSeconds(5);

    public static IServiceCollection AddShutdown(this IServiceCollection services) => services
        .Configure<HostOptions>(options => (options.ShutdownTimeout, options.ServicesStopConcurrently) = (ServicesTimeout, true))
        .AddHostedService<RequestDrain>();
}
