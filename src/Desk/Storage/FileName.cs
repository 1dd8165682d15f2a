using System.Globalization;

namespace EcomCenter.Desk.Storage;

/// <summary>What a file is called, made harmless: no path, nothing unseen that turns letters around, and an ending that tells what is in it.</summary>
public static class FileName
{
    private const int Longest = 120;

    /// <summary>Endings that people know for what else may be in such a file.</summary>
    private static readonly Dictionary<string, string[]> AlsoCalled = new()
    {
        [".jpg"] = [".jpeg", ".jpe", ".jfif"], [".tif"] = [".tiff"], [".mp4"] = [".m4v", ".3gp"], [".m4a"] = [".mp4", ".3gp"], [".ogg"] = [".oga", ".opus"],
        [".doc"] = [".xls", ".ppt", ".wps", ".et", ".dps"], [".zip"] = [".docx", ".xlsx", ".pptx", ".wps", ".et"], [".txt"] = [".csv", ".md", ".log"],
    };

    /// <summary>As it is kept and shown; null where nothing of it is left.</summary>
    public static string? Clean(string? sent)
    {
        var name = (sent ?? "").Split('/', '\\')[^1];
        var seen = new string([.. name.Where(c => !char.IsControl(c) && !char.IsSurrogate(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.Format && c is not ('"' or '<' or '>' or '|' or '?' or '*' or ':'))]).Trim(' ', '.');
        if (seen.Length == 0) return null;
        var ending = Path.GetExtension(seen) is { Length: <= 10 } known ? known : "";
        return seen.Length <= Longest ? seen : seen[..(Longest - ending.Length)] + ending;
    }

    /// <summary>As it is given out: a page that was sent as <c>price.html</c> arrives as <c>price.html.txt</c>.</summary>
    public static string Of(string? kept, ContentType type, long id)
    {
        if (Clean(kept) is not { } name) return string.Create(CultureInfo.InvariantCulture, $"{id}{type.Extension}");
        var ending = Path.GetExtension(name).ToLowerInvariant();
        var isTrue = ending == type.Extension || AlsoCalled.GetValueOrDefault(type.Extension, []).Contains(ending);
        return isTrue ? name : name + type.Extension;
    }
}
