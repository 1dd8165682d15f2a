using System.Text.Json.Serialization;

namespace EcomCenter.Contracts;

/// <summary>The supported languages. <see cref="LanguageTag"/> gives their BCP 47 tags and text directions.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Language>))]
public enum Language
{
    [JsonStringEnumMemberName("zh-Hans")] ZhHans,
    [JsonStringEnumMemberName("ug")] Ug,
    [JsonStringEnumMemberName("en")] En,
}

/// <summary>Converts between <see cref="Language"/> and BCP 47 tags.</summary>
public static class LanguageTag
{
    public static IReadOnlyList<Language> All { get; } = [Language.ZhHans, Language.Ug, Language.En];

    public static string From(Language language) => language switch
    {
        Language.Ug => "ug",
        Language.En => "en",
        _ => "zh-Hans",
    };

    public static string Direction(Language language) => language is Language.Ug ? "rtl" : "ltr";

    /// <summary>
    /// Parses a tag as browsers and messengers send it (<c>ug-CN</c>, <c>zh</c>, <c>zh-CN</c>, <c>en_US</c>). Null if the language
    /// is not supported.
    /// </summary>
    public static Language? ToLanguage(string? tag)
    {
        var primary = tag?.Split('-', '_')[0].Trim().ToLowerInvariant();
        return primary switch
        {
            "zh" => Language.ZhHans,
            "ug" => Language.Ug,
            "en" => Language.En,
            _ => null,
        };
    }
}
