namespace EcomCenter.Desk.Database;

/// <summary>
/// The code of a result, as it is kept with the update. The names of fields that could not be read follow it, so that they are told as long
/// as the update is kept.
/// </summary>
public static class UpdateOutcome
{
    public const string UnreadMark = " unread:";

    /// <summary>The code of an update of which nothing could be read. Readers give it.</summary>
    public const string Unreadable = "unreadable";

    public static string From(string code, IReadOnlyList<string> unreadFields) =>
        unreadFields.Count == 0 ? code : code + UnreadMark + string.Join(',', unreadFields);

    public static IEnumerable<string> ReadUnreadFields(string outcome) =>
        outcome.IndexOf(UnreadMark, StringComparison.Ordinal) is >= 0 and var at ? outcome[(at + UnreadMark.Length)..].Split(',') : [];
}
