using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace EcomCenter.Desk.Pages.Supervisor.Figures;

/// <summary>The address of the list behind a figure. A value that cannot be read is ignored.</summary>
public sealed record FigureAddress
{
    public const string Path = "/desk/figures";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    [FromQuery(Name = "of")] public string? FigureText { get; init; }

    [FromQuery(Name = "from")] public string? FromText { get; init; }

    [FromQuery(Name = "to")] public string? ToText { get; init; }

    [FromQuery(Name = "kind")] public string? KindText { get; init; }

    [FromQuery(Name = "channel")] public string? ChannelText { get; init; }

    [FromQuery] public string? Department { get; init; }

    [FromQuery] public string? Township { get; init; }

    [FromQuery(Name = "service")] public string? ServiceItem { get; init; }

    [FromQuery] public string? Assignee { get; init; }

    [FromQuery(Name = "page")] public string? PageText { get; init; }

    public int Page => int.TryParse(PageText, out var page) && page is > 0 and < 10_000 ? page : 1;

    public FigureSelection Selection => new(EnumCode.Parse<Figure>(FigureText) ?? Figure.Received, Read(FromText), Read(ToText), new()
    {
        Kind = EnumCode.Parse<TicketKind>(KindText), Channel = EnumCode.Parse<ContactChannel>(ChannelText),
        Department = OrNull(Department), Township = OrNull(Township), ServiceItem = OrNull(ServiceItem),
        Assignee = OrNull(Assignee),
    });

    public static string ToUrl(Figure of, FigureFilter filter, DateTimeOffset? from = null, DateTimeOffset? to = null) =>
        ToUrl(new(of, from, to, filter), 1);

    public static string ToUrl(FigureSelection selection, int page) => QueryHelpers.AddQueryString(Path, new Dictionary<string, string?>
    {
        ["of"] = EnumCode.From(selection.Of), ["from"] = Write(selection.From), ["to"] = Write(selection.To),
        ["kind"] = selection.Filter.Kind is { } kind ? EnumCode.From(kind) : null,
        ["channel"] = selection.Filter.Channel is { } channel ? EnumCode.From(channel) : null,
        ["department"] = selection.Filter.Department, ["township"] = selection.Filter.Township,
        ["service"] = selection.Filter.ServiceItem, ["assignee"] = selection.Filter.Assignee,
        ["page"] = page == 1 ? null : page.ToString(CultureInfo.InvariantCulture),
    }.Where(part => part.Value is not null));

    private static string? Write(DateTimeOffset? at) => at?.ToUniversalTime().ToString(TimeFormat, CultureInfo.InvariantCulture);

    // The days around the first and the last year of the calendar have no time in every zone.
    private static DateTimeOffset? Read(string? text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
        && at.Year is > 1 and < 9999 ? at : null;

    private static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
