namespace EcomCenter.Texts;

/// <summary>
/// Converts an enum value to its camelCase code in text keys and JSON: <c>ServiceRequest</c> becomes <c>serviceRequest</c>.
/// </summary>
public static class Code
{
    public static string Of<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
