using EcomCenter.Contracts;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>Reads what a board missed: the changes when the gap is short, otherwise all open cards.</summary>
internal sealed class BoardCatchUp(CardReader reader, CardRenderer renderer, BoardViewers viewers)
{
    /// <summary>Beyond this many rows no HTML is sent: the page fetches its list over HTTP, which is compressed.</summary>
    private const int MaxRows = 50;

    public async Task<WatchResult> ReadAsync(BoardViewer viewer, long? after, CancellationToken cancellation)
    {
        if (after is { } known && !viewers.NeedsSnapshot(viewer.Actor.Author.Code, known)
            && await reader.ReadChangesSinceAsync(known, CardReader.MaxChangedTickets, cancellation) is { } changes)
            return new(changes.Sequence, null, [.. AudienceMessages.Build(changes, viewer.Scope, await RenderRowsAsync(viewer, changes))]);
        var (sequence, cards) = await reader.ReadSnapshotAsync(viewer.Scope, cancellation);
        return new(sequence, cards, null);
    }

    private async Task<IReadOnlyDictionary<long, string>?> RenderRowsAsync(BoardViewer viewer, BoardChanges changes)
    {
        var shown = AudienceMessages.VisibleCards(changes, viewer.Scope);
        return viewer.Audience.Language is Language language && shown.Count is > 0 and <= MaxRows
            ? await renderer.RenderAsync(language, shown) : null;
    }
}
