using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.Board;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>
/// The script places pushed rows by their marks and sort keys alone. So these must say the same as the queries that fill the lists.
/// </summary>
public sealed class RowPlacementTests
{
    [Theory]
    [InlineData(StaffRole.Supervisor, "")]
    [InlineData(StaffRole.Clerk, "")]
    [InlineData(StaffRole.Supervisor, "&kind=inquiry&channel=counter")]
    [InlineData(StaffRole.Supervisor, "&kind=Inquiry&department=logistics")]
    [InlineData(StaffRole.Supervisor, "&kind=complaint")]
    [InlineData(StaffRole.Supervisor, "&kind=unknown")]
    public async Task Each_list_has_exactly_the_rows_that_carry_its_marks_in_the_order_of_their_keys(StaffRole role, string filter)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        await FillAsync(desk, time);
        using var viewer = await desk.ClientForStaffAsync(role, user: "aygul");
        var open = Rows(await BoardPageTests.OpenPageAsync(viewer, "/desk?list=all"));
        Assert.Equal(8, open.Count);
        foreach (var list in Enum.GetValues<BoardList>())
        {
            var page = await BoardPageTests.OpenPageAsync(viewer, $"/desk?list={list}{filter}");
            var requiredMarks = page.QuerySelector("#board")!.GetAttribute("data-required-marks")!;
            Assert.Equal((list, string.Join(' ', open.Where(row => Carries(row, requiredMarks)).Select(NumberOf).Order())),
                (list, string.Join(' ', Rows(page).Select(NumberOf).Order())));
            foreach (var part in page.QuerySelectorAll(".rows"))
            {
                var rows = part.QuerySelectorAll(".row");
                Assert.All(rows, row => Assert.True(Carries(row, part.GetAttribute("data-required-marks")!)));
                Assert.Equal(rows.OrderBy(row => row.GetAttribute("data-order"), StringComparer.Ordinal).Select(NumberOf),
                    rows.Select(NumberOf));
            }
        }
    }

    /// <summary>Opens tickets of several days and states: missed, waiting, answered, taken, in a department.</summary>
    private static async Task FillAsync(DeskApp desk, Microsoft.Extensions.Time.Testing.FakeTimeProvider time)
    {
        await desk.OpenTicketAsync("超时的");
        await desk.TakeTicketAsync(await desk.OpenTicketAsync("超时的，有人办"), "aygul");
        time.Advance(TimeSpan.FromHours(30));
        await desk.OpenTicketAsync("今天到期的", department: "logistics");
        time.Advance(TimeSpan.FromHours(20));
        await ManualClock.SweepAsync(desk);
        await desk.OpenTicketAsync("新的");
        var answered = await desk.OpenTicketAsync("答复过的");
        await desk.AnswerTicketAsync(answered);
        var waits = await desk.OpenTicketAsync("等居民的");
        await desk.TakeTicketAsync(waits, "aygul");
        await AskAsync(desk, waits);
        await desk.TakeTicketAsync(await desk.OpenTicketAsync("同事的"), "tursun");
        await desk.TakeTicketAsync(await desk.OpenTicketAsync("自己的", department: "logistics"), "aygul");
    }

    private static async Task AskAsync(DeskApp desk, TicketNumber number) => Assert.IsType<TicketActionResult.ActionDone>(
        await desk.Writer.WriteAsync(unit => desk.Actions.AnswerAsync(unit, new(number, BoardTestTickets.Supervisor),
            new("请补充照片。", AnswerKind.NeedFromYou), CancellationToken.None)));

    private static List<IElement> Rows(IHtmlDocument page) => [.. page.QuerySelectorAll(".row")];

    private static string NumberOf(IElement row) => row.GetAttribute("data-number")!;

    private static bool Carries(IElement row, string requiredMarks) =>
        requiredMarks.Split(' ').All(row.GetAttribute("data-marks")!.Split(' ').Contains);
}
