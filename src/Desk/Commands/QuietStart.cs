namespace EcomCenter.Desk.Commands;

/// <summary>A start that fails is told in one line by the command; until it succeeded the host's own traces would only bury that line.</summary>
internal sealed class QuietStart
{
    private static readonly string[] Loud = ["Microsoft.Extensions.Hosting.Internal.Host", "Microsoft.AspNetCore.Server.Kestrel", "Microsoft.EntityFrameworkCore"];

    private volatile bool _started;

    public void Watch(WebApplicationBuilder builder)
    {
        foreach (var category in Loud) builder.Logging.AddFilter(category, level => _started && level >= LogLevel.Warning);
    }

    public void Done() => _started = true;
}
