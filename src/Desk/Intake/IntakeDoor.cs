using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

public enum IntakeOutcome { Opened, Joined, Duplicate }

/// <summary>
/// The result of an intake. The ticket is loaded whole if it was opened or joined; a duplicate carries the ticket as it is now.
/// </summary>
public sealed record IntakeResult(Ticket Ticket, IntakeOutcome Outcome, bool IsCourtesy = false);

/// <summary>
/// The single way in for all channels: recognises a duplicate, joins the chat's open ticket or opens a new one. Runs inside the caller's
/// write, so that the caller's own rows (an idempotency key, an inbox row) commit together with the ticket. The caller validates the
/// request with <see cref="IntakeValidation"/> first.
/// </summary>
public sealed class IntakeDoor(PromisePolicy policy, IntakeChannels channels, DiskSpace disk)
{
    /// <summary>
    /// Returns true if too little of the disk is free for another ticket. Words to a ticket that was accepted are still taken, and a repeat
    /// of a request is still answered.
    /// </summary>
    public async Task<bool> HasNoRoomForAsync(WriteUnit unit, IntakeRequest request) =>
        !disk.AcceptsTickets
        && !(request.TargetTicket is { } target
            && await unit.Db.Tickets.AnyAsync(t => t.Number == target && t.Status != TicketStatus.Closed))
        && (request.ExternalId is null
            || await unit.FindTicketByExternalIdAsync(request.Channel, request.Caller, request.ExternalId, CancellationToken.None) is null);

    public async Task<IntakeResult> SubmitAsync(WriteUnit unit, IntakeRequest request, CancellationToken cancellation)
    {
        if (await FindDuplicateAsync(unit, request, cancellation) is { } duplicate) return duplicate;
        var result = await SubmitNewAsync(unit, request, cancellation);
        await IntakeFiles.AttachAsync(unit, request, result.Ticket.Id, result.Ticket.Messages[^1].Id, cancellation);
        return result;
    }

    private async Task<IntakeResult> SubmitNewAsync(WriteUnit unit, IntakeRequest request, CancellationToken cancellation)
    {
        if (request.Chat is not null) return await SubmitFromChatAsync(unit, request, request.Chat, cancellation);
        if (request.TargetTicket is { } number) return await SubmitToTicketAsync(unit, request, number, cancellation);
        var person = await Requesters.FindOrAddAsync(unit, request, cancellation);
        return OpenNewTicket(unit, request, person, null, null, ClampReceivedTime(request, unit.Now));
    }

    /// <summary>
    /// Adds what a resident sent outside of any chat to the ticket that they proved to be theirs. A closed ticket gets a follow-up.
    /// </summary>
    private async Task<IntakeResult> SubmitToTicketAsync(WriteUnit unit, IntakeRequest request, TicketNumber number,
        CancellationToken cancellation)
    {
        var ticket = await unit.Db.FindFullTicketAsync(number, cancellation)
            ?? throw new InvalidOperationException($"There is no ticket {number}, but the request names it as found.");
        var isCourtesy = request.IsCourtesy || CourtesyDetector.IsCourtesy(request.Description, ticket);
        var body = new MessageBody(request.Description.Trim(), WriteUnit.NewSalt(), unit.Now, isCourtesy);
        if (ticket.OpensFollowUp(body)) return OpenNewTicket(unit, request, ticket.Person, ticket.ChatAddress, ticket, unit.Now);
        var context = unit.CreateChangeContext(policy);
        ticket.AddResidentMessage(request.Actor.Author, body, context).ThrowIfRefused();
        ticket.RecordMissedDeadlines(context);
        AddIntakeRow(unit, request, ticket, ticket.Messages[^1].Id);
        return new(ticket, IntakeOutcome.Joined, isCourtesy);
    }

    /// <summary>Clamps a future time to now, because clocks differ by a little.</summary>
    private static DateTimeOffset ClampReceivedTime(IntakeRequest request, DateTimeOffset now) =>
        request.ReceivedAt?.TruncateToMilliseconds() is { } stated && stated < now ? stated : now;

    private async Task<IntakeResult> SubmitFromChatAsync(WriteUnit unit, IntakeRequest request, ChatAddress chat,
        CancellationToken cancellation)
    {
        var (person, address, isNewChat) = await Requesters.FindOrAddByChatAsync(unit, chat, cancellation);
        var sentAt = ClampSentTime(request, unit.Now);
        if (isNewChat) return OpenNewTicket(unit, request, person, address, null, sentAt);
        var (ticket, editedMessageId, isUncertain) = await TicketMatch.FindAsync(unit, request, address.Id, sentAt, cancellation);
        // An edit answers no question of staff that came after the message.
        var isCourtesy = request.IsCourtesy || CourtesyDetector.IsCourtesy(request.Description, editedMessageId is null ? ticket : null);
        if (ticket is null || (!isCourtesy && (request.OpensNewTicket || ticket.Status is TicketStatus.Closed)))
            return OpenNewTicket(unit, request, person, address, request.OpensNewTicket ? null : ticket, sentAt);
        var body = new MessageBody(request.Description.Trim(), WriteUnit.NewSalt(), sentAt, isCourtesy, isUncertain && !isCourtesy,
            editedMessageId);
        ticket.AddResidentMessage(request.Actor.Author, body, unit.CreateChangeContext(policy)).ThrowIfRefused();
        ticket.RecordMissedDeadlines(unit.CreateChangeContext(policy));
        // Everything that is sent to the resident follows the language that they write now. Thanks are said in any language.
        if (!isCourtesy) ticket.Amend(request.Actor.Author, request.Language, unit.CreateChangeContext(policy));
        AddIntakeRow(unit, request, ticket, ticket.Messages[^1].Id);
        return new(ticket, IntakeOutcome.Joined, isCourtesy);
    }

