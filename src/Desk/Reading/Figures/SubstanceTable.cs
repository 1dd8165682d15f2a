using EcomCenter.Desk.Database;

namespace EcomCenter.Desk.Reading.Figures;

/// <summary>The table of the substance of answers.</summary>
internal static class SubstanceTable
{
    public static MonthReportTable Create(SubstanceFigures figures, Func<string, string> text) =>
        new("substance", text("substance"), text("substance.note"), [text("name"), text("count"), text("of"), text("rate")],
        [
            Row(text("substance.short"), figures.Short, figures.Answers),
            Row(text("substance.repeated"), figures.Repeated, figures.Answers),
            [text("substance.reviewed"), figures.Reviewed, null, null],
            .. AnswerReview.Ticks.Select((tick, bit) => Row(text("substance." + tick), figures.Ticks[bit], figures.Reviewed)),
        ]);

    private static IReadOnlyList<object?> Row(string name, int count, int of) => [name, count, of, new Portion(count, of).Percent];
}
