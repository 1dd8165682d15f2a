using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Reading.Surges;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Supervisor.Surges;

/// <summary>A submitted form of a surge, and what came of it.</summary>
public sealed record SurgeAttempt(IFormCollection Fields)
{
    public const string AnswerAction = "answer", LinkAction = "link", TextPrefix = "text-", VersionPrefix = "version-",
        LanguagePrefix = "language-";

    public SelectedTickets Selected { get; } = new(Fields);

    public bool IsStale { get; init; }

    public IReadOnlyList<FieldFault> Faults { get; init; } = [];

    public int Done { get; init; }

    public IReadOnlyList<(TicketNumber Number, TicketActionResult Result)> Refusals { get; init; } = [];

    public bool IsAnswer => Fields["do"] != LinkAction;

    /// <summary>True if the form was about this surge.</summary>
    public bool Matches(Surge surge) => surge.Tickets.Any(ticket => Fields.ContainsKey(VersionPrefix + ticket.Number));

    /// <summary>The answer in a language; null if nothing was written in it.</summary>
    public string? TextIn(Language language) => this[TextPrefix + LanguageTag.From(language)];

    /// <summary>The answer for a ticket, in the language of its resident.</summary>
    public string? TextFor(TicketNumber number) => this[TextPrefix + this[LanguagePrefix + number]];

    /// <summary>The version of the ticket that the form showed; null if it showed none.</summary>
    public long? VersionOf(TicketNumber number) => long.TryParse(this[VersionPrefix + number], out var version) ? version : null;

    public IReadOnlyList<FieldFault> FindFaults()
    {
        List<FieldFault> faults = Selected.Numbers.Count == 0 ? [new("ticket", "notChosen")] : [];
        if (!IsAnswer) return faults;
        // Whose language has no answer would go without one, and look answered on the card.
        faults.AddRange(Selected.Numbers.Where(number => TextFor(number) is null)
            .Select(number => TextPrefix + this[LanguagePrefix + number]).Distinct().Select(field => new FieldFault(field, "empty")));
        return faults;
    }

    public string? ErrorFor(string field, Language language) => Faults.FirstOrDefault(f => f.Field == field)?.Describe(language);

    private string? this[string field] => CleanText.IsBlank(Fields[field]) ? null : Fields[field].ToString();
}
