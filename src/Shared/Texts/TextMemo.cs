namespace EcomCenter.Texts;

/// <summary>
/// Keeps the last results of a function that depends on a text alone. A dozen readers ask the same of one message and of its parts, one
/// after the other. Holds a fixed number of short texts; threads may lose each other's results, never get a wrong one.
/// </summary>
public sealed class TextMemo<T>(Func<string, T> compute, int size = 1024)
{
    private const int MaxLength = 400;

    private readonly MemoEntry?[] _entries = new MemoEntry?[size];

    /// <summary>Returns what the function makes of the text.</summary>
    public T Get(string text)
    {
        if (text.Length > MaxLength) return compute(text);
        ref var entry = ref _entries[(uint)text.GetHashCode(StringComparison.Ordinal) % (uint)_entries.Length];
        if (Volatile.Read(ref entry) is { } known && known.Text == text) return known.Result;
        var result = compute(text);
        Volatile.Write(ref entry, new(text, result));
        return result;
    }

    private sealed record MemoEntry(string Text, T Result);
}
