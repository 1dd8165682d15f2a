using EcomCenter.Contracts;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Intake;

public enum TakenAs { Opened, Joined, Repeated }

/// <summary>What the door made of a matter. The ticket is whole when it was opened or joined; a repeat has what it is now.</summary>
public sealed record Taken(Ticket Ticket, TakenAs As, bool Thanks = false);

/// <summary>
/// The one door of all channels: recognises a repeat, joins the chat's open ticket or opens a new one. Runs inside the caller's write, so that
/// whatever the caller keeps (an idempotency row, an inbox mark) is kept together with the ticket. Check the matter with <see cref="MatterRules"/> first.
/// </summary>
public sealed class IntakeDoor(PromisePolicy policy)
{
    public async Task<Taken> TakeAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (await RepeatAsync(unit, matter, cancellation) is { } repeated) return repeated;
        var taken = await TakeNewAsync(unit, matter, cancellation);
        await MatterFiles.KeepAsync(unit, matter, taken.Ticket.Id, taken.Ticket.Messages[^1].Id, cancellation);
        return taken;
    }

    private async Task<Taken> TakeNewAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (matter.Chat is not null) return await TakeFromChatAsync(unit, matter, matter.Chat, cancellation);
        var person = await Requesters.FindOrAddAsync(unit, matter, cancellation);
        return Open(unit, matter, person, null, null, Stated(matter, unit.Now));
    }

    /// <summary>Clocks differ by a little: what is said to come in a moment came now.</summary>
    private static DateTimeOffset Stated(Matter matter, DateTimeOffset now) => matter.ReceivedAt?.InMilliseconds() is { } stated && stated < now ? stated : now;

    private async Task<Taken> TakeFromChatAsync(WriteUnit unit, Matter matter, ChatAddress chat, CancellationToken cancellation)
    {
        var (person, address) = await Requesters.OfChatAsync(unit, matter, chat, cancellation);
        var sent = Believable(matter, unit.Now);
        var (meant, edited, unsure) = await WhichMatter.OfAsync(unit, matter, address.Id, cancellation);
        var thanks = Thanks.Is(matter.Description);
        if (meant is null || (!thanks && (matter.NewMatter || meant.Status is TicketStatus.Closed)))
            return Open(unit, matter, person, address, matter.NewMatter ? null : meant, sent);
        var said = new Said(matter.Description.Trim(), WriteUnit.NewSalt(), sent, thanks, unsure && !thanks, edited);
        if (meant.Write(matter.Actor.By, said, unit.Moment(policy.Due)) is { } refusal)
            throw new InvalidOperationException($"A resident's message was refused: {refusal.Reason}.");
        meant.Notice(unit.Moment(policy.Due));
        if (meant.PersonId == person.Id && Requesters.Name(person, matter)) unit.IndexAnew(meant.Id);
        Remember(unit, matter, meant, meant.Messages[^1].Id);
        return new(meant, TakenAs.Joined, thanks);
    }

    private Taken Open(WriteUnit unit, Matter matter, Person? person, PersonAddress? address, Ticket? after, DateTimeOffset start)
    {
        var moment = unit.Moment(policy.Due);
        // Who was anonymous is not named by going on.
        var anonymity = after is not null && after.Anonymity > matter.Anonymity ? after.Anonymity : matter.Anonymity;
        if (anonymity is Anonymity.Anonymous) person = null;
        if (person is not null && address is not null) Requesters.Name(person, matter);
        var ticket = Ticket.Open(new OpenTicket
        {
            Id = unit.NewId(), Number = unit.NewNumber(), Channel = matter.Channel, Kind = matter.Kind, Subject = Blank(matter.Subject),
            Description = new(matter.Description.Trim(), WriteUnit.NewSalt(), start), Language = matter.Language, ReceivedAt = start,
            Reach = ReachOf(matter, person, address), By = matter.Actor.By, Department = matter.Department, ServiceItem = matter.ServiceItem,
            Priority = matter.Priority, Anonymity = anonymity, Person = person, ChatAddress = address, LinkedTo = after?.Id,
        }, moment);
        if (matter.Answer is { } answer)
            ticket.AnswerOnTheSpot(matter.Actor.By, new(answer.Kind, new(answer.Text.Trim(), WriteUnit.NewSalt(), start), answer.PromisedAt, Blank(answer.Office)),
                ViaOf(matter.Channel), moment);
        ticket.Notice(moment);
        unit.Add(ticket);
        Remember(unit, matter, ticket, ticket.Messages[0].Id);
        return new(ticket, TakenAs.Opened);
    }

    private static async Task<Taken?> RepeatAsync(WriteUnit unit, Matter matter, CancellationToken cancellation)
    {
        if (matter.ExternalId is null || await unit.TicketOfIntakeAsync(matter.Channel, matter.Caller, matter.ExternalId, cancellation) is not { } id) return null;
        var ticket = await unit.Db.WholeTicketAsync(id, cancellation) ?? throw new InvalidOperationException("A remembered ticket is gone.");
        // An album comes in parts: each is the same message again, with one more picture.
        if (matter.Files.Count > 0) await MatterFiles.KeepAsync(unit, matter, id, await MessageOfAsync(unit, matter, cancellation), cancellation);
        return new(ticket, TakenAs.Repeated);
    }

    private static Task<long> MessageOfAsync(WriteUnit unit, Matter matter, CancellationToken cancellation) =>
        unit.Db.Intake.Where(i => i.ExternalId == matter.ExternalId && i.Caller == matter.Caller && i.Channel == matter.Channel)
            .Select(i => i.MessageId).FirstAsync(cancellation);

    private static void Remember(WriteUnit unit, Matter matter, Ticket ticket, long messageId)
    {
        if (matter.ExternalId is not null)
            unit.Add(new IntakeRow { ExternalId = matter.ExternalId, Channel = matter.Channel, Caller = matter.Caller, TicketId = ticket.Id, MessageId = messageId });
    }

    /// <summary>The channel's time, as far as it can be true: not after we got it, not so long before that the promise was over at once.</summary>
    private DateTimeOffset Believable(Matter matter, DateTimeOffset now)
    {
        var sent = (matter.ReceivedAt ?? now).InMilliseconds();
        var earliest = now - policy.Length(matter.Kind, matter.ServiceItem, matter.Priority);
        return sent > now ? now : sent < earliest ? earliest : sent;
    }

    // A matter from another program is answered there; a phone alone means that somebody calls back; who left neither looks at /track.
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
