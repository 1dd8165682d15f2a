using EcomCenter.Contracts;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Pages.Supervisor.Charts;

/// <summary>The titles of charts: each is the answer to the question that its chart asks.</summary>
internal sealed class TrendTitles(Trend trend, Language language)
{
    private const int OldDays = 7;

    public string Kept => trend.Cycles.KeptOfDecided switch
    {
        { Of: 0 } => T("keptNone"),
        { Percent: { } percent } => T("keptRate", ("percent", percent), ("change", DescribeChange(percent))),
        var few => T("keptFew", ("kept", few.Count), ("of", few.Of)),
    };

    public string Times => trend.Times is { Median: { } median, NinetiethPercentile: { } most }
        ? T("timesOf", ("median", TimeTexts.FormatSpan(language, median)), ("most", TimeTexts.FormatSpan(language, most)))
        : T("timesNone");

    public string Backlog => T("backlog", ("open", trend.Backlog.Sum(group => group.Open)),
        ("old", trend.Backlog.Where(group => group.Days >= OldDays).Sum(group => group.Open)));

    /// <param name="id">The name of the breakdown, such as <c>byKind</c>.</param>
    public string MostFrequent(string id, IReadOnlyList<FigureRow> rows, Func<string, string> nameOf) =>
        rows.MaxBy(row => row.Received) is { Received: > 0 } most
            ? T(id, ("name", $"\u2068{nameOf(most.Code ?? FigureFilter.NoCode)}\u2069"), ("count", most.Received))
            : T(id + "None");

    private string DescribeChange(long percent) => (percent - trend.Before.KeptOfDecided.Percent) switch
    {
        null => "",
        0 => T("same"),
        > 0 and { } more => T("more", ("points", more)),
        { } less => T("fewer", ("points", -less)),
    };

    private string T(string key, params ReadOnlySpan<(string Name, object Value)> values) =>
        DeskTexts.Format(language, "charts." + key, values);
}
