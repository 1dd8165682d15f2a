using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Board.Story;

/// <summary>A ticket with everything its page shows to one reader.</summary>
public sealed record TicketStory
{
    public required Ticket Ticket { get; init; }

    public required Actor Reader { get; init; }

    public required long Sequence { get; init; }

    public required IReadOnlyList<StoredEvent> Events { get; init; }

    /// <summary>Other tickets of the same person, newest first.</summary>
    public required IReadOnlyList<Mention> Others { get; init; }

    public required IReadOnlyList<Mention> Linked { get; init; }

    /// <summary>Active colleagues who may read the ticket and so may be assigned.</summary>
    public required IReadOnlyList<Colleague> Colleagues { get; init; }

    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>Attachments by message id.</summary>
    public required ILookup<long?, Attachment> Files { get; init; }

    /// <summary>Catalogue offices to refer residents to when a ticket is out of remit.</summary>
    public required IReadOnlyList<Office> Offices { get; init; }

    /// <summary>The channel's reply window. Null for channels without one.</summary>
    public ReplyWindow? Window { get; init; }

    /// <summary>True when the page is shown in the board's side pane: its links and forms then stay in the pane.</summary>
    public bool Beside { get; init; }

    public string Address => AddressOf(Ticket.Number);

    /// <summary>True for readers who phone residents: they see whole numbers, others see masked ones.</summary>
    public bool MayCall => Calls(Reader);

    public bool KnowsWho => MayKnowWho(Ticket, Reader);

    /// <summary>True for an open chat ticket whose resident did not confirm kind and details in the usual time.</summary>
    public bool IsUnconfirmed(DateTimeOffset now) => Ticket.ConfirmedAt is null && Ticket.IsOpen && Ticket.Channel.IsChat()
        && now >= Ticket.EnteredAt + Ticket.TimeToConfirm;

    public bool May(TicketAction action) => Ticket.ErasedAt is null
        && (Ticket.ActionsIn(Ticket.Status).Contains(action) || action is TicketAction.Write)
        && Authority.May(Reader, action, Ticket, CycleEnd.Withdrawn)
        && (action is not TicketAction.Take || Ticket.Status is TicketStatus.New || Ticket.Assignee is null);

    public static bool MayKnowWho(Ticket ticket, Actor reader) =>
        ticket.Anonymity is Anonymity.Named || (ticket.Anonymity is Anonymity.Hidden && Calls(reader));

    private static bool Calls(Actor reader) => reader.Role is StaffRole.Clerk or StaffRole.Supervisor;

    public string AddressOf(TicketNumber number) => $"/desk/tickets/{number}{(Beside ? $"?{Web.Beside.Query}" : "")}";

    /// <summary>Returns the address that the form of an action posts to.</summary>
    public string To(string action) => $"/desk/tickets/{Ticket.Number}/{action}{(Beside ? $"?{Web.Beside.Query}" : "")}";

    public string NameOf(string user) => Names.GetValueOrDefault(user, user);
}

/// <summary>A ticket of the same person, or a linked one, as the sidebar lists it.</summary>
public sealed record Mention(TicketNumber Number, string Subject, TicketStatus Status, DateTimeOffset ReceivedAt);

public sealed record Colleague(string User, string Name);
