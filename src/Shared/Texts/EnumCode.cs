namespace EcomCenter.Texts;

/// <summary>
/// Converts an enum value to its camelCase code in text keys and JSON: <c>ServiceRequest</c> becomes <c>serviceRequest</c>.
/// </summary>
public static class EnumCode
{
    public static string From<T>(T value) where T : struct, Enum => FromName(value.ToString());

    /// <summary>Reads the code of a defined value; null for any other text, numbers included.</summary>
    public static T? Parse<T>(string? code) where T : struct, Enum =>
        Enum.GetValues<T>().Where(value => From(value) == code).Select(value => (T?)value).FirstOrDefault();

    public static string FromName(string name) => char.ToLowerInvariant(name[0]) + name[1..];
}
