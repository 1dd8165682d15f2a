using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Supervisor.Charts;

/// <summary>Turns the figures of weeks into columns and table rows.</summary>
/// <param name="urlOf">Returns the address of the list behind a figure of a week; null where nothing is linked.</param>
internal sealed class WeekColumns(Language language, Func<Figure, WeekFigures, string>? urlOf = null)
{
    public const string Kept = "kept", Missed = "missed", Median = "median", Ninetieth = "ninetieth";

    public IReadOnlyList<(string Meaning, string Words)> PromiseLegend => [(Kept, Word(Kept)), (Missed, Word(Missed))];

    public IReadOnlyList<(string Meaning, string Words)> TimeLegend => [(Median, Word(Median)), (Ninetieth, Word(Ninetieth))];

    /// <summary>Kept promises, and the missed ones on top of them.</summary>
    public IReadOnlyList<ChartWeek> ListPromises(Trend trend) => [.. trend.Weeks.Select(week =>
    {
        var (kept, missed, rate) = (week.Cycles.Kept, week.Cycles.Missed, week.Cycles.KeptOfDecided);
        List<ColumnPart> parts = [];
        if (kept > 0) parts.Add(new(Kept, 0, kept, $"{Word(Kept)} {kept}", UrlOf(Figure.Kept, week)));
        if (missed > 0) parts.Add(new(Missed, kept, kept + missed, $"{Word(Missed)} {missed}", UrlOf(Figure.Missed, week)));
        return new ChartWeek(LabelOf(week), parts, rate.Percent is null ? null : RateOf(rate).Text,
        [
            new(Number(kept), UrlOf(Figure.Kept, week)), new(Number(rate.Of), UrlOf(Figure.Decided, week)), RateOf(rate),
            new(Number(week.Cycles.Open), UrlOf(Figure.Undecided, week)),
        ]);
    })];

    /// <summary>The median response time, and the 90th percentile on top of it.</summary>
    public IReadOnlyList<ChartWeek> ListTimes(Trend trend) => [.. trend.Weeks.Select(week =>
    {
        var url = UrlOf(Figure.Answered, week);
        List<ColumnPart> parts = [];
        if (week.Times is { Median: { } median, NinetiethPercentile: { } most })
            parts = [new(Median, 0, median.TotalMinutes, $"{Word(Median)} {Span(median)}", url),
                new(Ninetieth, median.TotalMinutes, most.TotalMinutes, $"{Word(Ninetieth)} {Span(most)}", url)];
        return new ChartWeek(LabelOf(week), parts, null, [new(Number(week.Times.Answered), url),
            new(week.Times.Median is { } half ? Span(half) : "–"), new(week.Times.NinetiethPercentile is { } nine ? Span(nine) : "–")]);
    })];

    public static ChartCell RateOf(Portion portion) => new(portion.Percent is { } percent ? $"{Number(percent)}%" : "–");

    public static string Number(long count) => count.ToString(CultureInfo.InvariantCulture);

    private static string LabelOf(WeekFigures week) => week.Monday.ToString("MM-dd", CultureInfo.InvariantCulture);

    private string? UrlOf(Figure figure, WeekFigures week) => urlOf?.Invoke(figure, week);

    private string Word(string key) => DeskTexts.Format(language, $"charts.{key}");

    private string Span(TimeSpan span) => TimeTexts.FormatSpan(language, span);
}
