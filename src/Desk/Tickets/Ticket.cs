using System.Text.Json.Serialization;
using System.Globalization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

[JsonConverter(typeof(CamelCaseEnum<CallDirection>))]
public enum CallDirection { In, Out, FaceToFace }

/// <summary>
/// A matter of a resident. What it is stands here; how it changes stands in Ticket.Transitions.cs and Ticket.Moves.cs and nowhere else.
/// </summary>
public sealed partial class Ticket
{
    public const int LongestSubject = 80;

    private readonly List<ResponseCycle> _cycles = [];
    private readonly List<Message> _messages = [];
    private readonly List<PromiseClock> _promises = [];
    private readonly List<Rating> _ratings = [];
    private readonly List<TicketLink> _links = [];
    private readonly List<TicketEvent> _happened = [];

    private Ticket() { }

    public long Id { get; private init; }

    public TicketNumber Number { get; private init; }

    public ContactChannel Channel { get; private init; }

    public TicketKind Kind { get; private set; }

    public TicketStatus Status { get; private set; }

    public string Subject { get; set; } = "";

    public Language Language { get; private set; }

    public Priority Priority { get; private init; }

    public Anonymity Anonymity { get; private set; }

    public string? Department { get; private set; }

    public string? ServiceItem { get; private set; }

    /// <summary>User name of the member of staff whose turn it is.</summary>
    public string? Assignee { get; private set; }

    public long? PersonId { get; private set; }

    public Person? Person { get; private set; }

    /// <summary>The chat that answers go back to.</summary>
    public long? ChatAddressId { get; private set; }

    public PersonAddress? ChatAddress { get; private set; }

    public Reach Reach { get; private set; }

    /// <summary>When the matter came, as the channel or the staff state it.</summary>
    public DateTimeOffset ReceivedAt { get; private init; }

    /// <summary>When it was entered here.</summary>
    public DateTimeOffset EnteredAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    public DateTimeOffset? ResolvedAt { get; private set; }

    /// <summary>When it ended; null while it has not, or is open again. From then on counts how long its words are kept.</summary>
    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>When its words and who brought it were erased.</summary>
    public DateTimeOffset? ErasedAt { get; private set; }

    /// <summary>After how many years they were, as it was promised then.</summary>
    public int? ErasedAfterYears { get; private set; }

    /// <summary>The channel can't reach the resident: somebody has to call.</summary>
    public bool Unreachable { get; private set; }

    /// <summary>On the call-back list: words of ours wait for a call, or a call was promised.</summary>
    public bool CallBack { get; private set; }

    /// <summary>When the resident said that kind and details are right; null while they have not.</summary>
    public DateTimeOffset? ConfirmedAt { get; private set; }

    /// <summary>The resident was not satisfied: a supervisor looks at it.</summary>
    public bool Supervise { get; private set; }

    /// <summary>The latest cycle's due time, state and whether it is unanswered, kept here so that lists need no second look.</summary>
    public DateTimeOffset DueAt { get; private set; }

    public CycleState CycleState { get; private set; }

    public bool Unanswered { get; private set; }

    /// <summary>The number of its committed events.</summary>
    public long Version { get; private set; }

    /// <summary>The feed's sequence of its newest event; set by the writer.</summary>
    public long Sequence { get; set; }

    public IReadOnlyList<ResponseCycle> Cycles => _cycles;

    public IReadOnlyList<Message> Messages => _messages;

    public IReadOnlyList<PromiseClock> Promises => _promises;

    public IReadOnlyList<Rating> Ratings => _ratings;

    public IReadOnlyList<TicketLink> Links => _links;

    public ResponseCycle LatestCycle => _cycles.MaxBy(c => c.Ordinal)!;

    public ResponseCycle? UnansweredCycle => _cycles.Find(c => c.Unanswered);

    public PromiseClock? RunningPromise => _promises.Find(p => p.Runs);

    public bool IsOpen => Status is TicketStatus.New or TicketStatus.InProgress or TicketStatus.WaitingForResident;

    /// <summary>Takes what happened since it was last asked, in order. The writer turns it into rows.</summary>
    public IReadOnlyList<TicketEvent> TakeWhatHappened()
    {
        TicketEvent[] happened = [.. _happened];
        _happened.Clear();
        return happened;
    }

    /// <summary>The first line of what was said, cut between letters as people see them.</summary>
    public static string SubjectOf(string description)
    {
        var line = description.AsSpan().Trim();
        var end = line.IndexOfAny('\n', '\r');
        var text = (end < 0 ? line : line[..end]).ToString();
        if (text.Length <= LongestSubject) return text;
        var elements = StringInfo.ParseCombiningCharacters(text);
        var cut = Array.FindLast(elements, at => at < LongestSubject);
        return string.Concat(text.AsSpan(0, cut > 0 ? cut : LongestSubject - 1), "…");
    }
}
