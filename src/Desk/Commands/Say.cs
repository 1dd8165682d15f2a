using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Commands;

/// <summary>The command line speaks the language of its terminal, English where that is none of ours.</summary>
internal static class Say
{
    public static Language Language => LanguageTag.Read(CultureInfo.CurrentUICulture.Name) ?? Language.En;

    public static string Text(string key, params ReadOnlySpan<(string Name, object Value)> values) => DeskTexts.Say(Language, key, values);

    /// <summary>All that is wrong, in one line.</summary>
    public static string? Faults(IReadOnlyList<FieldFault> faults) =>
        faults.Count == 0 ? null : string.Join(" ", faults.Select(f => $"{f.Field}: {f.Say(Language)}"));
}
