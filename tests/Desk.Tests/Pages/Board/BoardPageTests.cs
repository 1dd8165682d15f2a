using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Pages.Board;

public class BoardPageTests
{
    [Fact]
    public async Task A_supervisor_sees_all_open_tickets_a_hundred_to_a_page()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        for (var i = 0; i < 105; i++) await desk.OpenTicketAsync($"第{i}件事");
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        Assert.Equal(100, TicketNumbers(await OpenPageAsync(supervisor, "/desk")).Count);
        Assert.Equal(5, TicketNumbers(await OpenPageAsync(supervisor, "/desk?page=2")).Count);
    }

    [Theory]
    [InlineData("zh-Hans", "ltr", "还剩 47 小时")]
    [InlineData("ug", "rtl", "47 سائەت قالدى")]
    [InlineData("en", "ltr", "47 hours left")]
    public async Task The_board_is_in_the_readers_language_and_keeps_the_residents_words(string language, string direction, string left)
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await desk.OpenTicketAsync("تور دۇكىنىم ئېچىلمايدۇ");
        var page = await OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Clerk), $"/desk?lang={language}");
        Assert.Equal(direction, page.DocumentElement.GetAttribute("dir"));
        Assert.Contains(left, page.QuerySelector(".row time")!.TextContent);
        var subject = page.QuerySelector(".row .subject bdi")!;
        Assert.Equal(("تور دۇكىنىم ئېچىلمايدۇ", "auto", "ug"),
            (subject.TextContent, subject.GetAttribute("dir"), subject.GetAttribute("lang")));
    }

    [Fact]
    public async Task An_agent_sees_their_own_department_and_an_administrator_no_tickets()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var ours = await desk.OpenTicketAsync("包裹丢了", department: "logistics");
        await desk.OpenTicketAsync("商标怎么注册", department: "brand");
        Assert.Equal([ours.ToString()],
            TicketNumbers(await OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Agent, "logistics"), "/desk")));
        Assert.Empty(TicketNumbers(await OpenPageAsync(await desk.ClientForStaffAsync(StaffRole.Admin), "/desk")));
    }

    [Fact]
    public async Task Staff_other_than_supervisors_see_their_own_tickets_first()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var older = await desk.OpenTicketAsync("先来的");
        var mine = await desk.OpenTicketAsync("我的");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        await desk.TakeTicketAsync(mine, "aygul");
        Assert.Equal([mine.ToString(), older.ToString()], TicketNumbers(await OpenPageAsync(clerk, "/desk")));
        Assert.Equal([mine.ToString()], TicketNumbers(await OpenPageAsync(clerk, "/desk?list=mine")));
        Assert.Equal([older.ToString()], TicketNumbers(await OpenPageAsync(clerk, "/desk?list=unassigned")));
    }

    [Fact]
    public async Task Search_finds_text_and_jumps_to_ticket_numbers()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃卖不出去");
        await desk.OpenTicketAsync("红枣价格");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        Assert.Equal([number.ToString()], TicketNumbers(await OpenPageAsync(clerk, "/desk?q=核桃")));
        Assert.Empty(TicketNumbers(await OpenPageAsync(clerk, "/desk?q=!!")));
        using var jump = await clerk.GetAsync(new Uri($"/desk?q={number}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, $"/desk/tickets/{number}"), (jump.StatusCode, jump.Headers.Location!.ToString()));
    }

    [Fact]
    public async Task Pages_allow_only_own_scripts_and_send_Chinese_unescaped()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        using var page = await clerk.GetAsync(new Uri("/desk?lang=zh", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("script-src 'self';", page.Headers.GetValues("Content-Security-Policy").Single());
        Assert.Contains("核桃", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory, CombinatorialProviders]
    public async Task Residents_to_call_back_have_their_own_list_also_after_the_ticket_was_resolved(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var number = await desk.OpenTicketAsync("网店打不开");
        await desk.OpenTicketAsync("别的事");
        var supervisor = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        await DoneAsync((unit, of) => desk.Actions.AnswerAsync(unit, of, new("已经修好", AnswerKind.Answer), CancellationToken.None));
        await ListsAsync(number.ToString());

        await DoneAsync((unit, of) =>
            desk.Actions.LogCallAsync(unit, of, new("说了", CallDirection.Out, Reached: true), CancellationToken.None));
        await ListsAsync();
        await DoneAsync((unit, of) => desk.Actions.ResolveAsync(unit, of, "好了", CancellationToken.None));
        await ListsAsync(number.ToString());

        async Task DoneAsync(Func<WriteUnit, TicketRequest, Task<TicketActionResult>> act) =>
            Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(unit =>
                act(unit, new(number, BoardTestTickets.Supervisor))));

        async Task ListsAsync(params string[] numbers)
        {
            var page = await OpenPageAsync(supervisor, "/desk?list=callBack");
            Assert.Equal(numbers, TicketNumbers(page));
            Assert.Equal($"{numbers.Length}", page.QuerySelector("a[data-list=callBack] .count")!.TextContent);
        }
    }

    internal static List<string> TicketNumbers(IHtmlDocument page) =>
        [.. page.QuerySelectorAll(".row").Select(row => row.GetAttribute("data-number")!)];

    internal static async Task<IHtmlDocument> OpenPageAsync(HttpClient client, string address)
    {
        using var answer = await client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
