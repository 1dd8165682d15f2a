using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Intake;

/// <summary>
/// The facts at intake in which the ways to the centre differ. The room of a channel registers those that depart from the usual.
/// </summary>
public sealed record IntakeTraits(ContactChannel Channel)
{
    /// <summary>The way in which an answer that was given on the spot reached the person.</summary>
    public AnsweredVia OnTheSpot { get; init; } = AnsweredVia.Track;

    /// <summary>True if a person with a phone and without a chat is called back; otherwise the answer is read at /track.</summary>
    public bool CallsBack { get; init; } = true;

    /// <summary>True if a request may have been made any time ago, because paper lay in a box.</summary>
    public bool AllowsOldDates { get; init; }
}

/// <summary>The facts of all channels.</summary>
public sealed class IntakeChannels(IEnumerable<IntakeTraits> registered)
{
    private readonly Dictionary<ContactChannel, IntakeTraits> _traits = registered.ToDictionary(traits => traits.Channel);

    public IntakeTraits GetTraits(ContactChannel channel) => _traits.GetValueOrDefault(channel) ?? new(channel);
}
