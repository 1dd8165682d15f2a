using System.Net;
using AngleSharp.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Pages.Supervisor;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Supervisor;

/// <summary>The supervisor's page: what it says needs somebody, and several tickets changed at once.</summary>
public sealed class SupervisorPagesTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    internal async Task The_first_line_names_what_was_missed_and_what_is_due_soon_with_links(Provider provider)
    {
        var time = Clock.ManualClock.CreateTime();
        await using var desk = await Clock.ManualClock.StartAsync(provider, time, ("Promise:Response", "03:00:00"));
        var number = await desk.OpenTicketAsync("包裹丢了", "logistics");
        await desk.TakeTicketAsync(number, "aygul");
        time.Advance(TimeSpan.FromHours(3) + TimeSpan.FromSeconds(1));
        await Clock.ManualClock.SweepAsync(desk);
        await desk.OpenTicketAsync("商标", "brand");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var page = (await supervisor.OpenAsync(SupervisorPages.Path)).Document;
        var phrases = page.QuerySelectorAll(".needs a").Select(a => (a.GetAttribute("href"), a.TextContent)).ToList();
        Assert.Contains(("/desk?list=missed", "▲ 超时未答复 1"), phrases);
        Assert.Contains(phrases, phrase => phrase.Item1 == "/desk/figures?of=dueSoon"
            && phrase.TextContent.StartsWith("◐ 4 小时内到期 1", StringComparison.Ordinal));
        Assert.Equal(2, page.QuerySelectorAll(".urgent [role=group]").Length);
        Assert.Contains("aygul", page.QuerySelector(".urgent .group")!.TextContent);
    }

    [Theory, CombinatorialProviders]
    internal async Task A_ticket_that_its_resident_urges_is_listed_and_marked_also_if_it_is_not_due_soon(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var number = await desk.OpenTicketAsync("包裹丢了", "logistics");
        await desk.OpenTicketAsync("商标", "brand");
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await desk.Writer.WriteAsync(unit => actions.UrgeAsync(unit, new(number, Actor.Resident(Language.ZhHans)), Now), Now);
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var page = (await supervisor.OpenAsync(SupervisorPages.Path)).Document;
        Assert.Contains("▲ 居民在催 1", page.QuerySelectorAll(".needs a").Select(a => a.TextContent));
        var item = Assert.Single(page.QuerySelectorAll(".urgent li"));
        Assert.Contains(number.ToString(), item.TextContent, StringComparison.Ordinal);
        Assert.Contains("催办 1 次", item.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nine_tickets_are_assigned_by_one_box_and_one_button()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        for (var n = 0; n < 9; n++) await desk.OpenTicketAsync($"第{n}件", "logistics");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "colleague");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var done = await SendAsync(supervisor, "assign", ("group", ""), ("user", "colleague"));
        Assert.Equal($"{SupervisorPages.Path}?by=person&done=9", done.RequestMessage!.RequestUri!.PathAndQuery);
        await using var db = desk.CreateDb();
        Assert.Equal(9, await db.Tickets.CountAsync(t => t.Assignee == "colleague", Now));
    }

    [Fact]
    public async Task Several_tickets_are_handed_over_and_one_that_is_refused_holds_up_none()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        var (first, second) = (await desk.OpenTicketAsync("包裹", "brand"), await desk.OpenTicketAsync("快递", "brand"));
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        (string, string)[] form = [("ticket", $"{first}"), ("department", "logistics"), ("ask", "在哪里？")];
        Assert.Equal(HttpStatusCode.OK, (await SendAsync(supervisor, "transfer", form)).StatusCode);
        var again = await SendAsync(supervisor, "transfer", [.. form, ("ticket", $"{second}")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
        var text = await again.Content.ReadAsStringAsync(Now);
        Assert.Contains("已改派 1 件", text, StringComparison.Ordinal);
        Assert.Contains("手上已有这件事的转办单", text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal(2, await db.Slips.CountAsync(s => s.Department == "logistics", Now));
    }

    [Fact]
    public async Task A_ticket_that_the_colleague_may_not_read_is_named_and_holds_up_none()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        TicketNumber[] numbers = [await desk.OpenTicketAsync("商标", "brand"), await desk.OpenTicketAsync("快递", "logistics"),
            await desk.OpenTicketAsync("标志", "brand")];
        await desk.ClientForStaffAsync(StaffRole.Agent, "brand", "colleague");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var answer = await SendAsync(supervisor, "assign", [.. numbers.Select(n => ("ticket", $"{n}")), ("user", "colleague")]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var notice = (await HtmlForms.ReadAsync(answer)).Document.QuerySelector("[data-refusal]")!.TextContent;
        Assert.Contains("已改派 2 件", notice, StringComparison.Ordinal);
        Assert.Contains($"{numbers[1]}", notice, StringComparison.Ordinal);
        Assert.Contains("无权查看", notice, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal(2, await db.Tickets.CountAsync(t => t.Assignee == "colleague" && t.Department == "brand", Now));
    }

    [Fact]
    public async Task A_list_of_one_persons_tickets_has_their_name()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "colleague");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var hint = (await supervisor.OpenAsync("/desk/figures?of=open&assignee=colleague")).Document.QuerySelector(".hint")!;
        Assert.Contains("Somebody", hint.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_numbers_of_the_first_line_open_as_many_tickets()
    {
        var time = Clock.ManualClock.CreateTime();
        await using var desk = await Clock.ManualClock.StartAsync(Provider.Sqlite, time, ("Promise:Slip", "01:00:00"));
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        (string, string)[] form =
            [("ticket", $"{await desk.OpenTicketAsync("包裹", "brand")}"), ("department", "logistics"), ("ask", "在哪里？")];
        await SendAsync(supervisor, "transfer", form);
        time.Advance(TimeSpan.FromHours(45));
        await desk.OpenTicketAsync("商标", "brand");
        await SendAsync(supervisor, "transfer", [("ticket", $"{await desk.OpenTicketAsync("快递", "brand")}"), .. form.Skip(1)]);
        var page = (await supervisor.OpenAsync(SupervisorPages.Path)).Document;
        foreach (var figure in new[] { "dueSoon", "lateSlips" })
        {
            var phrase = page.QuerySelector($".needs a[href*='of={figure}']")!;
            Assert.Contains(" 1", phrase.TextContent, StringComparison.Ordinal);
            var list = (await supervisor.OpenAsync(phrase.GetAttribute("href")!)).Document;
            Assert.Single(list.QuerySelectorAll(".cases tbody tr"));
        }
    }

    [Fact]
    public async Task A_form_without_tickets_or_receiver_says_what_is_missing_and_keeps_the_rest()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        var number = await desk.OpenTicketAsync("包裹", "brand");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var text = await (await SendAsync(supervisor, "transfer", ("ask", "在哪里？"))).Content.ReadAsStringAsync(Now);
        Assert.Contains("department-fault", text, StringComparison.Ordinal);
        Assert.Contains(">在哪里？</textarea>", text, StringComparison.Ordinal);
        var page = await SendAsync(supervisor, "assign", ("ticket", $"{number}"));
        Assert.Contains("user-fault", await page.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal((TicketStatus.New, null), await db.Tickets.Select(t => ValueTuple.Create(t.Status, t.Assignee)).SingleAsync(Now));
    }

    [Theory]
    [InlineData(StaffRole.Clerk)]
    [InlineData(StaffRole.Agent)]
    [InlineData(StaffRole.Admin)]
    public async Task Only_supervisors_see_it(StaffRole role)
    {
        await using var desk = await DeskApp.StartAsync();
        var other = await desk.ClientForStaffAsync(role, "brand");
        Assert.Equal(HttpStatusCode.Forbidden, (await other.GetAsync(new Uri(SupervisorPages.Path, UriKind.Relative), Now)).StatusCode);
    }

    [Fact]
    public async Task Of_two_supervisors_who_pass_the_same_tickets_on_the_second_is_told_who_has_them()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        TicketNumber[] numbers = [await desk.OpenTicketAsync("包裹", "brand"), await desk.OpenTicketAsync("快递", "brand")];
        foreach (var user in new[] { "first", "second" }) await desk.ClientForStaffAsync(StaffRole.Clerk, user: user);
        var (one, other) = (await desk.SignedInBrowserAsync(StaffRole.Supervisor, user: "one"),
            await desk.SignedInBrowserAsync(StaffRole.Supervisor, user: "other"));
        var seen = (await other.OpenAsync(SupervisorPages.Path)).Document;
        await SendAsync(one, "assign", ("ticket", $"{numbers[0]}"), ("user", "first"));
        (string, string)[] form = [.. numbers.Select(n => ("ticket", $"{n}")), ("user", "second")];
        var answer = await SendAsync(other, seen, "assign", form);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        var page = (await HtmlForms.ReadAsync(answer)).Document;
        var notice = page.QuerySelector("[data-refusal]")!.TextContent;
        Assert.Contains("已改派 1 件", notice, StringComparison.Ordinal);
        Assert.Matches($"{numbers[0]}.*同事抢先一步：现在由.*Somebody", notice.ReplaceLineEndings(" "));
        Assert.Equal(("first", "second"), await AssigneesAsync(desk, numbers));

        // Only the refused ticket is still chosen, and with it the page knows who has it now.
        Assert.Equal([$"{numbers[0]}"], page.QuerySelectorAll(".urgent input[checked]").Select(box => box.GetAttribute("value")));
        var again = await SendAsync(other, page, "assign", ("ticket", $"{numbers[0]}"), ("user", "second"));
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        Assert.Equal(("second", "second"), await AssigneesAsync(desk, numbers));
    }

    [Theory]
    [InlineData("assign", "已改派 1 件")]
    [InlineData("transfer", "同事抢先一步：现在由待接手、物流配送")]
    public async Task Of_two_supervisors_who_hand_the_same_ticket_over_the_second_hands_nothing_over(string action, string told)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        var number = await desk.OpenTicketAsync("包裹", "brand");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "first");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var seen = (await supervisor.OpenAsync(SupervisorPages.Path)).Document;
        if (action is "transfer") await SendAsync(supervisor, action, ("ticket", $"{number}"), ("department", "logistics"), ("ask", "查"));
        var answer = await SendAsync(
            supervisor, seen, action, ("ticket", $"{number}"), ("department", "product"), ("ask", "查"), ("user", "first"));
        var text = (await HtmlForms.ReadAsync(answer)).Document.Body!.TextContent.Replace("\u2068", "", StringComparison.Ordinal)
            .Replace("\u2069", "", StringComparison.Ordinal);
        Assert.Contains(told, text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal(action is "transfer" ? 1 : 0, await db.Slips.CountAsync(Now));
    }

    [Fact]
    public async Task Tickets_that_were_with_that_colleague_already_are_not_counted_as_changed()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Promise:Response", "03:00:00"));
        var number = await desk.OpenTicketAsync("包裹", "brand");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "first");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        (string, string)[] form = [("ticket", $"{number}"), ("user", "first")];
        await SendAsync(supervisor, "assign", form);
        var text = await (await SendAsync(supervisor, "assign", form)).Content.ReadAsStringAsync(Now);
        Assert.Contains("本来就是这样，没有改动。", text, StringComparison.Ordinal);
        Assert.DoesNotContain("已改派", text, StringComparison.Ordinal);
    }

    private static async Task<(string? First, string? Second)> AssigneesAsync(DeskApp desk, TicketNumber[] numbers)
    {
        await using var db = desk.CreateDb();
        var assignees = await db.Tickets.ToDictionaryAsync(t => t.Number, t => t.Assignee, Now);
        return (assignees[numbers[0]], assignees[numbers[1]]);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, string action, params IEnumerable<(string Name, string Value)> chosen) =>
        await SendAsync(client, (await client.OpenAsync(SupervisorPages.Path)).Document, action, chosen);

    /// <summary>Sends the form of a page that was opened before.</summary>
    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient client, IDocument page, string action, params IEnumerable<(string Name, string Value)> chosen)
    {
        var hidden = page.QuerySelectorAll(".urgent input[type=hidden]")
            .Select(input => KeyValuePair.Create(input.GetAttribute("name")!, input.GetAttribute("value")!));
        var fields = hidden.Concat(chosen.Select(field => KeyValuePair.Create(field.Name, field.Value))).Append(new("do", action));
        using var form = new FormUrlEncodedContent(fields);
        return await client.PostAsync(new Uri(SupervisorPages.Path, UriKind.Relative), form, Now);
    }
}
