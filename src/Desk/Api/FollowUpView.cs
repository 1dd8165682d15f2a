using System.Text.Json.Serialization;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A follow-up call after a resolution.</summary>
internal sealed record FollowUpView
{
    public required FollowUpCause Cause { get; init; }

    public required FollowUpState State { get; init; }

    public required DateTimeOffset DrawnAt { get; init; }

    /// <summary>The number of calls, those that reached nobody included.</summary>
    public required int Tries { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CalledAt { get; init; }

    /// <summary>The resident's word; absent before the call.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Solved { get; init; }

    /// <summary>The resident's satisfaction from 5 to 1; absent if it was not told.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Score { get; init; }

    public static FollowUpView From(FollowUpCall call) => new()
    {
        Cause = call.Cause, State = call.State, DrawnAt = call.DrawnAt, Tries = call.Tries, CalledAt = call.CalledAt,
        Solved = call.Solved, Score = call.Score,
    };
}

/// <summary>A matter that was put before the head of the centre.</summary>
internal sealed record EscalationView
{
    public required ReferralCause Cause { get; init; }

    public required ReferralState State { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>The time by which the head is to give an instruction.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>True if the instruction did not come in time.</summary>
    public required bool Late { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? InstructedAt { get; init; }

    /// <summary>The slip that the instruction became.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Slip { get; init; }

    /// <summary>The supervision order that the instruction became.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? Order { get; init; }

    public static EscalationView From(HeadReferral referral) => new()
    {
        Cause = referral.Cause, State = referral.State, At = referral.ReferredAt, DueAt = referral.DueAt,
        Late = referral.OverdueAt is not null, InstructedAt = referral.InstructedAt, Slip = referral.SlipId, Order = referral.OrderId,
    };
}
