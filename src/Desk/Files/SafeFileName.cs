using System.Globalization;

namespace EcomCenter.Desk.Files;

/// <summary>
/// Makes file names safe: no path, no invisible characters that reorder letters, and an extension that matches the content.
/// </summary>
public static class SafeFileName
{
    private const int MaxLength = 120;

    /// <summary>Other extensions that are valid for the same content, by the extension of the detected type.</summary>
    private static readonly Dictionary<string, string[]> EquivalentExtensions = new()
    {
        [".jpg"] = [".jpeg", ".jpe", ".jfif"], [".tif"] = [".tiff"],
        [".mp4"] = [".m4v", ".3gp"], [".m4a"] = [".mp4", ".3gp"], [".ogg"] = [".oga", ".opus"],
        [".doc"] = [".xls", ".ppt", ".wps", ".et", ".dps"],
        [".zip"] = [".docx", ".xlsx", ".pptx", ".wps", ".et"], [".txt"] = [".csv", ".md", ".log"],
    };

    /// <summary>Cleans a name for storage and display. Returns null when nothing of it is left.</summary>
    public static string? Clean(string? original)
    {
        var name = (original ?? "").Split('/', '\\')[^1];
        var visible = name.Where(c =>
            !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.Format);
        var clean = new string([.. visible.Where(c => c is not ('"' or '<' or '>' or '|' or '?' or '*' or ':'))]).Trim(' ', '.');
        if (clean.Length == 0) return null;
        var extension = Path.GetExtension(clean) is { Length: <= 10 } known ? known : "";
        return clean.Length <= MaxLength ? clean : clean[..(MaxLength - extension.Length)] + extension;
    }

    /// <summary>Returns the name for a download. An HTML page sent as <c>price.html</c> is offered as <c>price.html.txt</c>.</summary>
    public static string ForDownload(string? stored, FileType type, long id)
    {
        if (Clean(stored) is not { } name) return string.Create(CultureInfo.InvariantCulture, $"{id}{type.Extension}");
        var extension = Path.GetExtension(name).ToLowerInvariant();
        var fitsContent = extension == type.Extension || EquivalentExtensions.GetValueOrDefault(type.Extension, []).Contains(extension);
        return fitsContent ? name : name + type.Extension;
    }
}
