using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web.Forms;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.PublicSite;

/// <summary>The result of looking up a ticket by number and code.</summary>
public abstract record Look
{
    private Look() { }

    public sealed record Found(TrackedTicket Matter) : Look;

    /// <summary>
    /// The ticket does not exist or the code is wrong. The two are not distinguished, so that numbers cannot be probed.
    /// </summary>
    public sealed record NoMatch : Look;

    public sealed record TooMany(TimeSpan Wait) : Look;
}

/// <summary>
/// Looks up a ticket by its number and its tracking code or the last digits of its phone. Failed tries are limited per address and per
/// number, whether the number exists or not.
/// </summary>
public sealed class TrackMatter(IDbContextFactory<DeskDb> contexts, Secrets secrets, IOptions<PublicSiteOptions> options, TimeProvider time)
{
    private const int Tail = 4, WholePhone = 7;

    private static readonly MessageKind[] Told =
        [MessageKind.Answer, MessageKind.NextStep, MessageKind.NeedFromYou, MessageKind.OutOfRemit, MessageKind.Resolution];

    private readonly Allowance _addresses = new(time, options.Value.GuessesPerAddress, TimeSpan.FromMinutes(10));
    private readonly Allowance _numbers = new(time, options.Value.GuessesPerNumber, TimeSpan.FromHours(1));

    public async Task<Look> LookAsync(string address, TicketNumber number, string code, CancellationToken cancellation)
    {
        if (_addresses.Wait(address) is { } addressWait) return new Look.TooMany(addressWait);
        var knowsCode = secrets.IsTrackingCodeOf(number, code);
        // The tracking code still works while the number is limited. Otherwise anybody could lock a resident out by guessing.
        if (!knowsCode && _numbers.Wait(number.ToString()) is { } wait) return new Look.TooMany(wait);
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var ticket = await db.Tickets.AsNoTracking().Include(t => t.Person!.Addresses).Include(t => t.Messages).AsSplitQuery()
            .FirstOrDefaultAsync(t => t.Number == number, cancellation);
        if (ticket is not null && (knowsCode || IsPhoneOf(ticket, code))) return new Look.Found(Tracked(ticket));
        _addresses.Use(address);
        _numbers.Use(number.ToString());
        return new Look.NoMatch();
    }

    private static bool IsPhoneOf(Ticket ticket, string written)
    {
        if (written.Any(char.IsLetter)) return false;
        var digits = Phone.Digits(written);
        return ticket.Person?.Addresses.Any(a => a.Kind is AddressKind.Phone
            && Phone.Read(a.AsWritten) is { Length: >= WholePhone } phone
            && (digits.Length == Tail ? phone.EndsWith(digits, StringComparison.Ordinal) : phone == Phone.Read(written))) == true;
    }

    private static TrackedTicket Tracked(Ticket ticket) => new()
    {
        Number = ticket.Number, Kind = ticket.Kind, Status = ticket.Status, ReceivedAt = ticket.ReceivedAt, DueAt = ticket.DueAt,
        Cycle = ticket.CycleState, Unanswered = ticket.Unanswered, ErasedAfterYears = ticket.ErasedAfterYears,
        Answers = [.. ticket.Messages.Where(m => Told.Contains(m.Kind)).OrderBy(m => m.Id)
            .Select(m => new TrackedAnswer(m.At, m.Text, m.Answers) { PromisedAt = m.PromisedAt })],
    };
}
