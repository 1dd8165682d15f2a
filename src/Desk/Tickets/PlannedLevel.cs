namespace EcomCenter.Desk.Tickets;

/// <summary>A level of warning with its time in one response cycle.</summary>
/// <param name="Fits">
/// False when nobody is to be warned: the time lies before the start of the cycle, or a higher level has the same time.
/// </param>
public readonly record struct PlannedLevel(string Name, DateTimeOffset At, bool Fits = true)
{
    /// <summary>The level at the due time. Every cycle has it.</summary>
    public const string Missed = "missed";
}

/// <summary>Plans the levels of a response cycle, in the order of their times.</summary>
public delegate IReadOnlyList<PlannedLevel> LevelRule(DateTimeOffset start, DueTime due);
