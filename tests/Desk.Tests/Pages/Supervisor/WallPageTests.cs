using System.Net;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;

namespace EcomCenter.Desk.Tests.Pages.Supervisor;

/// <summary>The screen on the wall: the figures of the supervisor's page, without names and without links.</summary>
public sealed class WallPageTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_the_figures_of_the_supervisors_page_without_a_name()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        var number = await desk.OpenTicketAsync("包裹丢了", "logistics");
        await desk.OpenTicketAsync("商标", "brand");
        await desk.TakeTicketAsync(number, "aygul");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var wall = (await supervisor.OpenAsync("/wall")).Document;
        var tiles = wall.QuerySelectorAll(".tiles dd").Select(dd => dd.TextContent).ToList();
        Assert.Equal(["0", "2", "0", "0", "0", "2", "0", "0"], tiles);
        Assert.Empty(wall.QuerySelectorAll("main a"));
        foreach (var name in new[] { "aygul", "买买提", "包裹丢了", $"{number}" })
            Assert.DoesNotContain(name, wall.DocumentElement.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_agent_sees_the_figures_of_her_department()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.OpenTicketAsync("包裹丢了", "logistics");
        await desk.OpenTicketAsync("商标", "brand");
        var agent = await desk.ClientForStaffAsync(StaffRole.Agent, "brand");
        var page = await agent.GetStringAsync("/wall?lang=zh-Hans", Now);
        Assert.Contains("<h1>品牌营销中心</h1>", page, StringComparison.Ordinal);
        Assert.Contains("在办 1", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reads_no_tickets_does_not_open_it()
    {
        await using var desk = await DeskApp.StartAsync();
        var admin = await desk.ClientForStaffAsync(StaffRole.Admin);
        Assert.Equal(HttpStatusCode.Forbidden, (await admin.GetAsync(new Uri("/wall", UriKind.Relative), Now)).StatusCode);
    }
}
