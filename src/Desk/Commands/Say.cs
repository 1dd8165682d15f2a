using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>The texts of the command line in the language of the terminal; English if the desk does not support that language.</summary>
internal static class Say
{
    public static Language Language => LanguageTag.Read(CultureInfo.CurrentUICulture.Name) ?? Language.En;

    public static string Text(string key, params ReadOnlySpan<(string Name, object Value)> values) => DeskTexts.Say(Language, key, values);

    /// <summary>Returns all faults in one line, or null if there are none.</summary>
    public static string? Faults(IReadOnlyList<FieldFault> faults) =>
        faults.Count == 0 ? null : string.Join(" ", faults.Select(f => $"{f.Field}: {f.Say(Language)}"));
}
