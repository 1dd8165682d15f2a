using System.Text;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Search;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Reading;

/// <summary>A person found by the search, with the open tickets.</summary>
public sealed record PersonMatch(
    long Id, string? Name, string? MaskedPhone, string? Township, string? Village, IReadOnlyList<OpenTicketSummary> OpenTickets);

public sealed record OpenTicketSummary(
    TicketNumber Number, string Subject, TicketStatus Status, DateTimeOffset DueAt, CycleState Cycle, bool Unanswered);

/// <summary>
/// Finds people by the beginning or the end of the phone, by a part of the name, or by the number of a ticket, as staff type, among those
/// whom the actor may know.
/// </summary>
public sealed class PersonSearch(IDbContextFactory<DeskDb> contexts)
{
    private const int MaxPeople = 5, MinNameLength = 2, MinPhoneLength = 7, MaxCandidates = 200;

    public async Task<IReadOnlyList<PersonMatch>> FindAsync(Actor actor, string? typed, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var people = await FindPeopleAsync(db, actor, typed?.Trim() ?? "", cancellation);
        var ids = people.Select(p => (long?)p.Id).ToList();
        var open = await db.ReadableTickets(actor).WithResidentKnownTo(actor).Open.Where(t => ids.Contains(t.PersonId))
            .OrderBy(t => t.DueAt).Take(MaxPeople * 10).ToListAsync(cancellation);
        return [.. people.Select(p => ToMatch(p, open.Where(t => t.PersonId == p.Id)))];
    }

    /// <summary>
    /// True if the text is a whole number or a part of a name, so that nobody found means that nobody is on record. Half a number says
    /// nothing yet.
    /// </summary>
    public static bool IsComplete(string? typed) => typed is not null && (HasLetter(typed)
        ? SearchText.FoldLetters(typed).EnumerateRunes().Count() >= MinNameLength
        : PhoneFormat.ReadStarts(typed).Any(start => start.Length >= MinPhoneLength));

    private static async Task<List<Person>> FindPeopleAsync(DeskDb db, Actor actor, string typed, CancellationToken cancellation)
    {
        if (LookUpText.ReadNumber(typed).Number is { } number)
        {
            var resident = db.ReadableTickets(actor).WithResidentKnownTo(actor).Where(t => t.Number == number).Select(t => t.PersonId);
            var found = await TakeAsync(db.ReadablePeople(actor).Where(p => resident.Contains(p.Id)), cancellation);
            if (found.Count > 0) return found;
        }

        if (db.FindPeopleByPhone(typed) is { Count: > 0 } lookUps)
        {
            var byPhone = lookUps.Aggregate((one, other) => one.Union(other));
            return await TakeAsync(db.ReadablePeople(actor).Where(p => byPhone.Contains(p.Id)), cancellation);
        }

        return HasLetter(typed) ? await FindByNameAsync(db, actor, typed, cancellation) : [];
    }

    /// <summary>
    /// Finds people by name through the index of words, which folds what is typed. The parts of a name are found in any order, because the
    /// father's name is said first as often as last. Only where that finds nobody, the inside of names is looked through, which reads them
    /// all.
    /// </summary>
    private static async Task<List<Person>> FindByNameAsync(DeskDb db, Actor actor, string typed, CancellationToken cancellation)
    {
        if (SearchText.FoldLetters(typed).EnumerateRunes().Count() < MinNameLength) return [];
        string[] parts = [.. SearchText.ParseQuery(typed).Select(SearchText.FoldLetters)];
        // The letters of a long text may all come after the part that is looked up.
        if (parts.Length == 0) return [];
        var words = db.FindTicketIdsByPhrase(typed);
        var named = db.ReadableTickets(actor).WithResidentKnownTo(actor).Where(t => words.Contains(t.Id)).OrderByDescending(t => t.Id)
            .Take(MaxCandidates).Select(t => t.PersonId);
        var candidates = await db.ReadablePeople(actor).Where(p => named.Contains(p.Id)).Include(p => p.Addresses)
            .OrderByDescending(p => p.Id).ToListAsync(cancellation);
        var found = candidates.Where(p => p.Name is { } name && HasAll(SearchText.FoldLetters(name), parts)).Take(MaxPeople).ToList();
        return found.Count > 0 ? found : await TakeAsync(db.ReadablePeople(actor).Where(p => p.Name!.Contains(typed)), cancellation);
    }

    private static bool HasAll(string name, IEnumerable<string> parts) =>
        parts.All(part => name.Contains(part, StringComparison.Ordinal));

    private static Task<List<Person>> TakeAsync(IQueryable<Person> people, CancellationToken cancellation) =>
        people.Include(p => p.Addresses).OrderByDescending(p => p.Id).Take(MaxPeople).ToListAsync(cancellation);

    private static bool HasLetter(string text) => PhoneFormat.ReadStarts(text).Count == 0 && text.EnumerateRunes().Any(Rune.IsLetter);

    private static PersonMatch ToMatch(Person person, IEnumerable<Ticket> open) => new(
        person.Id, person.Name, person.Phone is { } phone ? PhoneFormat.Mask(phone) : null, person.Township, person.Village,
        [.. open.Select(t => new OpenTicketSummary(t.Number, t.Subject, t.Status, t.DueAt, t.CycleState, t.Unanswered))]);
}
