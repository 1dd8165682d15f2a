using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>A table of the monthly report. Its page, the spreadsheet, the e-mail and the public pages show the same tables.</summary>
/// <param name="Note">The definition of its numbers, printed with them.</param>
/// <param name="Columns">The headings; the first is that of the names.</param>
/// <param name="Rows">The cells: texts, whole numbers, or null for a number that does not exist.</param>
public sealed record MonthReportTable(string Code, string Title, string Note, IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<object?>> Rows);

/// <summary>Puts the figures of a month into tables in the reader's language.</summary>
public sealed class MonthReportTables(CatalogueNames names)
{
    public IReadOnlyList<MonthReportTable> Create(MonthFigures month, Language language)
    {
        string T(string key) => DeskTexts.Format(language, "figures." + key);
        return
        [
            CreatePromises(month, T), CreateTimes(month, language, T), CreateResolutions(month, T), CreateRatings(month, T),
            SubstanceTable.Create(month.Substance, T),
            CreateReceived("byKind", month.ByKind, code => DisplayNames.For(language, EnumCode.Parse<TicketKind>(code)!.Value), T),
            CreateReceived("byChannel", month.ByChannel,
                code => DisplayNames.For(language, EnumCode.Parse<ContactChannel>(code)!.Value), T),
            CreateReceived("byDepartment", month.ByDepartment, code => names.DepartmentName(language, code), T),
            CreateReceived("byTownship", month.ByTownship, code => names.TownshipName(language, code), T),
            CreateReceived("byService", month.ByServiceItem, code => names.ServiceName(language, code), T),
        ];
    }

    private static MonthReportTable CreatePromises(MonthFigures month, Func<string, string> text)
    {
        var cycles = month.Cycles;
        return new("promises", text("promises"), text("promises.note"), [text("name"), text("count"), text("of"), text("rate")],
        [
            Row(text("kept"), cycles.KeptOfDecided), [text("missed"), cycles.Missed, null, null],
            [text("answeredLate"), cycles.AnsweredLate, null, null], [text("open"), cycles.Open, null, null],
            [text("cancelled"), cycles.Cancelled, null, null],
        ]);
    }

    private static MonthReportTable CreateTimes(MonthFigures month, Language language, Func<string, string> text) =>
        new("times", text("times"), text("times.note"), [text("name"), text("value")],
        [
            [text("answered"), month.Times.Answered],
            [text("median"), month.Times.Median is { } median ? TimeTexts.FormatSpan(language, median) : null],
            [text("ninetieth"), month.Times.NinetiethPercentile is { } most ? TimeTexts.FormatSpan(language, most) : null],
        ]);

    private static MonthReportTable CreateResolutions(MonthFigures month, Func<string, string> text)
    {
        var resolutions = month.Resolutions;
        return new("resolutions", text("resolutions"), text("resolutions.note"),
            [text("name"), text("count"), text("of"), text("rate")],
            [
                [text("resolved"), resolutions.Resolved, null, null], Row(text("solved"), resolutions.SolvedOfAnswered),
                [text("notSolved"), resolutions.NotSolved, null, null], [text("withoutWord"), resolutions.WithoutWord, null, null],
                [text("closedWithoutWord"), resolutions.ClosedWithoutWord, null, null],
                [text("withdrawn"), resolutions.Withdrawn, null, null], [text("closedByStaff"), resolutions.ClosedByStaff, null, null],
            ]);
    }

    private static MonthReportTable CreateRatings(MonthFigures month, Func<string, string> text)
    {
        var resolutions = month.Resolutions;
        var scores = RatingScore.All.Reverse().Select(score => (IReadOnlyList<object?>)
            [text($"score.{score.ToString(CultureInfo.InvariantCulture)}"), resolutions.Scores[score], null, null]);
        return new("ratings", text("ratings"), text("ratings.note"), [text("name"), text("count"), text("of"), text("rate")],
        [
            Row(text("satisfied"), resolutions.SatisfiedOfRated), .. scores,
            [text("enteredByStaff"), resolutions.EnteredByStaff, null, null],
            [text("enteredByServer"), resolutions.EnteredByServer, null, null],
        ]);
    }

    private static MonthReportTable CreateReceived(
        string code, IReadOnlyList<FigureRow> rows, Func<string, string> nameOf, Func<string, string> text)
    {
        var hasCycles = rows.Any(row => row.Cycles is not null);
        string[] cycleColumns = hasCycles ? [text("kept"), text("decided"), text("rate")] : [];
        IEnumerable<object?> Cells(FigureRow row) => row.Cycles is { KeptOfDecided: var kept }
            ? [row.Received, kept.Count, kept.Of, FormatRate(kept)] : [row.Received];
        return new(code, text(code), text(hasCycles ? "received.note" : "receivedOnly.note"),
            [text("name"), text("received"), .. cycleColumns],
            [.. rows.Select(row => (IReadOnlyList<object?>)[row.Code is null ? text("none") : nameOf(row.Code), .. Cells(row)])]);
    }

    private static IReadOnlyList<object?> Row(string name, Portion portion) =>
        [name, portion.Count, portion.Of, FormatRate(portion)];

    private static string? FormatRate(Portion portion) =>
        portion.Percent is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent}%") : null;
}
