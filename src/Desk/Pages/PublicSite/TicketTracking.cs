using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

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
/// Looks up a ticket by its number and its tracking code or the last digits of its phone. Failed tries are limited per address and per
/// number, whether the number exists or not.
/// </summary>
public sealed class TicketTracking(
    IDbContextFactory<DeskDb> contexts, TrackingCodes trackingCodes, IOptions<PublicSiteOptions> options, TimeProvider time)
{
    private const int PhoneTailDigits = 4, MinPhoneDigits = 7;

    private readonly RequestLimiter<string> _addressLimiter = new(time, options.Value.GuessesPerAddress, TimeSpan.FromMinutes(10));
    private readonly RequestLimiter<string> _numberLimiter = new(time, options.Value.GuessesPerNumber, TimeSpan.FromHours(1));

    public async Task<TrackResult> FindAsync(string address, TicketNumber number, string code, CancellationToken cancellation)
    {
        if (_addressLimiter.GetRetryAfter(address) is { } addressWait) return new TrackResult.TrackTooManyTries(addressWait);
        var knowsCode = trackingCodes.Matches(number, code);
        // The tracking code still works while the number is limited. Otherwise anybody could lock a resident out by guessing.
        if (!knowsCode && _numberLimiter.GetRetryAfter(number.ToString()) is { } wait) return new TrackResult.TrackTooManyTries(wait);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ticket = await db.Tickets.WithResidentView().Include(t => t.Person!.Addresses)
            .FirstOrDefaultAsync(t => t.Number == number, cancellation);
        if (ticket is not null && (knowsCode || MatchesPhone(ticket, code))) return new TrackResult.TrackFound(ticket.ToTrackedTicket());
        _addressLimiter.RecordUse(address);
        _numberLimiter.RecordUse(number.ToString());
        return new TrackResult.TrackNoMatch();
    }

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
