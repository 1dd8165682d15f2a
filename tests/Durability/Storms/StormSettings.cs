namespace EcomCenter.Durability.Storms;

/// <summary>The settings of the desk in a storm: a short promise, and hours in which the centre is staffed now.</summary>
internal sealed class StormSettings(TimeSpan response, DateTimeOffset now)
{
    private const int Noon = 12;

    /// <summary>The levels of a cycle. The last call, four hours before a short promise is due, never comes and is skipped.</summary>
    public IReadOnlyList<string> Levels { get; } = ["half", "lateSoon", "lastCall", "missed", "head"];

    /// <summary>The levels that come for all cycles at once, in the order of their times.</summary>
    public IReadOnlyList<string> Storms { get; } = ["half", "lateSoon", "missed", "head"];

    public TimeSpan Response => response;

    /// <summary>The time after the miss at which the head is told.</summary>
    public TimeSpan HeadAfterDue { get; } = TimeSpan.FromSeconds(4);

    public IEnumerable<KeyValuePair<string, string>> All =>
    [
        new("Promise:Response", response.ToString("c")), new("Promise:Rungs:head:AfterDue", HeadAfterDue.ToString("c")),
        // Levels before the due time come only in staffed hours, so it is noon where the desk is.
        new("Desk:TimeZone", ZoneAtNoon(now)), new("Promise:Idle", "00:00:00"),
    ];

    // The sign of such a zone is that of the way to Greenwich.
    private static string ZoneAtNoon(DateTimeOffset now)
    {
        var ahead = Noon - now.UtcDateTime.Hour;
        return ahead == 0 ? "Etc/GMT" : $"Etc/GMT{(ahead > 0 ? "-" : "+")}{Math.Abs(ahead)}";
    }
}
