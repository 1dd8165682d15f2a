using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnumConverter<ReferralCause>))]
public enum ReferralCause { ByHand, Appeal }

[JsonConverter(typeof(CamelCaseEnumConverter<ReferralState>))]
public enum ReferralState { Open, Instructed, Erased }

/// <summary>
/// An important matter put before the head of the centre (重要问题上报), by staff with a reason or by the resident's appeal. It has a
/// clock of its own and ends with the head's instruction, which becomes a slip or a supervision order.
/// </summary>
public sealed class HeadReferral
{
    public required long Id { get; init; }

    public required long TicketId { get; init; }

    public required ReferralCause Cause { get; init; }

    public DateTimeOffset ReferredAt { get; private set; }

    /// <summary>True while the matter has times of a doubted clock, by which no instruction is late.</summary>
    public bool IsStartDoubted { get; private set; }

    /// <summary>The message with the reason, or with the words of the appeal.</summary>
    public required long ReasonMessageId { get; init; }

    public DateTimeOffset DueAt { get; private set; }

    public ReferralState State { get; private set; }

    /// <summary>The author of the instruction: the head, or a supervisor who writes down what the head said.</summary>
    public Author? InstructedBy { get; private set; }

    public DateTimeOffset? InstructedAt { get; private set; }

    /// <summary>The slip that the instruction became; null if it became an order.</summary>
    public long? SlipId { get; private set; }

    /// <summary>The supervision order that the instruction became; null if it became a slip.</summary>
    public long? OrderId { get; private set; }

    /// <summary>The time at which it was noticed that the instruction is late.</summary>
    public DateTimeOffset? OverdueAt { get; private set; }

    /// <summary>The time of the next check; null when none is left.</summary>
    public DateTimeOffset? NextCheckAt { get; private set; }

    internal static HeadReferral Start(
        long ticket, ReferralCause cause, long reason, DateTimeOffset dueAt, ChangeContext context) => new()
        {
            Id = context.NewId(), TicketId = ticket, Cause = cause, ReasonMessageId = reason, ReferredAt = context.Now, DueAt = dueAt,
            NextCheckAt = dueAt, IsStartDoubted = context.IsClockDoubted,
        };

    /// <summary>Moves the matter to its true time, and the due time of the instruction with it.</summary>
    internal void CorrectStart(DateTimeOffset referredAt)
    {
        (DueAt, ReferredAt, IsStartDoubted) = (referredAt + (DueAt - ReferredAt), referredAt, false);
        NextCheckAt = DueAt;
    }

    internal void Instruct(Author author, long? slip, long? order, DateTimeOffset at) =>
        (State, InstructedBy, InstructedAt, SlipId, OrderId, NextCheckAt, IsStartDoubted) =
            (ReferralState.Instructed, author, at, slip, order, null, false);

    internal void MarkOverdue(DateTimeOffset now) => (OverdueAt, NextCheckAt) = (now, null);

    internal void Erase()
    {
        if (State is ReferralState.Open) (State, NextCheckAt, IsStartDoubted) = (ReferralState.Erased, null, false);
    }
}

/// <summary>The instruction of the head: the words, and the slip or the order that they become.</summary>
/// <param name="User">The user name of the person who gets the order; null for a slip.</param>
/// <param name="Department">The department that gets the slip; null for an order.</param>
/// <param name="SlipTimes">The times of the slip.</param>
/// <param name="DueAt">The due time of the order.</param>
public sealed record HeadInstruction(
    MessageBody Words, string? Department, SlipTimes? SlipTimes, string? User, DateTimeOffset? DueAt);