    private IntakeResult OpenNewTicket(WriteUnit unit, IntakeRequest request, Person? person, PersonAddress? address, Ticket? previous,
        DateTimeOffset startedAt)
    {
        var context = unit.CreateChangeContext(policy);
        // A follow-up to an anonymous ticket stays anonymous: naming it would name the first one.
        var anonymity = previous is not null && previous.Anonymity > request.Anonymity ? previous.Anonymity : request.Anonymity;
        if (anonymity is Anonymity.Anonymous) person = null;
        var ticket = Ticket.Open(new NewTicket
        {
            Id = unit.NewId(), Number = unit.NewNumber(), Channel = request.Channel, Kind = request.Kind,
            Subject = CleanText.TrimToNull(request.Subject)
                ?? Ticket.SubjectFrom(Politeness.FirstLineOfSubstance(request.Description)),
            Description = new(request.Description.Trim(), WriteUnit.NewSalt(), startedAt), Language = request.Language,
            ReceivedAt = startedAt,
            Reach = ChooseReach(request, person, address), Author = request.Actor.Author, Department = request.Department,
            ServiceItem = request.ServiceItem,
            Priority = request.Priority, Anonymity = anonymity, Person = person, ChatAddress = address, LinkedToTicketId = previous?.Id,
        }, context);
        if (request.Answer is { } answer)
        {
            var body = new MessageBody(answer.Text.Trim(), WriteUnit.NewSalt(), startedAt);
            var given = new AnswerContent(answer.Kind, body, answer.PromisedAt, CleanText.TrimToNull(answer.Office));
            ticket.AnswerOnTheSpot(request.Actor.Author, given, channels.GetTraits(request.Channel).OnTheSpot, context).ThrowIfRefused();
        }

        ticket.RecordMissedDeadlines(context);
        unit.Add(ticket);
        AddIntakeRow(unit, request, ticket, ticket.Messages[0].Id);
        return new(ticket, IntakeOutcome.Opened);
    }

    private static async Task<IntakeResult?> FindDuplicateAsync(WriteUnit unit, IntakeRequest request, CancellationToken cancellation)
    {
        if (request.ExternalId is null
            || await unit.FindTicketByExternalIdAsync(request.Channel, request.Caller, request.ExternalId, cancellation) is not { } id)
            return null;
        var ticket = await unit.Db.FindFullTicketAsync(id, cancellation)
            ?? throw new InvalidOperationException("The intake row names a ticket that no longer exists.");
        // The parts of an album repeat the same message, each with one more picture.
        if (request.Files.Count > 0)
            await IntakeFiles.AttachAsync(unit, request, id, await FindMessageIdAsync(unit, request, cancellation), cancellation);
        return new(ticket, IntakeOutcome.Duplicate);
    }

    private static Task<long> FindMessageIdAsync(WriteUnit unit, IntakeRequest request, CancellationToken cancellation) =>
        unit.Db.IntakeIds.Where(i => i.ExternalId == request.ExternalId && i.Caller == request.Caller && i.Channel == request.Channel)
            .Select(i => i.MessageId).FirstAsync(cancellation);

    private static void AddIntakeRow(WriteUnit unit, IntakeRequest request, Ticket ticket, long messageId)
    {
        if (request.ExternalId is not null)
            unit.Add(new IntakeIdRow
            {
                ExternalId = request.ExternalId, Channel = request.Channel, Caller = request.Caller, TicketId = ticket.Id,
                MessageId = messageId,
            });
    }

    /// <summary>
    /// The channel's time, clamped to [now − the cycle's length, now], so that no cycle starts in the future or was due in the past.
    /// </summary>
    private DateTimeOffset ClampSentTime(IntakeRequest request, DateTimeOffset now)
    {
        var sent = (request.ReceivedAt ?? now).TruncateToMilliseconds();
        var earliest = policy.EarliestStartFor(request.Kind, request.ServiceItem, request.Priority, now);
        return sent > now ? now : sent < earliest ? earliest : sent;
    }

    // A person with neither a chat nor a phone looks at /track.
    private Reach ChooseReach(IntakeRequest request, Person? person, PersonAddress? address)
    {
        if (address is not null) return Reach.Chat;
        return person?.Phone is not null && channels.GetTraits(request.Channel).CallsBack ? Reach.Phone : Reach.Track;
    }
}
