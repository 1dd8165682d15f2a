namespace EcomCenter.Desk.Commands;

/// <summary>
/// Suppresses the logs of host, Kestrel and Entity Framework until the start has succeeded. The command reports a failed start in one line,
/// which their stack traces would bury.
/// </summary>
internal sealed class QuietStart
{
    private static readonly string[] Loud =
        ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore"];

    private volatile bool _started;

    public void Watch(WebApplicationBuilder builder)
    {
        foreach (var category in Loud) builder.Logging.AddFilter(category, level => _started && level >= LogLevel.Warning);
    }

    public void Done() => _started = true;
}
