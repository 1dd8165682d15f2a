using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.WebUtilities;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>A ticket with everything its page shows to one reader.</summary>
public sealed record TicketPageModel
{
    private IReadOnlyList<Message>? _story;

    public required Ticket Ticket { get; init; }

    public required Actor Reader { get; init; }

    public required long Sequence { get; init; }

    public required IReadOnlyList<TicketEvent> Events { get; init; }

    /// <summary>Other tickets of the same person, newest first.</summary>
    public required IReadOnlyList<RelatedTicket> OtherTickets { get; init; }

    public required IReadOnlyList<RelatedTicket> LinkedTickets { get; init; }

    /// <summary>Active colleagues who may read the ticket and so may be assigned.</summary>
    public required IReadOnlyList<AssignableColleague> Colleagues { get; init; }

    public required IReadOnlyDictionary<string, string> StaffNames { get; init; }

    /// <summary>The names of departments and townships, as edited in this deployment.</summary>
    public required CatalogueNames Catalogue { get; init; }

    /// <summary>Attachments by message id.</summary>
    public required ILookup<long?, Attachment> AttachmentsByMessage { get; init; }

    /// <summary>Catalogue offices to refer residents to when a ticket is out of remit.</summary>
    public required IReadOnlyList<Office> Offices { get; init; }

    /// <summary>The channel's reply window. Null for channels without one.</summary>
    public ReplyWindow? ReplyWindow { get; init; }

    /// <summary>The slip whose result is offered as the answer to the resident; null if none is.</summary>
    public long? SlipForAnswer { get; init; }

    public const string SlipQuery = "slip";

    /// <summary>The text that the composer begins with.</summary>
    public string? TextForAnswer => Ticket.Slips.FirstOrDefault(s => s.Id == SlipForAnswer)?.AnswerMessageId is { } result
        ? Ticket.Messages.FirstOrDefault(m => m.Id == result)?.Text : null;

    /// <summary>True when the page is shown in the board's side pane: its links and forms then stay in the pane.</summary>
    public bool IsBesideBoard { get; init; }

    public const string WholePhoneQuery = "phone", WholeStoryQuery = "whole";

    /// <summary>The messages that are shown of a long story, the newest.</summary>
    public const int MaxShownMessages = 200;

    /// <summary>True when the reader asked for all messages of a long story.</summary>
    public bool ShowsWholeStory { get; init; }

    public string AddressWithWholeStory => QueryHelpers.AddQueryString(Address, WholeStoryQuery, "1");

    /// <summary>The messages of the ticket as they came, without those that were moved away.</summary>
    public IReadOnlyList<Message> Story =>
        _story ??= [.. Ticket.Messages.Where(m => m.MovedToTicketId is null).OrderBy(m => m.Id)];

    /// <summary>The id of the first message that is shown; null when all are.</summary>
    public long? FirstShownMessage => !ShowsWholeStory && Story is { Count: > MaxShownMessages } story ? story[^MaxShownMessages].Id : null;

    /// <summary>Returns the address of a message on this page, which leads to the whole story if the message is not shown.</summary>
    public string AddressOf(Message message) =>
        (message.Id < FirstShownMessage ? AddressWithWholeStory : "") + $"#m{message.Id}";

    internal FormContext FormContext => new(Ticket, Reader, Colleagues, Catalogue);

    public string Address => AddressOf(Ticket.Number);

    /// <summary>The page's address with the whole phone number on it.</summary>
    public string AddressWithPhone => QueryHelpers.AddQueryString(Address, WholePhoneQuery, "1");

    /// <summary>
    /// True when the reader asked for the whole number, which is recorded. Without that no page holds it, not even hidden.
    /// </summary>
    public bool ShowsWholePhone { get; init; }

    /// <summary>True for a ticket whose readers are recorded in the security log.</summary>
    public bool IsConfidential => Ticket.Kind is TicketKind.Complaint or TicketKind.Report;

    public bool MaySeePhone => ShowsResident && Ticket.Person?.Phone is not null && Authority.MaySeePhone(Reader, Ticket);

    public bool ShowsResident => Authority.MayKnowResident(Reader, Ticket.Anonymity);

    /// <summary>True for an open chat ticket whose resident did not confirm kind and details in the usual time.</summary>
    public bool IsUnconfirmed(DateTimeOffset now) => Ticket.ConfirmedAt is null && Ticket.IsOpen && Ticket.Channel.IsChat()
        && now >= Ticket.EnteredAt + Ticket.ConfirmationPeriod;

    /// <summary>
    /// True for an action that the ticket and the reader's rights allow. Resolving is offered before the answer too: its refusal tells what
    /// comes first.
    /// </summary>
    public bool Allows(TicketAction action, DateTimeOffset now) => Authority.May(Reader, action, Ticket, CycleEndReason.Withdrawn)
        && Ticket.RefusalReasonFor(action, now) is null or RefusalReason.Unanswered;

    public string AddressOf(TicketNumber number) =>
        $"/desk/tickets/{number}{(IsBesideBoard ? $"?{SidePane.Query}" : "")}";

    /// <summary>Returns the address that the form of an action posts to.</summary>
    public string FormAddress(string action) =>
        $"/desk/tickets/{Ticket.Number}/{action}{(IsBesideBoard ? $"?{SidePane.Query}" : "")}";

    /// <summary>Returns the address of the page with the result of a slip in the composer.</summary>
    public string AddressWithAnswer(TransferSlip slip) => QueryHelpers.AddQueryString(Address, SlipQuery, $"{slip.Id}") + "#answer";

    public string SlipDepartmentName(long slip) => Ticket.Slips.FirstOrDefault(s => s.Id == slip) is { } known
        ? Catalogue.DepartmentName(Reader.Language, known.Department) : "";

    public string StaffName(string user) => StaffNames.GetValueOrDefault(user, user);
}

/// <summary>A ticket of the same person, or a linked one, as the sidebar lists it.</summary>
public sealed record RelatedTicket(TicketNumber Number, string Subject, TicketStatus Status, DateTimeOffset ReceivedAt);
