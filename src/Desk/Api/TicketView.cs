using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A ticket as a program sees it; without what this viewer may not see.</summary>
internal record TicketView
{
    public required string Number { get; init; }

    /// <summary>Only in the answer that opened it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrackingCode { get; init; }

    public required TicketStatus Status { get; init; }

    public required TicketKind Kind { get; init; }

    public required ContactChannel Channel { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The number of its committed events; the ETag in quotes.</summary>
    public required long Version { get; init; }

    /// <summary>The latest one.</summary>
    public required CycleView Cycle { get; init; }

    public required bool Unanswered { get; init; }

    /// <summary>The channel can't reach the resident: somebody has to call.</summary>
    public required bool Unreachable { get; init; }

    /// <summary>Somebody is to phone the resident: words of ours wait for it, or it was promised.</summary>
    public required bool CallBack { get; init; }

    public required Language Language { get; init; }

    public required Priority Priority { get; init; }

    public required Anonymity Anonymity { get; init; }

    public required Reach Reach { get; init; }

    /// <summary>When the resident said that kind and details are right.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>The resident was not satisfied: a supervisor looks at it.</summary>
    public required bool Supervise { get; init; }

    /// <summary>When its words, and who brought it, were erased.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ErasedAt { get; init; }

    public string? ServiceItem { get; init; }

    public string? Department { get; init; }

    /// <summary>User name of the member of staff whose turn it is.</summary>
    public string? Assignee { get; init; }

    public RequesterView? Requester { get; init; }

    public static TicketView Of(Ticket ticket, Actor viewer) => new()
    {
        Number = ticket.Number.ToString(), Status = ticket.Status, Kind = ticket.Kind, Channel = ticket.Channel, Subject = ticket.Subject,
        ReceivedAt = ticket.ReceivedAt, EnteredAt = ticket.EnteredAt, UpdatedAt = ticket.UpdatedAt, Version = ticket.Version,
        Cycle = CycleView.Of(ticket.LatestCycle), Unanswered = ticket.Unanswered, Unreachable = ticket.Unreachable, CallBack = ticket.CallBack, Language = ticket.Language,
        Priority = ticket.Priority, Anonymity = ticket.Anonymity, Reach = ticket.Reach, ConfirmedAt = ticket.ConfirmedAt, Supervise = ticket.Supervise, ErasedAt = ticket.ErasedAt, ServiceItem = ticket.ServiceItem, Department = ticket.Department,
        Assignee = ticket.Assignee, Requester = RequesterView.Of(ticket, viewer),
    };
}

internal sealed record CycleView
{
    public required DateTimeOffset StartedAt { get; init; }

    public required DateTimeOffset DueAt { get; init; }

    public required CycleState State { get; init; }

    public required bool Unanswered { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? MetAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? NoticedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? AnsweredLateAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? EndedAt { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CycleEnd? EndReason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Via? Via { get; init; }

    public static CycleView Of(ResponseCycle cycle) => new()
    {
        StartedAt = cycle.StartedAt, DueAt = cycle.DueAt, State = cycle.State, Unanswered = cycle.Unanswered, MetAt = cycle.MetAt, NoticedAt = cycle.NoticedAt,
        AnsweredLateAt = cycle.AnsweredLateAt, EndedAt = cycle.EndedAt, EndReason = cycle.EndReason, Via = cycle.Via,
    };
}

/// <summary>Who brought it. A matter that its resident keeps hidden from the departments has none for agents, and agents see a phone only in part.</summary>
internal sealed record RequesterView
{
    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Village { get; init; }

    public string? Township { get; init; }

    public string? Organisation { get; init; }

    public required RequesterType Type { get; init; }

    public static RequesterView? Of(Ticket ticket, Actor viewer)
    {
        var isAgent = viewer.Role is StaffRole.Agent;
        if (ticket.Person is not { } person || ticket.Anonymity is Anonymity.Anonymous || (isAgent && ticket.Anonymity is Anonymity.Hidden)) return null;
        return new()
        {
            Name = person.Name, Phone = person.Phone is { } phone && isAgent ? Intake.Phone.Masked(phone) : person.Phone, Village = person.Village,
            Township = person.Township, Organisation = person.Organisation, Type = person.Type,
        };
    }

    /// <summary>What the sender said, and nothing that is known besides.</summary>
    public static RequesterView? AsSent(Matter matter) => matter is not { Requester: { } sent, Anonymity: not Anonymity.Anonymous }
        ? null
        : new() { Name = sent.Name, Phone = sent.Phone, Village = sent.Village, Township = sent.Township, Organisation = sent.Organisation, Type = sent.Type };
}
