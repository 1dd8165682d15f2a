using System.Text.Json.Serialization;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A supervision order: the demand of a supervisor that a ticket is put right until a time.</summary>
internal sealed record OrderView
{
    /// <summary>The number of the order.</summary>
    public required long Number { get; init; }

    /// <summary>The number of the ticket.</summary>
    public required string Ticket { get; init; }

    public required OrderCause Cause { get; init; }

    public required OrderState State { get; init; }

    public required DateTimeOffset DraftedAt { get; init; }

    /// <summary>The user name of the person who is to answer; absent while it is a draft.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? User { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Demand { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? IssuedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>True if the answer did not come in time.</summary>
    public required bool Late { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>The number of answers that were not accepted.</summary>
    public required int Repeats { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndedAt { get; init; }

    public static OrderView From(SupervisionOrder order, Ticket ticket) => new()
    {
        Number = order.Id, Ticket = ticket.Number.ToString(), Cause = order.Cause, State = order.State, DraftedAt = order.DraftedAt,
        User = order.User, Demand = TextOf(ticket, order.DemandMessageId), IssuedAt = order.IssuedAt, DueAt = order.DueAt,
        Late = order.OverdueAt is not null, Answer = TextOf(ticket, order.AnswerMessageId), AnsweredAt = order.AnsweredAt,
        Repeats = order.Repeats, EndedAt = order.EndedAt,
    };

    private static string? TextOf(Ticket ticket, long? message) => ticket.Messages.FirstOrDefault(m => m.Id == message)?.Text;
}
