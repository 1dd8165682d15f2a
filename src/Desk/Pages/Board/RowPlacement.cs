using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Board;

/// <summary>
/// Decides where a row goes, for the script that places pushed rows: a row carries marks, a list asks for some of them, and rows sort by
/// their key. The script compares texts and knows no rule. The queries of <see cref="TicketLists"/> are the same rules in SQL.
/// </summary>
public sealed class RowPlacement(TimeProvider time, IOptions<DeskOptions> options)
{
    private readonly TimeZoneInfo _timeZone = options.Value.DisplayTimeZone;

    internal DueLimits Limits => DueLimits.At(time.GetUtcNow(), _timeZone);

    /// <summary>The marks of a row: its lists, kind, channel and department, separated by spaces.</summary>
    public string MarksOf(BoardCard card)
    {
        List<string> marks =
            [Mark(BoardList.All), .. ListsOf(card), $"kind:{EnumCode.From(card.Kind)}", $"channel:{EnumCode.From(card.Channel)}"];
        if (card.Department is { } department) marks.Add(DepartmentMark(department));
        return string.Join(' ', marks);
    }

    /// <summary>The marks that a row must have to be shown on a board with this filter.</summary>
    public static string MarksFor(BoardFilter filter, string user)
    {
        List<string> marks = [filter.List is BoardList.Mine ? MineMark(user) : Mark(filter.List)];
        if (filter.Kind is { } kind) marks.Add($"kind:{EnumCode.From(kind)}");
        if (filter.Channel is { } channel) marks.Add($"channel:{EnumCode.From(channel)}");
        if (filter.Department is { Length: > 0 } department) marks.Add(DepartmentMark(department));
        return string.Join(' ', marks);
    }

    /// <summary>The mark of rows that need action by this user.</summary>
    public static string MineMark(string user) => $"{Mark(BoardList.Mine)}:{Uri.EscapeDataString(user)}";

    /// <summary>Rows sort by this text, character by character, as <see cref="TicketLists"/> sorts by urgency.</summary>
    public static string SortKeyOf(BoardCard card) => string.Create(CultureInfo.InvariantCulture,
        $"{(card.IsOverdue ? 0 : 1)}{(card.Unanswered ? 0 : 1)}{card.DueAt.ToUnixTimeMilliseconds():D15}{card.Id:D19}");

    private IEnumerable<string> ListsOf(BoardCard card)
    {
        var waits = card.Status is TicketStatus.WaitingForResident;
        if (card.Assignee is null) yield return Mark(BoardList.Unassigned);
        else if (card.Unanswered || (!waits && !card.AwaitsDepartments)) yield return MineMark(card.Assignee);
        if (card.IsOverdue) yield return Mark(BoardList.Missed);
        if (card.Unanswered && card.CycleState is CycleState.Open && card.DueAt < Limits.EndOfToday) yield return Mark(BoardList.Today);
        if (waits) yield return Mark(BoardList.Waiting);
        if (card.SlipDueAt is not null) yield return Mark(BoardList.Departments);
        if (card.CallBack) yield return Mark(BoardList.CallBack);
        if (card.Supervise) yield return Mark(BoardList.NotSatisfied);
    }

    private static string Mark(BoardList list) => EnumCode.From(list);

    private static string DepartmentMark(string department) => "department:" + Uri.EscapeDataString(department);
}
