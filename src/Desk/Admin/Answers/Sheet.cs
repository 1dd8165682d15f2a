using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Admin.Answers;

/// <summary>A field of an entry, for example its answer: one text per language, or one for all languages.</summary>
internal sealed record Part<T>(string Name, int Longest, bool Needed, int Rows, IReadOnlyList<Cell<T>> Cells);

/// <summary>One text of an entry. <paramref name="Language"/> is null for a text that is the same in all languages.</summary>
internal sealed record Cell<T>(string Field, Language? Language, Func<T, string> Get, Action<T, string> Set);

/// <summary>An entry as its form shows it, with its faults. <paramref name="Code"/> is null for a new entry.</summary>
public sealed record Sheet(
    string? Code, string Title, string? Beside, bool Retired, bool Open,
    IReadOnlyDictionary<string, string> Words, IReadOnlyList<FieldFault> Faults)
{
    public string Of(string field) => Words.GetValueOrDefault(field, "");
}

/// <summary>A row of the form: a label, and its fields side by side.</summary>
public sealed record SheetRow(string Name, int Rows, bool Needed, IReadOnlyList<(string Field, Language? Language)> Fields);

/// <summary>The model of a catalogue's page.</summary>
public sealed record SheetBook(string Name, string Path, IReadOnlyList<SheetRow> Rows, IReadOnlyList<Sheet> Sheets, Sheet Fresh);
