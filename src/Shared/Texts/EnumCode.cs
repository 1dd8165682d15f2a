namespace EcomCenter.Texts;

/// <summary>
/// Converts an enum value to its camelCase code in text keys and JSON: <c>ServiceRequest</c> becomes <c>serviceRequest</c>.
/// </summary>
public static class EnumCode
{
    public static string From<T>(T value) where T : struct, Enum => FromName(value.ToString());

    public static string FromName(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
