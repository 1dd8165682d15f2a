using EcomCenter.Contracts;

namespace EcomCenter.Desk.Board.Live;

/// <summary>Reads what a board missed: the changes when the gap is short, otherwise all open cards.</summary>
internal sealed class BoardGap(CardReader reader, CardWords words, Viewers viewers)
{
    /// <summary>Beyond this many rows no HTML is sent: the page fetches its list over HTTP, which is compressed.</summary>
    private const int MostRows = 50;

    public async Task<Watched> ReadAsync(Viewer viewer, long? after, CancellationToken cancellation)
    {
        if (after is { } known && !viewers.KnowsNothingSince(viewer.Actor.By.Code, known)
            && await reader.SinceAsync(known, CardReader.ShortGap, cancellation) is { } changes)
            return new(changes.Sequence, null, [.. ForAudience.Tell(changes, viewer.Scope, await RowsAsync(viewer, changes))]);
        var (sequence, cards) = await reader.SnapshotAsync(viewer.Scope, cancellation);
        return new(sequence, [.. cards.Select(card => CardChanged.Of(card))], null);
    }

    private async Task<IReadOnlyDictionary<long, string>?> RowsAsync(Viewer viewer, Changes changes)
    {
        var shown = ForAudience.Shown(changes, viewer.Scope);
        return viewer.Audience.Language is Language language && shown.Count is > 0 and <= MostRows
            ? await words.RenderAsync(language, shown) : null;
    }
}
