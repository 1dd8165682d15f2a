using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace EcomCenter.Desk.Pages.Supervisor;

/// <summary>
/// The grouping of the list, and the range and filters of the charts, read from the query string. A value that cannot be read is ignored.
/// </summary>
public sealed record SupervisorAddress
{
    private const int UsualWeeks = 8;

    [FromQuery(Name = "by")] public string? GroupingText { get; init; }

    [FromQuery(Name = "weeks")] public string? WeeksText { get; init; }

    [FromQuery(Name = "kind")] public string? KindText { get; init; }

    [FromQuery(Name = "channel")] public string? ChannelText { get; init; }

    [FromQuery] public string? Department { get; init; }

    [FromQuery] public string? Township { get; init; }

    /// <summary>The ranges that the page offers, in weeks.</summary>
    public static IReadOnlyList<int> Ranges { get; } = [4, UsualWeeks, 13, 26, 52];

    public UrgentGrouping Grouping => EnumCode.Parse<UrgentGrouping>(GroupingText) ?? default;

    public int Weeks => int.TryParse(WeeksText, NumberStyles.None, CultureInfo.InvariantCulture, out var weeks) && Ranges.Contains(weeks)
        ? weeks : UsualWeeks;

    public FigureFilter Filter => new()
    {
        Kind = EnumCode.Parse<TicketKind>(KindText), Channel = EnumCode.Parse<ContactChannel>(ChannelText),
        Department = OrNull(Department), Township = OrNull(Township),
    };

    /// <summary>The address with this grouping, and optionally the number of tickets that a form has just changed.</summary>
    public string ToUrl(UrgentGrouping grouping, int? done = null) => QueryHelpers.AddQueryString(SupervisorPages.Path,
        new Dictionary<string, string?>
        {
            ["by"] = EnumCode.From(grouping), ["weeks"] = Weeks == UsualWeeks ? null : Invariant(Weeks),
            ["kind"] = Filter.Kind is { } kind ? EnumCode.From(kind) : null,
            ["channel"] = Filter.Channel is { } channel ? EnumCode.From(channel) : null, ["department"] = Filter.Department,
            ["township"] = Filter.Township, ["done"] = done is { } count ? Invariant(count) : null,
        }.Where(part => part.Value is not null));

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
