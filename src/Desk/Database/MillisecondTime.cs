namespace EcomCenter.Desk.Database;

public static class MillisecondTime
{
    /// <summary>The current time in whole milliseconds, equal to the value that the database gives back.</summary>
    public static DateTimeOffset Now(this TimeProvider time) => time.GetUtcNow().TruncateToMilliseconds();

    public static DateTimeOffset TruncateToMilliseconds(this DateTimeOffset time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.ToUnixTimeMilliseconds());
}
