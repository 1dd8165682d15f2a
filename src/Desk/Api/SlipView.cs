using System.Text.Json.Serialization;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A transfer slip: the part of a ticket that a department was asked to do.</summary>
internal sealed record SlipView
{
    public required long Id { get; init; }

    /// <summary>The code of the department.</summary>
    public required string Department { get; init; }

    public required SlipState State { get; init; }

    /// <summary>The request to the department; empty after the ticket's texts were erased.</summary>
    public required string Ask { get; init; }

    public required DateTimeOffset HandedOverAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    /// <summary>True if the slip was not answered in time.</summary>
    public required bool Late { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AcceptedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SlipReturnReason? ReturnReason { get; init; }

    /// <summary>The later due time that the department asked for and the desk has not decided yet.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RequestedDueAt { get; init; }

    /// <summary>The result of the department.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Answer { get; init; }

    public static SlipView From(TransferSlip slip, Ticket ticket) => new()
    {
        Id = slip.Id, Department = slip.Department, State = slip.State, Ask = TextOf(ticket, slip.AskMessageId) ?? "",
        HandedOverAt = slip.HandedOverAt, DueAt = slip.DueAt, Late = slip.OverdueAt is not null, AcceptedAt = slip.AcceptedAt,
        EndedAt = slip.EndedAt, ReturnReason = slip.ReturnReason, RequestedDueAt = slip.RequestedDueAt,
        Answer = slip.AnswerMessageId is { } answer ? TextOf(ticket, answer) : null,
    };

    private static string? TextOf(Ticket ticket, long message) => ticket.Messages.FirstOrDefault(m => m.Id == message)?.Text;
}
