using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.SuggestionBox;

/// <summary>The suggestion box form: the time the box was emptied, and one row per paper sheet.</summary>
public sealed record BoxSheet
{
    public const int Fresh = 5, MostRows = 100;

    public string Id { get; init; } = Posted.NewId();

    public string? CollectedAt { get; init; }

    public IReadOnlyList<BoxRow> Rows { get; init; } = [];

    /// <summary>Reads the filled rows. Each keeps its index in the form, so that a repeated post is recognised.</summary>
    public static BoxSheet From(Posted posted) => new()
    {
        Id = posted.Id, CollectedAt = posted.Text("collectedAt"),
        Rows = [.. Enumerable.Range(0, MostRows).Select(at => BoxRow.From(posted, at)).Where(row => !row.IsEmpty)],
    };

    /// <summary>The form with blank rows added after the last.</summary>
    public BoxSheet With(int blank)
    {
        var next = Rows.Count == 0 ? 0 : Rows.Max(row => row.At) + 1;
        return this with { Rows = [.. Rows, .. Enumerable.Range(next, Math.Min(blank, MostRows - next)).Select(at => new BoxRow(at))] };
    }
}
