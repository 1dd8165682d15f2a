using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Admin.Catalogue;

/// <summary>
/// Reads and saves a catalogue that staff edit in all languages at once. Entries are never deleted: a retired entry stays but is not
/// used any more.
/// </summary>
internal abstract class CatalogueEditor<T>(DeskWriter writer, IDbContextFactory<DeskDb> contexts)
    where T : class, IEditableRow
{
    public abstract string Name { get; }

    public string Path => $"/desk/admin/{Name}";

    protected abstract IReadOnlyList<CatalogueField<T>> Fields { get; }

    /// <param name="refused">A refused form. It is shown instead of the stored entry.</param>
    public async Task<CataloguePageModel> ReadAsync(Language language, CatalogueEntry? refused, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var rows = await db.Set<T>().AsNoTracking()
            .OrderBy(r => r.Retired).ThenBy(r => r.Sort).ThenBy(r => r.Code).ToListAsync(cancellation);
        var fields = Fields.Select(p =>
            new CatalogueFormRow(p.Name, p.Rows, p.IsRequired, [.. p.Texts.Select(c => (c.Field, c.Language))]));
        var entries = rows.Select(row => refused?.Code == row.Code ? ShowRefused(refused, row, language) : ToEntry(row, language));
        return new(Name, Path, [.. fields], [.. entries],
            refused is { Code: null } ? refused : new(null, "", null, false, false, new Dictionary<string, string>(), []));
    }

    /// <summary>The form as typed, with its faults.</summary>
    public CatalogueEntry ReadForm(string? code, FormPost form)
    {
        var texts = Fields.SelectMany(p => p.Texts)
            .ToDictionary(c => c.Field, c => form.Raw(c.Field).ReplaceLineEndings("\n").Trim());
        var faults = new List<FieldFault>();
        foreach (var part in Fields)
            foreach (var cell in part.Texts)
                if (part.IsRequired) TextValidation.CheckRequired(faults, cell.Field, texts[cell.Field], part.MaxLength);
                else TextValidation.CheckOptional(faults, cell.Field, texts[cell.Field], part.MaxLength);
        return new(code, "", null, false, IsOpen: true, texts, faults) { Seen = form.Raw("seen") is { Length: > 0 } seen ? seen : null };
    }

    /// <summary>Saves the entry as it was seen. Returns null if there is no entry with that code.</summary>
    public Task<SavedEntry?> SaveAsync(CatalogueEntry entry, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        var row = entry.Code is null
            ? await AddAsync(unit, cancellation)
            : await unit.Db.Set<T>().FirstOrDefaultAsync(r => r.Code == entry.Code, cancellation);
        if (row is null) return null;
        if (entry is { Code: not null, Seen: { } seen } && seen != FingerprintOf(row)) return new SavedEntry(row.Code, true);
        foreach (var cell in Fields.SelectMany(p => p.Texts)) cell.Set(row, entry.TextOf(cell.Field));
        unit.AfterCommit(OnChanged);
        return new SavedEntry(row.Code, false);
    }, cancellation);

    public Task<bool> SetRetiredAsync(string code, bool retired, CancellationToken cancellation) => writer.WriteAsync(async unit =>
    {
        if (await unit.Db.Set<T>().FirstOrDefaultAsync(r => r.Code == code, cancellation) is not { } row) return false;
        row.Retired = retired;
        unit.AfterCommit(OnChanged);
        return true;
    }, cancellation);

    protected abstract T CreateRow(string code, int sort);

    protected abstract string TitleOf(T row, Language language);

    protected virtual string? DetailOf(T row) => null;

    /// <summary>Called after each commit that changed an entry.</summary>
    protected virtual void OnChanged()
    {
    }

    protected static IReadOnlyList<CatalogueText<T>> PerLanguage(
        string field, params ReadOnlySpan<(Func<T, string> Get, Action<T, string> Set)> cells)
    {
        var all = new List<CatalogueText<T>>();
        for (var i = 0; i < cells.Length; i++) all.Add(new(field + LanguageTag.All[i], LanguageTag.All[i], cells[i].Get, cells[i].Set));
        return all;
    }

    private async Task<T> AddAsync(WriteUnit unit, CancellationToken cancellation)
    {
        var last = await unit.Db.Set<T>().MaxAsync(r => (int?)r.Sort, cancellation) ?? 0;
        return unit.Db.Add(CreateRow($"own-{unit.NewId()}", last + 1)).Entity;
    }

    private CatalogueEntry ToEntry(T row, Language language) =>
        new(row.Code, TitleOf(row, language), DetailOf(row), row.Retired, false, TextsOf(row), []) { Seen = FingerprintOf(row) };

    /// <summary>
    /// The form as typed. Where a colleague changed the entry meanwhile it shows the stored texts beside it, and is saved when it is sent
    /// again.
    /// </summary>
    private CatalogueEntry ShowRefused(CatalogueEntry refused, T row, Language language)
    {
        var isStale = refused.Faults.Count == 0 && refused.Seen != FingerprintOf(row);
        return refused with
        {
            Title = TitleOf(row, language),
            Detail = DetailOf(row),
            Retired = row.Retired,
            Seen = isStale ? FingerprintOf(row) : refused.Seen,
            StoredMeanwhile = isStale ? TextsOf(row) : null,
        };
    }

    private Dictionary<string, string> TextsOf(T row) => Fields.SelectMany(p => p.Texts).ToDictionary(c => c.Field, c => c.Get(row));

    private string FingerprintOf(T row) => FormFingerprint.Compute(TextsOf(row).Values);
}
