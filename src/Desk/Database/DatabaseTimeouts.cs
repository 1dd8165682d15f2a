namespace EcomCenter.Desk.Database;

/// <summary>
/// The timeouts on PostgreSQL where the connection string names none. They bound the time for which a request waits for a server that
/// hangs: twice the timeout of a command, because the driver asks the server to cancel it and waits as long again for the answer.
/// </summary>
internal sealed record DatabaseTimeouts(TimeSpan Connect, TimeSpan Command)
{
    public static DatabaseTimeouts Serve { get; } = new(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(8));

    /// <summary>For the commands, e.g. <c>verify</c>, whose queries read whole tables while nobody waits for a page.</summary>
    public static DatabaseTimeouts Commands { get; } = new(TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(10));

    /// <summary>Adds the timeouts to a connection string. What it says itself stands later and therefore wins.</summary>
    public string AddTo(string connectionString) =>
        $"Timeout={Connect.TotalSeconds};Command Timeout={Command.TotalSeconds};{connectionString}";
}
