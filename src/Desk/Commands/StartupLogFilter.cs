namespace EcomCenter.Desk.Commands;

/// <summary>
/// Suppresses the logs of host, Kestrel and Entity Framework until the start has succeeded. The command reports a failed start in one line,
/// which their stack traces would bury.
/// </summary>
internal sealed class StartupLogFilter
{
    private static readonly string[] Categories =
        ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore"];

    private volatile bool _started;

    public void AddTo(WebApplicationBuilder builder)
    {
        foreach (var category in Categories) builder.Logging.AddFilter(category, level => _started && level >= LogLevel.Warning);
    }

    public void MarkStarted() => _started = true;
}
