using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>A ticket as its resident may see it, in a chat as on the tracking page.</summary>
internal static class ResidentView
{
    private static readonly MessageKind[] VisibleKinds =
        [MessageKind.Answer, MessageKind.NextStep, MessageKind.NeedFromYou, MessageKind.OutOfRemit, MessageKind.Resolution];

    /// <summary>Loads the rows that <see cref="ToTrackedTicket"/> needs.</summary>
    public static IQueryable<Ticket> WithResidentView(this IQueryable<Ticket> tickets) =>
        tickets.AsNoTracking().Include(t => t.Messages).Include(t => t.Ratings).Include(t => t.Referrals).AsSplitQuery();

    /// <summary>The recordings of the answers of a ticket. After the erasure there are none.</summary>
    public static IQueryable<Attachment> RecordingsFor(this DeskDb db, TicketNumber number)
    {
        var ticket = db.Tickets.Where(t => t.Number == number && t.ErasedAt == null).Select(t => (long?)t.Id);
        var answers = db.Messages.Where(m => VisibleKinds.Contains(m.Kind)).Select(m => (long?)m.Id);
        return db.Attachments.AsNoTracking().Where(a => a.Kind == FileKind.Voice && a.State == AttachmentState.Kept
            && ticket.Contains(a.TicketId) && answers.Contains(a.MessageId)).OrderBy(a => a.Id);
    }

    public static TrackedTicket ToTrackedTicket(this Ticket ticket, ILookup<long?, Attachment>? recordings = null) => new()
    {
        Number = ticket.Number, Kind = ticket.Kind, Subject = ticket.Subject, Status = ticket.Status,
        Rated = ticket.CurrentRating is not null, Withdrawn = IsWithdrawn(ticket),
        ReceivedAt = ticket.ReceivedAt, DueAt = ticket.DueAt, Cycle = ticket.CycleState, Unanswered = ticket.Unanswered,
        MayAppeal = ticket.MayAppealAt(ticket.UpdatedAt),
        IsAppealed = ticket.Referrals.Any(r => r is { Cause: ReferralCause.Appeal, State: ReferralState.Open }),
        ErasedAfterYears = ticket.ErasedAfterYears,
        // The rows of erased answers stay, but there is nothing left in them to show.
        Answers = ticket.ErasedAt is not null ? [] :
        [
            .. ticket.Messages.Where(m => VisibleKinds.Contains(m.Kind)).OrderBy(m => m.Id)
                .Select(m => new TrackedAnswer(m.At, m.Text, m.KindOfAnswer)
                {
                    PromisedAt = m.PromisedAt, Recordings = [.. recordings?[m.Id].Select(r => new TrackedRecording(r.Id, r.Seconds)) ?? []],
                }),
        ],
    };

    // The words of the resident that close a ticket are recorded at that moment.
    private static bool IsWithdrawn(Ticket ticket) => ticket.Status is TicketStatus.Closed && ticket.ResolvedAt is null
        && ticket.Messages.Any(m => m.Kind is MessageKind.FromResident && m.RecordedAt == ticket.ClosedAt);
}
