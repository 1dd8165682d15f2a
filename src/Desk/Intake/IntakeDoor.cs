using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

public enum TakenAs { Opened, Joined, Repeated }

/// <summary>
/// The result of an intake. The ticket is loaded whole if it was opened or joined; a duplicate carries the ticket as it is now.
/// </summary>
public sealed record Taken(Ticket Ticket, TakenAs As, bool Thanks = false);

/// <summary>
/// The single way in for all channels: recognises a duplicate, joins the chat's open ticket or opens a new one. Runs inside the caller's
/// write, so that the caller's own rows (an idempotency key, an inbox row) commit together with the ticket. The caller validates the
/// request with <see cref="MatterRules"/> first.
/// </summary>
public sealed class IntakeDoor(PromisePolicy policy)
{
    public async Task<Taken> TakeAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (await RepeatAsync(unit, matter, cancellation) is { } duplicate) return duplicate;
        var result = await TakeNewAsync(unit, matter, cancellation);
        await MatterFiles.KeepAsync(unit, matter, result.Ticket.Id, result.Ticket.Messages[^1].Id, cancellation);
        return result;
    }

    private async Task<Taken> TakeNewAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (matter.Chat is not null) return await TakeFromChatAsync(unit, matter, matter.Chat, cancellation);
        var person = await Requesters.FindOrAddAsync(unit, matter, cancellation);
        return Open(unit, matter, person, null, null, Stated(matter, unit.Now));
    }

    /// <summary>Clamps a future time to now, because clocks differ by a little.</summary>
    private static DateTimeOffset Stated(Matter matter, DateTimeOffset now) =>
        matter.ReceivedAt?.InMilliseconds() is { } stated && stated < now ? stated : now;

    private async Task<Taken> TakeFromChatAsync(WriteUnit unit, Matter matter, ChatAddress chat,
        CancellationToken cancellation)
    {
        var (person, address) = await Requesters.OfChatAsync(unit, matter, chat, cancellation);
        var sentAt = Believable(matter, unit.Now);
        var (match, editedMessageId, isUncertain) = await WhichMatter.OfAsync(unit, matter, address.Id, cancellation);
        var isCourtesy = Thanks.Is(matter.Description);
        if (match is null || (!isCourtesy && (matter.NewMatter || match.Status is TicketStatus.Closed)))
            return Open(unit, matter, person, address, matter.NewMatter ? null : match, sentAt);
        var body = new Said(matter.Description.Trim(), WriteUnit.NewSalt(), sentAt, isCourtesy, isUncertain && !isCourtesy,
            editedMessageId);
        if (match.Write(matter.Actor.By, body, unit.Moment(policy.Due)) is { } refusal)
            throw new InvalidOperationException($"The ticket refused a resident's message: {refusal.Reason}.");
        match.Notice(unit.Moment(policy.Due));
        if (match.PersonId == person.Id && Requesters.Name(person, matter)) unit.IndexAnew(match.Id);
        Remember(unit, matter, match, match.Messages[^1].Id);
        return new(match, TakenAs.Joined, isCourtesy);
    }

    private Taken Open(WriteUnit unit, Matter matter, Person? person, PersonAddress? address, Ticket? after,
        DateTimeOffset start)
    {
        var context = unit.Moment(policy.Due);
        // A follow-up to an anonymous ticket stays anonymous: naming it would name the first one.
        var anonymity = after is not null && after.Anonymity > matter.Anonymity ? after.Anonymity : matter.Anonymity;
        if (anonymity is Anonymity.Anonymous) person = null;
        if (person is not null && address is not null) Requesters.Name(person, matter);
        var ticket = Ticket.Open(new OpenTicket
        {
            Id = unit.NewId(), Number = unit.NewNumber(), Channel = matter.Channel, Kind = matter.Kind,
            Subject = Blank(matter.Subject),
            Description = new(matter.Description.Trim(), WriteUnit.NewSalt(), start), Language = matter.Language, ReceivedAt = start,
            Reach = ReachOf(matter, person, address), By = matter.Actor.By, Department = matter.Department,
            ServiceItem = matter.ServiceItem,
            Priority = matter.Priority, Anonymity = anonymity, Person = person, ChatAddress = address, LinkedTo = after?.Id,
        }, context);
        if (matter.Answer is { } answer)
        {
            var body = new Said(answer.Text.Trim(), WriteUnit.NewSalt(), start);
            var given = new AnswerGiven(answer.Kind, body, answer.PromisedAt, Blank(answer.Office));
            ticket.AnswerOnTheSpot(matter.Actor.By, given, ViaOf(matter.Channel), context);
        }

        ticket.Notice(context);
        unit.Add(ticket);
        Remember(unit, matter, ticket, ticket.Messages[0].Id);
        return new(ticket, TakenAs.Opened);
    }

    private static async Task<Taken?> RepeatAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (matter.ExternalId is null
            || await unit.TicketOfIntakeAsync(matter.Channel, matter.Caller, matter.ExternalId, cancellation) is not { } id)
            return null;
        var ticket = await unit.Db.WholeTicketAsync(id, cancellation)
            ?? throw new InvalidOperationException("The intake row names a ticket that no longer exists.");
        // The parts of an album repeat the same message, each with one more picture.
        if (matter.Files.Count > 0)
            await MatterFiles.KeepAsync(unit, matter, id, await MessageOfAsync(unit, matter, cancellation), cancellation);
        return new(ticket, TakenAs.Repeated);
    }

    private static Task<long> MessageOfAsync(WriteUnit unit, Matter matter, CancellationToken cancellation) =>
        unit.Db.Intake.Where(i => i.ExternalId == matter.ExternalId && i.Caller == matter.Caller && i.Channel == matter.Channel)
            .Select(i => i.MessageId).FirstAsync(cancellation);

    private static void Remember(WriteUnit unit, Matter matter, Ticket ticket, long messageId)
    {
        if (matter.ExternalId is not null)
            unit.Add(new IntakeRow
            {
                ExternalId = matter.ExternalId, Channel = matter.Channel, Caller = matter.Caller, TicketId = ticket.Id,
                MessageId = messageId,
            });
    }

    /// <summary>
    /// The channel's time, clamped to [now − the cycle's length, now], so that no cycle starts in the future or is due at once.
    /// </summary>
    private DateTimeOffset Believable(Matter matter, DateTimeOffset now)
    {
        var sent = (matter.ReceivedAt ?? now).InMilliseconds();
        var earliest = now - policy.Length(matter.Kind, matter.ServiceItem, matter.Priority);
        return sent > now ? now : sent < earliest ? earliest : sent;
    }

    // A caller of the API reads the answer at /track. A phone without a chat means a call-back. A person with neither looks at /track.
    private static Reach ReachOf(Matter matter, Person? person, PersonAddress? address) => matter switch
    {
        _ when address is not null => Reach.Chat,
        { Channel: ContactChannel.Api } => Reach.Track,
        _ => person?.Phone is null ? Reach.Track : Reach.Phone,
    };

    private static Via ViaOf(ContactChannel channel) => channel switch
    {
        ContactChannel.Counter => Via.FaceToFace,
        ContactChannel.Hotline => Via.Phone,
        _ => Via.Track,
    };

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
