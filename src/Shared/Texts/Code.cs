namespace EcomCenter.Texts;

/// <summary>The code of a value as it stands in keys and in JSON: <c>ServiceRequest</c> is <c>serviceRequest</c>.</summary>
public static class Code
{
    public static string Of<T>(T value) where T : struct, Enum
    {
        var name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
