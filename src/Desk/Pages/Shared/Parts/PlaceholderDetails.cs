using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Pages.Shared.Parts;

/// <summary>
/// Reads the detail of a media placeholder: a location as "label, north, east", or a contact as "name phone". Anybody may type text that
/// looks like a placeholder, so the expressions take time in proportion to its length only.
/// </summary>
internal static class PlaceholderDetails
{
    private const RegexOptions Options = RegexOptions.CultureInvariant | RegexOptions.NonBacktracking;

    private static readonly Regex Coordinates = new(
        @"^(?:(?<label>.+), )?(?<north>-?\d{1,2}(?:\.\d+)?), (?<east>-?\d{1,3}(?:\.\d+)?)$", Options);
    private static readonly Regex Contact = new(@"^(?<name>.*?)\s*(?<phone>\+?\d[\d ()-]{4,}\d)$", Options);

    public static (string Label, string North, string East)? ReadLocation(string detail) =>
        Coordinates.Match(detail) is { Success: true, Groups: var found }
            ? (found["label"].Value, found["north"].Value, found["east"].Value) : null;

    public static (string Name, string Phone)? ReadContact(string detail) =>
        Contact.Match(detail) is { Success: true, Groups: var found } ? (found["name"].Value, found["phone"].Value) : null;
}
