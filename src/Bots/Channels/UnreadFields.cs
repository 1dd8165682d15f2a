namespace EcomCenter.Bots.Channels;

/// <summary>
/// Names of fields that a message has and the desk can't read. A name from outside may hold anything, so few and plain ones are kept.
/// </summary>
internal static class UnreadFields
{
    private const int MaxNames = 5, MaxLength = 40;

    public static IReadOnlyList<string> Select(IEnumerable<string> names) => [.. names.Where(IsPlain).Distinct().Take(MaxNames)];

    private static bool IsPlain(string name) =>
        name.Length is > 0 and <= MaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_');
}
