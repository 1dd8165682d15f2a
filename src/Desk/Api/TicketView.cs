using System.Text.Json.Serialization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>A ticket in the API, without the data that the viewer may not see.</summary>
internal record TicketView
{
    public required string Number { get; init; }

    /// <summary>The tracking code; present only in the response that opened the ticket.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? TrackingCode { get; init; }

    public required TicketStatus Status { get; init; }

    public required TicketKind Kind { get; init; }

    public required ContactChannel Channel { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required DateTimeOffset EnteredAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The number of committed events of the ticket. In quotes it is the ETag.</summary>
    public required long Version { get; init; }

    /// <summary>The latest response cycle.</summary>
    public required CycleView Cycle { get; init; }

    public required bool Unanswered { get; init; }

    /// <summary>True if the channel can't reach the resident, so that staff have to call.</summary>
    public required bool Unreachable { get; init; }

    /// <summary>True if the resident must be called, because an answer waits for the call or the call was promised.</summary>
    public required bool CallBack { get; init; }

    public required Language Language { get; init; }

    public required Priority Priority { get; init; }

    public required Anonymity Anonymity { get; init; }

    public required Reach Reach { get; init; }

    /// <summary>The time at which the resident confirmed kind and details.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ConfirmedAt { get; init; }

    /// <summary>True if the resident was not satisfied, so that a supervisor reviews the ticket.</summary>
    public required bool Supervise { get; init; }

    /// <summary>The time at which message texts and requester were erased.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ErasedAt { get; init; }

    public string? ServiceItem { get; init; }

    public string? Department { get; init; }

    /// <summary>The user name of the assigned member of staff.</summary>
    public string? Assignee { get; init; }

    public RequesterView? Requester { get; init; }

    /// <summary>The transfer slips to departments; absent in lists, and where there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SlipView>? Slips { get; init; }

    public static TicketView From(Ticket ticket, Actor viewer) => new()
    {
        Number = ticket.Number.ToString(), Status = ticket.Status, Kind = ticket.Kind, Channel = ticket.Channel, Subject = ticket.Subject,
        ReceivedAt = ticket.ReceivedAt, EnteredAt = ticket.EnteredAt, UpdatedAt = ticket.UpdatedAt, Version = ticket.Version,
        Cycle = CycleView.From(ticket.LatestCycle), Unanswered = ticket.Unanswered, Unreachable = ticket.Unreachable,
        CallBack = ticket.NeedsCallBack, Language = ticket.Language, Priority = ticket.Priority, Anonymity = ticket.Anonymity,
        Reach = ticket.Reach, ConfirmedAt = ticket.ConfirmedAt, Supervise = ticket.NeedsSupervisor, ErasedAt = ticket.ErasedAt,
        ServiceItem = ticket.ServiceItem, Department = ticket.Department, Assignee = ticket.Assignee,
        Requester = RequesterView.ForViewer(ticket, viewer),
        Slips = ticket.Slips.Count == 0 ? null : [.. SlipsFor(viewer, ticket)],
    };

    /// <summary>Returns the view for a sender who may not read the ticket: number, promise, and what was sent.</summary>
    public TicketView OnlyWhatWasSent(IntakeRequest request) => this with
    {
        Requester = RequesterView.FromRequest(request),
        Department = request.Department,
        ServiceItem = request.ServiceItem,
        Priority = request.Priority,
        Subject = request.Subject ?? Subject,
        Assignee = null,
        Supervise = false,
        CallBack = false,
        Unreachable = false,
        Slips = null,
    };

    private static IEnumerable<SlipView> SlipsFor(Actor viewer, Ticket ticket) => ticket.Slips
        .Where(slip => Authority.MayRead(viewer, ticket, slip)).OrderBy(slip => slip.Ordinal).Select(slip => SlipView.From(slip, ticket));
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
    public CycleEndReason? EndReason { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AnsweredVia? Via { get; init; }

    public static CycleView From(ResponseCycle cycle) => new()
    {
        StartedAt = cycle.StartedAt, DueAt = cycle.DueAt, State = cycle.State, Unanswered = cycle.Unanswered,
        MetAt = cycle.MetAt, NoticedAt = cycle.NoticedAt, AnsweredLateAt = cycle.AnsweredLateAt, EndedAt = cycle.EndedAt,
        EndReason = cycle.EndReason, Via = cycle.Via,
    };
}

/// <summary>
/// The person who brought the ticket. Agents get none if the resident is hidden from departments, and otherwise a masked phone.
/// </summary>
internal sealed record RequesterView
{
    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Village { get; init; }

    public string? Township { get; init; }

    public string? Organisation { get; init; }

    public required RequesterType Type { get; init; }

    public static RequesterView? ForViewer(Ticket ticket, Actor viewer)
    {
        if (ticket.Person is not { } person || !Authority.MayKnowResident(viewer, ticket.Anonymity)) return null;
        var masksPhone = !Authority.May(viewer, Right.SeePhoneNumbers);
        return new()
        {
            Name = person.Name, Phone = person.Phone is { } phone && masksPhone ? PhoneFormat.Mask(phone) : person.Phone,
            Village = person.Village, Township = person.Township, Organisation = person.Organisation, Type = person.Type,
        };
    }

    /// <summary>Returns only the details that the sender gave, without those already known of the person.</summary>
    public static RequesterView? FromRequest(IntakeRequest request)
    {
        if (request is not { Requester: { } sent, Anonymity: not Anonymity.Anonymous }) return null;
        return new()
        {
            Name = sent.Name, Phone = sent.Phone, Village = sent.Village, Township = sent.Township, Organisation = sent.Organisation,
            Type = sent.Type,
        };
    }
}
