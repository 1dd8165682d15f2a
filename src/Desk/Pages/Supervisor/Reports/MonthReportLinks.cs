using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Supervisor.Figures;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Supervisor.Reports;

/// <summary>The addresses of the lists behind the numbers of the monthly report.</summary>
internal sealed class MonthReportLinks(MonthFigures month, TimeZoneInfo zone)
{
    /// <summary>The figures in the columns of a table of tickets and their promises.</summary>
    private static readonly Figure?[] ReceivedColumns = [null, Figure.Received, Figure.Kept, Figure.Decided];

    private static readonly Figure[] PromiseRows =
        [Figure.Kept, Figure.Missed, Figure.AnsweredLate, Figure.Undecided, Figure.Cancelled];

    private static readonly Figure[] ResolutionRows =
    [
        Figure.Resolved, Figure.Solved, Figure.NotSolved, Figure.WithoutWord, Figure.ClosedWithoutWord, Figure.Withdrawn,
        Figure.ClosedByStaff,
    ];

    private static readonly Figure[] RatingRows =
        [Figure.Satisfied, .. FigureUnits.Scores.Reverse(), Figure.EnteredByStaff, Figure.EnteredByServer];

    private static readonly Figure[] SubstanceRows =
        [Figure.ShortAnswers, Figure.RepeatedAnswers, Figure.ReviewedAnswers, .. FigureUnits.Ticks];

    /// <param name="table">The code of the table.</param>
    /// <param name="column">The column, counted from the names.</param>
    /// <returns>The address; null for a number without a list.</returns>
    public string? Find(string table, int row, int column) => table switch
    {
        "promises" when column == 1 => Find(PromiseRows[row], new()),
        "promises" when column == 2 && row == 0 => Find(Figure.Decided, new()),
        "resolutions" when column == 1 => Find(ResolutionRows[row], new()),
        "resolutions" when column == 2 && row == 1 => Find(Figure.SolvedOrNot, new()),
        "ratings" when column == 1 => Find(RatingRows[row], new()),
        "ratings" when column == 2 && row == 0 => Find(Figure.Rated, new()),
        "substance" when column == 1 => Find(SubstanceRows[row], new()),
        "substance" when column == 2 && row < 2 => Find(Figure.WrittenAnswers, new()),
        "substance" when column == 2 && row > 2 => Find(Figure.ReviewedAnswers, new()),
        "times" when column == 1 && row == 0 => Find(Figure.Answered, new()),
        "byKind" => FindReceived(column, new() { Kind = EnumCode.Parse<TicketKind>(month.ByKind[row].Code) }),
        "byChannel" => FindReceived(column, new() { Channel = EnumCode.Parse<ContactChannel>(month.ByChannel[row].Code) }),
        "byDepartment" => FindReceived(column, new() { Department = CodeOf(month.ByDepartment[row]) }),
        "byTownship" => FindReceived(column, new() { Township = CodeOf(month.ByTownship[row]) }),
        "byService" => FindReceived(column, new() { ServiceItem = CodeOf(month.ByServiceItem[row]) }),
        _ => null,
    };

    private string? FindReceived(int column, FigureFilter filter) =>
        ReceivedColumns.ElementAtOrDefault(column) is { } figure ? Find(figure, filter) : null;

    private string Find(Figure figure, FigureFilter filter) => FigureAddress.ToUrl(
        figure, filter, LocalDays.StartOf(month.Month, zone), LocalDays.StartOf(month.Month.AddMonths(1), zone));

    private static string CodeOf(FigureRow row) => row.Code ?? FigureFilter.NoCode;
}
