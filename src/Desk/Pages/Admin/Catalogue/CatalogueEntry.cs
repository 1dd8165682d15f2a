using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Admin.Catalogue;

/// <summary>A field of an entry, for example its answer: one text per language, or one for all languages.</summary>
internal sealed record CatalogueField<T>(string Name, int MaxLength, bool IsRequired, int Rows, IReadOnlyList<CatalogueText<T>> Texts);

/// <summary>One text of an entry. <paramref name="Language"/> is null for a text that is the same in all languages.</summary>
internal sealed record CatalogueText<T>(string Field, Language? Language, Func<T, string> Get, Action<T, string> Set);

/// <summary>An entry as its form shows it, with its faults. <paramref name="Code"/> is null for a new entry.</summary>
public sealed record CatalogueEntry(
    string? Code, string Title, string? Detail, bool Retired, bool IsOpen,
    IReadOnlyDictionary<string, string> Texts, IReadOnlyList<FieldFault> Faults)
{
    /// <summary>The fingerprint of the stored texts that the form showed; null for a new entry.</summary>
    public string? Seen { get; init; }

    /// <summary>The stored texts, if a colleague changed them after the form was shown.</summary>
    public IReadOnlyDictionary<string, string>? StoredMeanwhile { get; init; }

    public string TextOf(string field) => Texts.GetValueOrDefault(field, "");

    /// <summary>The stored text where it differs from the one in the form; null where a colleague changed nothing.</summary>
    public string? StoredTextOf(string field) =>
        StoredMeanwhile?.GetValueOrDefault(field) is { } stored && stored != TextOf(field) ? stored : null;
}

/// <summary>The outcome of saving an entry.</summary>
/// <param name="IsChangedMeanwhile">True if nothing was saved, because a colleague changed the entry after the form was shown.</param>
internal sealed record SavedEntry(string Code, bool IsChangedMeanwhile);

/// <summary>A row of the form: a label, and its fields side by side.</summary>
public sealed record CatalogueFormRow(string Name, int Rows, bool IsRequired, IReadOnlyList<(string Field, Language? Language)> Fields);

/// <summary>The model of a catalogue's page.</summary>
public sealed record CataloguePageModel(
    string Name, string Path, IReadOnlyList<CatalogueFormRow> Rows, IReadOnlyList<CatalogueEntry> Entries, CatalogueEntry NewEntry);
