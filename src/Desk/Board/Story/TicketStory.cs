using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Board.Story;

/// <summary>A matter with all that its page shows to this reader.</summary>
public sealed record TicketStory
{
    public required Ticket Ticket { get; init; }

    public required Actor Reader { get; init; }

    public required long Sequence { get; init; }

    public required IReadOnlyList<StoredEvent> Events { get; init; }

    /// <summary>Other matters of the same person, newest first.</summary>
    public required IReadOnlyList<Mention> Others { get; init; }

    public required IReadOnlyList<Mention> Linked { get; init; }

    /// <summary>Whose turn it could be.</summary>
    public required IReadOnlyList<Colleague> Colleagues { get; init; }

    public required IReadOnlyDictionary<string, string> Names { get; init; }

    /// <summary>What came with each message.</summary>
    public required ILookup<long?, Attachment> Files { get; init; }

    /// <summary>Where matters that are not ours belong.</summary>
    public required IReadOnlyList<Office> Offices { get; init; }

    /// <summary>How long its chat still takes messages, where something limits that.</summary>
    public ReplyWindow? Window { get; init; }

    /// <summary>Shown beside the board: then every way from here stays there.</summary>
    public bool Beside { get; init; }

    public string Address => AddressOf(Ticket.Number);

    /// <summary>Who calls people sees whole numbers; the others enough to recognise them.</summary>
    public bool MayCall => Calls(Reader);

    public bool KnowsWho => MayKnowWho(Ticket, Reader);

    /// <summary>It came by a chat, and its resident did not confirm kind and details in the time they usually take.</summary>
    public bool IsUnconfirmed(DateTimeOffset now) => Ticket.ConfirmedAt is null && Ticket.IsOpen && Ticket.Channel.IsChat() && now >= Ticket.EnteredAt + Ticket.TimeToConfirm;

    public bool May(TicketAction action) => Ticket.ErasedAt is null && (Ticket.ActionsIn(Ticket.Status).Contains(action) || action is TicketAction.Write)
        && Authority.May(Reader, action, Ticket, CycleEnd.Withdrawn)
        && (action is not TicketAction.Take || Ticket.Status is TicketStatus.New || Ticket.Assignee is null);

    public static bool MayKnowWho(Ticket ticket, Actor reader) =>
        ticket.Anonymity is Anonymity.Named || (ticket.Anonymity is Anonymity.Hidden && Calls(reader));

    private static bool Calls(Actor reader) => reader.Role is StaffRole.Clerk or StaffRole.Supervisor;

    public string AddressOf(TicketNumber number) => $"/desk/tickets/{number}{(Beside ? $"?{Web.Beside.Query}" : "")}";

    /// <summary>Where a form of this matter goes.</summary>
    public string To(string action) => $"/desk/tickets/{Ticket.Number}/{action}{(Beside ? $"?{Web.Beside.Query}" : "")}";

    public string NameOf(string user) => Names.GetValueOrDefault(user, user);
}

public sealed record Mention(TicketNumber Number, string Subject, TicketStatus Status, DateTimeOffset ReceivedAt);

public sealed record Colleague(string User, string Name);
