using EcomCenter.Contracts;

namespace EcomCenter.Desk.Texts;

/// <summary>The shown names of levels of warning. A level that the centre added has the name that the settings give it.</summary>
public static class LevelNames
{
    public static string For(Language language, string level) => level switch
    {
        "half" or "lateSoon" or "lastCall" or "missed" or "head" => DeskTexts.Format(language, "warning.level." + level),
        _ => $"\u2068{level}\u2069",
    };
}
