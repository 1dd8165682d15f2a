using System.Net;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>A department that gives a ticket away reads that it was done, not that there is no such ticket.</summary>
public sealed class TicketLeftTests
{
    [Fact]
    public async Task A_department_that_returns_a_slip_is_told_that_it_is_done()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var address = $"/desk/tickets/{number}?lang=zh-Hans";
        await supervisor.SendAsItStandsAsync(address, "transfer", ("department", "logistics"), ("ask", "在哪里？"));
        var agent = await desk.SignedInBrowserAsync(StaffRole.Agent, department: "logistics");

        var asked = await agent.SendAsItStandsAsync(address, "extend-slip");
        Assert.DoesNotContain("下一步", asked.Document.FormOf("extend-slip")!.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);

        var left = await agent.SendAsItStandsAsync(address, "return-slip", ("reason", "notOurs"));
        Assert.Equal(HttpStatusCode.OK, left.Status);
        Assert.Contains("已经不在您这里", left.Text, StringComparison.Ordinal);
        Assert.Contains("没有这件工单", (await agent.OpenAsync(address)).Text, StringComparison.Ordinal);
    }
}
