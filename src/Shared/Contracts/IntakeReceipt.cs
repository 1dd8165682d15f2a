namespace EcomCenter.Contracts;

/// <summary>The result of submitting a message, for the reply in its chat.</summary>
public sealed record IntakeReceipt
{
    public required TicketNumber Number { get; init; }

    public required string TrackingCode { get; init; }

    /// <summary>True if the message opened a new ticket, false if it joined an open one.</summary>
    public required bool Opened { get; init; }

    /// <summary>True for a courtesy such as thanks. It is stored and shown, but starts no response cycle.</summary>
    public bool IsCourtesy { get; init; }

    /// <summary>True for a ticket that is resolved or closed.</summary>
    public bool IsOver { get; init; }

    public required TicketKind Kind { get; init; }

    /// <summary>The due time of the unanswered response cycle; null if there is none.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>True if the resident may appeal to the head of the centre, because the matter was not solved twice.</summary>
    public bool MayAppeal { get; init; }

    /// <summary>The name of the department that handles the ticket, in its language; null if none does yet.</summary>
    public string? HandledBy { get; init; }

    /// <summary>True if the message joined the newest open ticket because the resident did not name one.</summary>
    public bool IsUncertain { get; init; }

    /// <summary>The other open tickets of the chat, newest first.</summary>
    public IReadOnlyList<TicketNumber> OtherOpenTickets { get; init; } = [];

    /// <summary>A frequent question that resembles the message.</summary>
    public FrequentAnswer? SuggestedAnswer { get; init; }
}

/// <summary>A frequent question and its answer in the resident's language. Sending it never meets a response cycle.</summary>
public sealed record FrequentAnswer(string Code, string Question, string Answer);
