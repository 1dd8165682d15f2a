using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The result of looking up a ticket by number and code.</summary>
public abstract record TrackResult
{
    private TrackResult() { }

    public sealed record TrackFound(TrackedTicket Ticket) : TrackResult;

    /// <summary>
    /// The ticket does not exist or the code is wrong. The two are not distinguished, so that numbers cannot be probed.
    /// </summary>
    public sealed record TrackNoMatch : TrackResult;

    public sealed record TrackTooManyTries(TimeSpan RetryAfter) : TrackResult;
}

/// <summary>
/// Looks up a ticket by its number and its tracking code or the last digits of its phone. Failed tries are limited, whether the number
/// exists or not.
/// </summary>
public sealed class TicketTracking(IDbContextFactory<DeskDb> contexts, TrackingCodes trackingCodes, TrackingRateLimit rateLimit)
{
    private const int PhoneTailDigits = 4, MinPhoneDigits = 7;

    public async Task<TrackResult> FindAsync(string address, TicketNumber number, string code, CancellationToken cancellation)
    {
        var knowsCode = trackingCodes.Matches(number, code);
        if (rateLimit.CountTry(address, number, knowsCode) is { } wait) return new TrackResult.TrackTooManyTries(wait);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ticket = await db.Tickets.WithResidentView().Include(t => t.Person!.Addresses)
            .FirstOrDefaultAsync(t => t.Number == number, cancellation);
        if (ticket is null || (!knowsCode && !MatchesPhone(ticket, code))) return new TrackResult.TrackNoMatch();
        rateLimit.TakeBackRightTry(address, number, knowsCode);
        return new TrackResult.TrackFound(ticket.ToTrackedTicket(await LoadRecordingsAsync(db, number, cancellation)));
    }

    /// <summary>Reads a ticket that was found before, by the token of its page. Null if it is gone.</summary>
    public async Task<TrackedTicket?> ReadAsync(TicketNumber number, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return (await db.Tickets.WithResidentView().FirstOrDefaultAsync(t => t.Number == number, cancellation))
            ?.ToTrackedTicket(await LoadRecordingsAsync(db, number, cancellation));
    }

    private static async Task<ILookup<long?, Attachment>> LoadRecordingsAsync(
        DeskDb db, TicketNumber number, CancellationToken cancellation) =>
        (await db.RecordingsFor(number).ToListAsync(cancellation)).ToLookup(recording => recording.MessageId);

    private static bool MatchesPhone(Ticket ticket, string written)
    {
        if (written.Any(char.IsLetter)) return false;
        var digits = Digits.Extract(written);
        return ticket.Person?.Addresses.Any(a => a.Kind == AddressKind.Phone
            && PhoneFormat.Normalize(a.AsWritten) is { Length: >= MinPhoneDigits } phone
            && (digits.Length == PhoneTailDigits ? phone.EndsWith(digits, StringComparison.Ordinal)
                : phone == PhoneFormat.Normalize(written))) == true;
    }
}
