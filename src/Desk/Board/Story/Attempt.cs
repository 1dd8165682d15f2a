using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Storage;

namespace EcomCenter.Desk.Board.Story;

/// <summary>What somebody tried that was refused: their form comes back with all they typed, and says what to do.</summary>
public sealed record Attempt(string Action, TicketForm Form, Outcome? Outcome)
{
    /// <summary>It is written in this language, which is not the resident's: they are asked before it is sent.</summary>
    public Language? Otherwise { get; init; }

    /// <summary>The files that came with it and are kept for the next attempt.</summary>
    public IReadOnlyList<Attachment> Files { get; init; } = [];

    /// <summary>The form was from before the reader signed in anew: they look at it and send it again.</summary>
    public bool Stale => Outcome is null && Otherwise is null;

    public string? ErrorOf(string field, Language language) =>
        Outcome is Outcome.Invalid invalid ? invalid.Faults.FirstOrDefault(f => f.Field == field)?.Say(language) : null;
}
