using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>The texts of the command line in the language of the terminal; English if the desk does not support that language.</summary>
internal static class CommandTexts
{
    public static Language Language => LanguageTag.ToLanguage(CultureInfo.CurrentUICulture.Name) ?? Language.En;

    public static string Format(string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        DeskTexts.Format(Language, key, values);

    /// <summary>Returns all faults in one line, or null if there are none.</summary>
    public static string? DescribeFaults(IReadOnlyList<FieldFault> faults) =>
        faults.Count == 0 ? null : string.Join(" ", faults.Select(f => $"{f.Field}: {f.Describe(Language)}"));
}
