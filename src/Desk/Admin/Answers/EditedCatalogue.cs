using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Admin.Answers;

/// <summary>
/// Reads and saves a catalogue that staff edit in all languages at once. Entries are never deleted: a retired entry stays but is not
/// used any more.
/// </summary>
internal abstract class EditedCatalogue<T>(DeskWriter writer, IDbContextFactory<DeskDb> contexts)
    where T : class, IEdited
{
    public abstract string Name { get; }

    public string Path => $"/desk/admin/{Name}";

    protected abstract IReadOnlyList<Part<T>> Parts { get; }

    /// <param name="tried">A refused form. It is shown instead of the stored entry.</param>
    public async Task<SheetBook> ReadAsync(Language language, Sheet? tried, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Set<T>().AsNoTracking()
            .OrderBy(r => r.Retired).ThenBy(r => r.Sort).ThenBy(r => r.Code).ToListAsync(cancellation);
        var fields = Parts.Select(p => new SheetRow(p.Name, p.Rows, p.Needed, [.. p.Cells.Select(c => (c.Field, c.Language))]));
        var entries = rows.Select(row => tried?.Code == row.Code
            ? tried with { Title = TitleOf(row, language), Beside = BesideOf(row), Retired = row.Retired }
            : SheetOf(row, language));
        return new(Name, Path, [.. fields], [.. entries],
            tried is { Code: null } ? tried : new(null, "", null, false, false, new Dictionary<string, string>(), []));
    }

    /// <summary>The form as typed, with its faults.</summary>
    public Sheet Read(string? code, IFormCollection form)
    {
        var texts = Parts.SelectMany(p => p.Cells)
            .ToDictionary(c => c.Field, c => form[c.Field].ToString().ReplaceLineEndings("\n").Trim());
        var faults = new List<FieldFault>();
        foreach (var part in Parts)
            foreach (var cell in part.Cells)
                if (part.Needed) WordRules.Check(faults, cell.Field, texts[cell.Field], part.Longest);
                else WordRules.CheckOptional(faults, cell.Field, texts[cell.Field], part.Longest);
        return new(code, "", null, false, Open: true, texts, faults);
    }

    /// <summary>Saves the entry. Returns its code; null if there is no entry with that code.</summary>
    public Task<string?> KeepAsync(Sheet sheet, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var row = sheet.Code is null
            ? await AddAsync(unit, cancellation)
            : await unit.Db.Set<T>().FirstOrDefaultAsync(r => r.Code == sheet.Code, cancellation);
        if (row is null) return null;
        foreach (var cell in Parts.SelectMany(p => p.Cells)) cell.Set(row, sheet.Of(cell.Field));
        return row.Code;
    }, cancellation);

    public Task<bool> RetireAsync(string code, bool retired, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        if (await unit.Db.Set<T>().FirstOrDefaultAsync(r => r.Code == code, cancellation) is not { } row) return false;
        row.Retired = retired;
        return true;
    }, cancellation);

    protected abstract T New(string code, int sort);

    protected abstract string TitleOf(T row, Language language);

    protected virtual string? BesideOf(T row) => null;

    protected static IReadOnlyList<Cell<T>> Each(string field, params ReadOnlySpan<(Func<T, string> Get, Action<T, string> Set)> cells)
    {
        var all = new List<Cell<T>>();
        for (var i = 0; i < cells.Length; i++) all.Add(new(field + LanguageTag.All[i], LanguageTag.All[i], cells[i].Get, cells[i].Set));
        return all;
    }

    private async Task<T> AddAsync(WriteUnit unit, CancellationToken cancellation)
    {
        var last = await unit.Db.Set<T>().MaxAsync(r => (int?)r.Sort, cancellation) ?? 0;
        return unit.Db.Add(New($"own-{unit.NewId()}", last + 1)).Entity;
    }

    private Sheet SheetOf(T row, Language language) =>
        new(row.Code, TitleOf(row, language), BesideOf(row), row.Retired, false,
            Parts.SelectMany(p => p.Cells).ToDictionary(c => c.Field, c => c.Get(row)), []);
}
