using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Admin.Answers;

/// <summary>One thing that is said of an entry, e.g. its answer: in each language, or once for all.</summary>
internal sealed record Part<T>(string Name, int Longest, bool Needed, int Rows, IReadOnlyList<Cell<T>> Cells);

/// <summary>Where one text of an entry lies. <paramref name="Language"/> is null for what is the same in all.</summary>
internal sealed record Cell<T>(string Field, Language? Language, Func<T, string> Get, Action<T, string> Set);

/// <summary>An entry as its form shows it, with what is wrong with it; <paramref name="Code"/> is null for one that is not kept yet.</summary>
public sealed record Sheet(string? Code, string Title, string? Beside, bool Retired, bool Open, IReadOnlyDictionary<string, string> Words, IReadOnlyList<FieldFault> Faults)
{
    public string Of(string field) => Words.GetValueOrDefault(field, "");
}

/// <summary>A row of such a form: a label, and its fields side by side.</summary>
public sealed record SheetRow(string Name, int Rows, bool Needed, IReadOnlyList<(string Field, Language? Language)> Fields);

/// <summary>A catalogue that staff edit, as its page shows it.</summary>
public sealed record SheetBook(string Name, string Path, IReadOnlyList<SheetRow> Rows, IReadOnlyList<Sheet> Sheets, Sheet Fresh);
