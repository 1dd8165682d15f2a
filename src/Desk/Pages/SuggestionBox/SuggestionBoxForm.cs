using EcomCenter.Desk.Pages.Shared.Forms;

namespace EcomCenter.Desk.Pages.SuggestionBox;

/// <summary>The suggestion box form: the time the box was emptied, and one row per paper sheet.</summary>
public sealed record SuggestionBoxForm
{
    public const int BlankRows = 5, MaxRows = 100;

    public string Id { get; init; } = FormPost.NewId();

    public string? CollectedAt { get; init; }

    public IReadOnlyList<SuggestionBoxRow> Rows { get; init; } = [];

    /// <summary>Reads the filled rows. Each keeps its index in the form, so that a repeated post is recognised.</summary>
    public static SuggestionBoxForm From(FormPost post) => new()
    {
        Id = post.Id, CollectedAt = post.Text("collectedAt"),
        Rows = [.. Enumerable.Range(0, MaxRows).Select(at => SuggestionBoxRow.From(post, at)).Where(row => !row.IsEmpty)],
    };

    /// <summary>The form with blank rows added after the last.</summary>
    public SuggestionBoxForm WithBlankRows(int count)
    {
        var next = Rows.Count == 0 ? 0 : Rows.Max(row => row.Index) + 1;
        var added = Enumerable.Range(next, Math.Min(count, MaxRows - next)).Select(at => new SuggestionBoxRow(at));
        return this with { Rows = [.. Rows, .. added] };
    }
}
