using System.Globalization;
using EcomCenter.Desk.Staff;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.Board;

public class TimeLeftColourTests
{
    [Theory]
    [InlineData("00:03:00", "00:01:00", "ok")]
    [InlineData("00:03:00", "00:02:30", "soon")]
    [InlineData("2.00:00:00", "1.18:00:00", "ok")]
    [InlineData("2.00:00:00", "1.20:30:00", "soon")]
    public async Task Text_and_bar_have_the_same_colour_for_any_response_time(string response, string passed, string meaning)
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(time: time, settings: ("Promise:Response", response));
        await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        time.Advance(TimeSpan.Parse(passed, CultureInfo.InvariantCulture));
        var row = (await BoardPageTests.OpenPageAsync(clerk, "/desk")).QuerySelector(".row")!;
        Assert.True(row.QuerySelector("time.left")!.ClassList.Contains(meaning));
        Assert.Equal(meaning == "soon", row.ClassList.Contains("near"));
    }
}
