using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnumConverter<FollowUpState>))]
public enum FollowUpState { Waiting, Called, NotReached, Ended }

[JsonConverter(typeof(CamelCaseEnumConverter<FollowUpCause>))]
public enum FollowUpCause { Sample, Complaint }

/// <summary>
/// A follow-up call (回访): somebody who did not serve the resident asks after a resolution if the matter is solved and how satisfied the
/// resident is. Complaints and a daily sample of other tickets are drawn for it.
/// </summary>
public sealed class FollowUpCall
{
    /// <summary>The tries after which a resident who does not pick up is left alone.</summary>
    public const int MaxTries = 3;

    public required long Id { get; init; }

    public required long TicketId { get; init; }

    public required FollowUpCause Cause { get; init; }

    /// <summary>The time of the resolution that is asked about, as it was when the call was drawn.</summary>
    public required DateTimeOffset ResolvedAt { get; init; }

    public required DateTimeOffset DrawnAt { get; init; }

    public FollowUpState State { get; private set; }

    /// <summary>The number of calls, those that reached nobody included.</summary>
    public int Tries { get; private set; }

    /// <summary>The resident's word; null before the call.</summary>
    public bool? Solved { get; private set; }

    /// <summary>The resident's satisfaction from 5 to 1; null if it was not told.</summary>
    public int? Score { get; private set; }

    /// <summary>The author of the latest call.</summary>
    public Author? CalledBy { get; private set; }

    public DateTimeOffset? CalledAt { get; private set; }

    /// <summary>The message with the words of the latest call.</summary>
    public long? MessageId { get; private set; }

    internal void RecordCall(FollowUpResult result, Author author, long message, DateTimeOffset at)
    {
        (CalledBy, CalledAt, MessageId, Tries) = (author, at, message, Tries + 1);
        if (result.Reached) (State, Solved, Score) = (FollowUpState.Called, result.Solved, result.Score);
        else if (Tries >= MaxTries) State = FollowUpState.NotReached;
    }

    internal void End() => State = FollowUpState.Ended;
}

/// <summary>The result of a follow-up call.</summary>
/// <param name="Solved">Null when nobody was reached.</param>
/// <param name="Score">The satisfaction from 5 to 1; null if it was not told.</param>
public sealed record FollowUpResult(bool Reached, bool? Solved, int? Score, MessageBody Words);
