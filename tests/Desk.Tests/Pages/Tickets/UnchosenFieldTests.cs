using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>A reason, a rating or a colleague that nobody chose is not sent: the form asks for it.</summary>
public sealed class UnchosenFieldTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_choice_begins_with_an_option_that_only_comes_first()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var (open, resolved) = (await desk.OpenTicketAsync("核桃", "brand"), await desk.OpenTicketAsync("红枣", "brand"));
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var (openPage, resolvedPage) = ($"/desk/tickets/{open}?lang=en", $"/desk/tickets/{resolved}?lang=en");
        await CheckAsync(openPage);
        await supervisor.SendAsItStandsAsync(openPage, "transfer", ("department", "brand"), ("ask", "在哪里？"));
        await supervisor.SendAsItStandsAsync(openPage, "draft-order");
        await CheckAsync(openPage);
        await supervisor.SendAsItStandsAsync(resolvedPage, "call", ("text", "说好了"));
        await supervisor.SendAsItStandsAsync(resolvedPage, "resolve", ("text", "好了"));
        await CheckAsync(resolvedPage);

        async Task CheckAsync(string address)
        {
            var selects = (await supervisor.OpenAsync(address)).Document.QuerySelectorAll(".acts select");
            Assert.NotEmpty(selects);
            Assert.All(selects, select => Assert.True(select.QuerySelector("option[selected]") is not null
                || select.QuerySelector("option")!.GetAttribute("value") is "", select.OuterHtml));
        }
    }

    [Fact]
    public async Task A_ticket_of_somebody_who_left_is_assigned_to_nobody_by_chance()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        await desk.ClientForStaffAsync(StaffRole.Clerk, user: "gone");
        await desk.TakeTicketAsync(number, "gone");
        await using (var db = desk.CreateDb())
            await db.Users.Where(u => u.UserName == "gone").ExecuteUpdateAsync(set => set.SetProperty(u => u.Active, false), Now);
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var before = await desk.ReadVersionAsync(number);
        var page = await supervisor.SendAsItStandsAsync($"/desk/tickets/{number}?lang=zh-Hans", "assign");
        Assert.Contains("请选一项", page.Document.FormOf("assign")!.QuerySelector(".fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(before, await desk.ReadVersionAsync(number));
    }

    [Theory]
    [InlineData("assign", "user")]
    [InlineData("cancel", "why")]
    [InlineData("follow-up", "result")]
    [InlineData("rate", "score")]
    public void What_was_not_chosen_is_a_fault_of_its_field(string form, string field)
    {
        var faults = new List<FieldFault>();
        ActionRegistry.FindForm(form)!.Read(new(FormCollection.Empty, TimeZoneInfo.Utc), faults);
        Assert.Equal((field, "notChosen"), (faults[0].Field, faults[0].Code));
    }

    [Fact]
    public async Task An_order_is_drafted_by_hand_once_until_it_is_issued_or_dropped()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        var supervisor = await desk.SignedInBrowserAsync(StaffRole.Supervisor);
        var form = (await supervisor.OpenAsync($"/desk/tickets/{number}")).Document.FormOf("draft-order")!;
        var fields = form.QuerySelectorAll("input").Select(i => KeyValuePair.Create(i.GetAttribute("name")!, i.GetAttribute("value")!));
        for (var press = 1; press <= 2; press++)
        {
            using var content = new FormUrlEncodedContent(fields.ToList());
            using var answer = await supervisor.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), content, Now);
        }

        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Orders.CountAsync(Now));
        Assert.Null((await supervisor.OpenAsync($"/desk/tickets/{number}")).Document.FormOf("draft-order"));
    }
}
