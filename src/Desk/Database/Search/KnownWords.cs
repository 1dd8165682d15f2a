namespace EcomCenter.Desk.Database.Search;

/// <summary>
/// The words that the writer need not add to the index of words, because they are in it. Most words of a message are known, so that a
/// commit writes few.
/// </summary>
internal sealed class KnownWords
{
    private const int MaxWords = 100_000;

    private readonly HashSet<string> _known = [], _new = [];
    private long _forgotten;

    /// <summary>The words of the open transaction that may not be in the index yet.</summary>
    public IReadOnlyCollection<string> New => _new;

    /// <summary>Begins a transaction. Where any node removed words from the index since, nothing is known any more.</summary>
    public void Begin(long forgotten)
    {
        _new.Clear();
        if (forgotten == _forgotten && _known.Count < MaxWords) return;
        _known.Clear();
        _forgotten = forgotten;
    }

    /// <summary>Takes the words of a text for the index.</summary>
    public void Add(string folded)
    {
        foreach (var word in SearchText.FindWords(folded))
            if (!_known.Contains(word)) _new.Add(word);
    }

    /// <summary>Runs when words may have been removed in the open transaction.</summary>
    public void Forget() => _known.Clear();

    /// <summary>Runs when the transaction is durable.</summary>
    public void Keep()
    {
        _known.UnionWith(_new);
        _new.Clear();
    }
}
