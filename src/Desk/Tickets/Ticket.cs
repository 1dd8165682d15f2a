using System.Globalization;
using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnumConverter<CallDirection>))]
public enum CallDirection { In, Out, FaceToFace }

/// <summary>
/// A ticket of a resident. This file holds its data; Ticket.Transitions.cs says which action each status allows; the other parts hold the
/// actions, by subject, and are the only code that changes a ticket.
/// </summary>
public sealed partial class Ticket
{
    public const int MaxSubjectLength = 80;

    private readonly List<ResponseCycle> _cycles = [];
    private readonly List<Message> _messages = [];
    private readonly List<PromisedDate> _promisedDates = [];
    private readonly List<Rating> _ratings = [];
    private readonly List<TicketLink> _links = [];
    private readonly List<TransferSlip> _slips = [];
    private readonly List<SupervisionOrder> _orders = [];
    private readonly List<FollowUpCall> _followUps = [];
    private readonly List<HeadReferral> _referrals = [];
    private readonly List<TicketEvent> _pendingEvents = [];

    private Ticket() { }

    public long Id { get; private init; }

    public TicketNumber Number { get; private init; }

    public ContactChannel Channel { get; private init; }

    public TicketKind Kind { get; private set; }

    public TicketStatus Status { get; private set; }

    public string Subject { get; private set; } = "";

    public Language Language { get; private set; }

    public Priority Priority { get; private init; }

    public Anonymity Anonymity { get; private set; }

    public string? Department { get; private set; }

    /// <summary>The departments that may read the ticket because of a slip, as <see cref="DepartmentSet"/> joins them.</summary>
    public string? SlipDepartments { get; private set; }

    /// <summary>The due time of the slip that is due first; null when no slip is open.</summary>
    public DateTimeOffset? SlipDueAt { get; private set; }

    /// <summary>The departments that may read the ticket.</summary>
    public string? ReadingDepartments => DepartmentSet.Join(Department, SlipDepartments);

    public string? ServiceItem { get; private set; }

    /// <summary>The user name of the member of staff who is responsible.</summary>
    public string? Assignee { get; private set; }

    public long? PersonId { get; private set; }

    public Person? Person { get; private set; }

    /// <summary>The chat that answers are sent to.</summary>
    public long? ChatAddressId { get; private set; }

    public PersonAddress? ChatAddress { get; private set; }

    public Reach Reach { get; private set; }

    /// <summary>The time at which the resident raised the ticket, as stated by the channel or by staff.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>The time at which the ticket was entered into the system.</summary>
    public DateTimeOffset EnteredAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>The time at which staff last did something with the ticket; null if they have not yet.</summary>
    public DateTimeOffset? LastWorkedAt { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>The time of closing; null while the ticket is not closed. The retention period counts from here.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The host's clock was doubted when the ticket was resolved or closed, so no period counts from there yet.</summary>
    public bool IsEndDoubted { get; private set; }

    /// <summary>The time at which texts and identity were erased.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>The retention period in years that was in force at the erasure.</summary>
    public int? ErasedAfterYears { get; private set; }

    /// <summary>The channel cannot reach the resident, so somebody has to call.</summary>
    public bool Unreachable { get; private set; }

    /// <summary>The ticket is on the call-back list: a message has to be told by phone, or a call was promised.</summary>
    public bool NeedsCallBack { get; private set; }

    /// <summary>The time at which the resident confirmed kind and details; null until then.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The resident was not satisfied, so a supervisor has to look at the ticket.</summary>
    public bool NeedsSupervisor { get; private set; }

    /// <summary>The number of times that the resident called a resolved matter not solved, or wrote on about it.</summary>
    public int NotSolvedCount { get; private set; }

    /// <summary>The due time of the latest cycle, copied here like the two properties below so that lists need no join.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public CycleState CycleState { get; private set; }

    public bool Unanswered { get; private set; }

    /// <summary>The number of times that the resident urged the answer since the latest cycle began.</summary>
    public int Urged { get; private set; }

    /// <summary>The number of events of the ticket.</summary>
    public long Version { get; private set; }

    /// <summary>The change-feed sequence of the newest event, set by the writer.</summary>
    public long Sequence { get; set; }

    public IReadOnlyList<ResponseCycle> Cycles => _cycles;

    public IReadOnlyList<Message> Messages => _messages;

    public IReadOnlyList<PromisedDate> PromisedDates => _promisedDates;

    public IReadOnlyList<Rating> Ratings => _ratings;

    public IReadOnlyList<TicketLink> Links => _links;

    public IReadOnlyList<TransferSlip> Slips => _slips;

    public IReadOnlyList<SupervisionOrder> Orders => _orders;

    public IReadOnlyList<FollowUpCall> FollowUps => _followUps;

    /// <summary>The follow-up call that is to be made; null when there is none.</summary>
    public FollowUpCall? WaitingFollowUp => _followUps.Find(f => f.State is FollowUpState.Waiting);

    public IReadOnlyList<HeadReferral> Referrals => _referrals;

    /// <summary>The oldest matter that waits for an instruction of the head; null when there is none.</summary>
    public HeadReferral? OpenReferral => _referrals.Find(r => r.State is ReferralState.Open);

    public ResponseCycle LatestCycle => _cycles.MaxBy(c => c.Ordinal)!;

    public ResponseCycle? UnansweredCycle => _cycles.Find(c => c.Unanswered);

    public PromisedDate? RunningPromisedDate => _promisedDates.Find(p => p.IsRunning);

    /// <summary>The rating of the latest resolution; null if the resident gave none.</summary>
    public Rating? CurrentRating => _ratings.Find(r => r.ResolvedAt == ResolvedAt);

    public bool IsOpen => Status is TicketStatus.New or TicketStatus.InProgress or TicketStatus.WaitingForResident;

    /// <summary>Returns and clears the events recorded since the last call, in order. The writer stores them as rows.</summary>
    public IReadOnlyList<TicketEvent> TakeEvents()
    {
        TicketEvent[] events = [.. _pendingEvents];
        _pendingEvents.Clear();
        return events;
    }

    /// <summary>The first line of a description, cut to the longest subject without splitting a visible character.</summary>
    public static string SubjectFrom(string description)
    {
        var line = description.AsSpan().Trim();
        var end = line.IndexOfAny('\n', '\r');
        var text = (end < 0 ? line : line[..end]).ToString();
        if (text.Length <= MaxSubjectLength) return text;
        var elements = StringInfo.ParseCombiningCharacters(text);
        var cut = Array.FindLast(elements, at => at < MaxSubjectLength);
        return string.Concat(text.AsSpan(0, cut > 0 ? cut : MaxSubjectLength - 1), "…");
    }
}
