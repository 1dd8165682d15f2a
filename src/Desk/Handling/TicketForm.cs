using System.Globalization;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.Extensions.Primitives;

namespace EcomCenter.Desk.Handling;

/// <summary>The fields of a submitted form, as they were entered. A refused form is shown again with them.</summary>
/// <param name="TimeZone">The time zone of the centre, in which times are entered.</param>
public sealed record TicketForm(IFormCollection Fields, TimeZoneInfo TimeZone)
{
    /// <summary>The ids of stored files that go with the message.</summary>
    public IReadOnlyList<string> Attachments { get; init; } = [.. Fields["attachments"].OfType<string>().Where(id => id.Length > 0)];

    /// <summary>The version of the ticket that the form was rendered with; null if the form has none.</summary>
    public long? Version =>
        long.TryParse(this["version"], NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : null;

    /// <summary>True if the sender confirmed a text that is not in the resident's language.</summary>
    public bool IsLanguageConfirmed => this["insist"] is not null;

    /// <summary>The text of a field, with line ends normalised to LF; null if it is blank.</summary>
    public string? this[string name] =>
        StringValues.IsNullOrEmpty(Fields[name]) || CleanText.IsBlank(Fields[name])
            ? null : Fields[name].ToString().ReplaceLineEndings("\n");

    /// <summary>The ids chosen in a field. Text that is no id is read as 0, which is the id of nothing.</summary>
    public IReadOnlyList<long> Ids(string name) =>
    [
        .. Fields[name].Select(id => long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var read) ? read : 0)
        .Distinct(),
    ];

    public int? Number(string name) => int.TryParse(this[name], CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The chosen value of an enum; null if none was chosen.</summary>
    public T? Choice<T>(string name)
        where T : struct, Enum => Enum.TryParse<T>(this[name], ignoreCase: true, out var value) && Enum.IsDefined(value) ? value : null;

    /// <summary>The time of a date field. Null if it is empty, or, with a fault, if it can't be read.</summary>
    public DateTimeOffset? Time(List<FieldFault> faults, string name, bool endOfDay = false) =>
        StatedTime.Read(faults, name, this[name], TimeZone, endOfDay);
}
