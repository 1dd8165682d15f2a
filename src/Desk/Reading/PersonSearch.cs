using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>A person found by the search, with the open tickets.</summary>
public sealed record PersonMatch(
    long Id, string? Name, string? MaskedPhone, string? Township, string? Village, IReadOnlyList<OpenTicketSummary> OpenTickets);

public sealed record OpenTicketSummary(
    TicketNumber Number, string Subject, TicketStatus Status, DateTimeOffset DueAt, CycleState Cycle, bool Unanswered);

/// <summary>
/// Finds people by the beginning of the phone or a part of the name, as staff type, among those whom the actor may know.
/// </summary>
public sealed class PersonSearch(IDbContextFactory<DeskDb> contexts)
{
    private const int MaxPeople = 5, MinPhoneDigits = 3, MinNameLength = 2;

    public async Task<IReadOnlyList<PersonMatch>> FindAsync(Actor actor, string? typed, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        if (FindMatches(db, actor, typed?.Trim() ?? "") is not { } wanted) return [];
        var people = await wanted.Include(p => p.Addresses)
            .OrderByDescending(p => p.Id).Take(MaxPeople).ToListAsync(cancellation);
        var ids = people.Select(p => (long?)p.Id).ToList();
        var open = await db.ReadableTickets(actor).WithResidentKnownTo(actor).Open.Where(t => ids.Contains(t.PersonId))
            .OrderBy(t => t.DueAt).Take(MaxPeople * 10).ToListAsync(cancellation);
        return [.. people.Select(p => ToMatch(p, open.Where(t => t.PersonId == p.Id)))];
    }

    private static IQueryable<Person>? FindMatches(DeskDb db, Actor actor, string typed)
    {
        var digits = Digits.Extract(typed);
        var known = db.ReadablePeople(actor);
        if (typed.Any(char.IsLetter)) return typed.Length < MinNameLength ? null : known.Where(p => p.Name!.Contains(typed));
        if (digits.Length < MinPhoneDigits) return null;
        var from = PhoneFormat.Normalize(typed) ?? digits;
        // A range instead of LIKE, so that the index on the number is used.
        var to = from + "a";
#pragma warning disable CA1309 // The database compares: EF Core cannot translate the overload with a comparison type.
        var people = db.Addresses
            .Where(a => string.Compare(a.Value, from) >= 0 && string.Compare(a.Value, to) < 0 && a.Kind == AddressKind.Phone)
            .Select(a => a.PersonId);
#pragma warning restore CA1309
        return known.Where(p => people.Contains(p.Id));
    }

    private static PersonMatch ToMatch(Person person, IEnumerable<Ticket> open) => new(
        person.Id, person.Name, person.Phone is { } phone ? PhoneFormat.Mask(phone) : null, person.Township, person.Village,
        [.. open.Select(t => new OpenTicketSummary(t.Number, t.Subject, t.Status, t.DueAt, t.CycleState, t.Unanswered))]);
}
