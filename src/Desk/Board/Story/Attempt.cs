using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;

namespace EcomCenter.Desk.Board.Story;

/// <summary>What somebody tried that was refused: their form comes back with all they typed, and says what to do.</summary>
public sealed record Attempt(string Action, TicketForm Form, Outcome? Outcome)
{
    /// <summary>The form was from before the reader signed in anew: they look at it and send it again.</summary>
    public bool Stale => Outcome is null;

    public string? ErrorOf(string field, Language language) =>
        Outcome is Outcome.Invalid invalid ? invalid.Faults.FirstOrDefault(f => f.Field == field)?.Say(language) : null;
}
