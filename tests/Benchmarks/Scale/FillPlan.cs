namespace EcomCenter.Benchmarks.Scale;

/// <summary>The size of the filled desk: a year of tickets, most of them ended, and those that are open now.</summary>
/// <param name="Tickets">All tickets.</param>
/// <param name="Open">Those of them that are open. Eight of ten wait for an answer that is not due yet, one of ten was missed.</param>
internal sealed record FillPlan(int Tickets, int Open)
{
    public static readonly TimeSpan History = TimeSpan.FromDays(360);

    public int Ended => Tickets - Open;

    public int Waiting => Open - Missed - Answered;

    public int Missed => Open / 10;

    public int Answered => Open / 10;

    public int People => Math.Max(1, Tickets / 4);

    /// <summary>The tickets in whose words the rare word of the search stands.</summary>
    public int RareEvery => Math.Max(1, Tickets / 20);
}
