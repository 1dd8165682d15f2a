using System.Globalization;
using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Counter;

public sealed class CounterPagesTests
{
    private const string Counter = "/desk/counter";

    [Theory, CombinatorialProviders]
    internal async Task A_walk_in_gets_a_ticket_number_and_a_due_time(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var clerk = await ClerkAsync(desk);
        var done = await clerk.SendAsync(await clerk.OpenAsync(Counter),
            ("who", "138 0000 1234"), ("also", "ئايگۈل"), ("kind", "complaint"), ("description", "网店打不开"),
            ("requester.township", "qira"), ("requester.village", "托万村"));
        Assert.Equal(HttpStatusCode.OK, done.Status);
        var ticket = await SingleTicketAsync(desk);
        Assert.Equal(ticket.Number.ToString(), done.Number);
        Assert.Equal((TicketKind.Complaint, ContactChannel.Counter, TicketStatus.New, Reach.Phone),
            (ticket.Kind, ticket.Channel, ticket.Status, ticket.Reach));
        Assert.Equal(("ئايگۈل", "138 0000 1234", "qira", "托万村"),
            (ticket.Person!.Name, ticket.Person.Phone, ticket.Person.Township, ticket.Person.Village));
        Assert.Contains("北京时间", done.Text, StringComparison.Ordinal);
        Assert.Equal(8, done.Code!.Length);
    }

    [Fact]
    public async Task The_slip_is_printed_in_Chinese_and_Uyghur()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Centre:Phone", "0903-1234567"));
        var clerk = await ClerkAsync(desk);
        var done = await clerk.SendAsync(await clerk.OpenAsync(Counter + "?lang=en"), ("who", "Aygül"), ("description", "shop"));
        var slip = done.Document.QuerySelector(".slip")!.TextContent;
        string[] chinese = ["策勒县电子商务公共服务中心", "答复不晚于", "北京时间"], uyghur = ["چىرا ناھىيىسى", "جاۋاب ۋاقتى", "بېيجىڭ ۋاقتى"];
        foreach (var text in (string[])[.. chinese, .. uyghur, done.Number!, done.Code!, "0903-1234567"])
            Assert.Contains(text, slip, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Name_and_phone_in_either_order_identify_the_same_person()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        await clerk.SendAsync(await clerk.OpenAsync(Counter), ("who", "阿依古丽"), ("also", "13800001234"), ("description", "一"));
        await clerk.SendAsync(await clerk.OpenAsync(Counter), ("who", "+86 138-0000-1234"), ("also", "阿依古丽"), ("description", "二"));
        await using var db = desk.CreateDb();
        Assert.Single(await db.Tickets.Select(t => t.PersonId).Distinct().ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_answer_at_the_counter_meets_the_cycle_at_the_stated_time()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        var stated = TimeProvider.System.GetUtcNow().AddHours(-3).ToOffset(TimeSpan.FromHours(8));
        await clerk.SendAsync(await clerk.OpenAsync(Counter), ("who", "阿依古丽"), ("description", "几点开门?"), ("ending", "answered"),
            ("answer.text", "十点开门。"),
            ("receivedAt", stated.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture)));
        var cycle = (await SingleTicketAsync(desk)).LatestCycle;
        Assert.Equal((CycleState.Met, AnsweredVia.FaceToFace), (cycle.State, cycle.Via));
        Assert.Equal(stated.ToUnixTimeSeconds() / 60, cycle.MetAt!.Value.ToUnixTimeSeconds() / 60);
    }

    [Fact]
    public async Task A_promised_next_step_needs_a_date()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        var form = await clerk.OpenAsync(Counter);
        var refused = await clerk.SendAsync(form, ("description", "要货款"), ("ending", "promised"), ("answer.text", "我们去问"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("下一步要写明日期。", refused.Fault("answer.promisedAt"));
        var day = TimeProvider.System.GetUtcNow().AddDays(5).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await clerk.SendAsync(refused, ("answer.promisedAt", day));
        await using var db = desk.CreateDb();
        Assert.Single(await db.PromisedDates.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Sending_the_form_twice_or_again_after_going_back_opens_one_ticket()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        var form = await clerk.OpenAsync(Counter);
        (string, string?)[] typed = [("who", "阿依古丽"), ("description", "网店打不开")];
        var both = await Task.WhenAll(clerk.SendAsync(form, typed), clerk.SendAsync(form, typed));
        var back = await clerk.SendAsync(form, typed);
        Assert.Single(both.Append(back).Select(page => page.Number).Distinct());
        Assert.NotNull(await SingleTicketAsync(desk));
    }

    [Fact]
    public async Task Going_back_and_sending_other_text_opens_another_ticket()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        var form = await clerk.OpenAsync(Counter);
        var first = await clerk.SendAsync(form, ("description", "网店打不开"));
        var second = await clerk.SendAsync(form, ("description", "快递没到"));
        Assert.NotEqual(first.Number, second.Number);
    }

    [Fact]
    public async Task No_input_is_lost_when_a_field_is_missing()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        var refused = await clerk.SendAsync(await clerk.OpenAsync(Counter), ("who", "13800001234"), ("also", "阿依古丽"),
            ("kind", "praise"), ("description", " "), ("receivedAt", "2031-01-01T10:00"), ("requester.village", "托万村"),
            ("serviceItem", "rights"), ("department", "logistics"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("请填写这一项。", refused.Fault("description"));
        Assert.Contains("时间在将来", refused.Fault("receivedAt"), StringComparison.Ordinal);
        var values = new[] { "who", "also", "kind", "requester.village", "serviceItem", "department", "receivedAt" }.Select(refused.Value);
        Assert.Equal(["13800001234", "阿依古丽", "praise", "托万村", "rights", "logistics", "2031-01-01T10:00"], values);
    }

    [Fact]
    public async Task A_stale_token_keeps_the_input_and_asks_to_send_again()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        var again = await clerk.SendAsync(await clerk.OpenAsync(Counter), ("description", "网店打不开"),
            ("__RequestVerificationToken", "stale"));
        Assert.Equal((HttpStatusCode.BadRequest, "网店打不开"), (again.Status, again.Value("description")));
        Assert.NotNull((await clerk.SendAsync(again)).Number);
    }

    [Fact]
    public async Task A_person_picked_from_the_search_is_not_duplicated()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        await clerk.SendAsync(await clerk.OpenAsync(Counter), ("who", "ئايگۈل"), ("description", "一"));
        var found = await clerk.OpenAsync("/desk/people?q=" + Uri.EscapeDataString("ئايگ"));
        Assert.Contains("一", found.Text, StringComparison.Ordinal);
        var id = found.Document.QuerySelector("[data-person]")!.GetAttribute("data-person");
        await clerk.SendAsync(await clerk.OpenAsync(Counter), ("who", "ئايگۈل"), ("person", id), ("description", "二"),
            ("requester.village", "托万村"));
        await using var db = desk.CreateDb();
        Assert.Equal("托万村", (await db.People.SingleAsync(TestContext.Current.CancellationToken)).Village);
    }

    [Fact]
    public async Task People_are_found_by_the_beginning_of_their_phone_and_shown_masked()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await ClerkAsync(desk);
        await clerk.SendAsync(await clerk.OpenAsync(Counter), ("who", "13800001234"), ("description", "快递"));
        Assert.Contains("138****1234", (await clerk.OpenAsync("/desk/people?q=1380")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", (await clerk.OpenAsync("/desk/people?q=139")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StaffRole.Agent)]
    [InlineData(StaffRole.Admin)]
    public async Task Agents_and_administrators_may_not_use_the_counter(StaffRole role)
    {
        await using var desk = await DeskApp.StartAsync();
        var other = await desk.ClientForStaffAsync(role, role is StaffRole.Agent ? "logistics" : null);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.OpenAsync(Counter)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await other.OpenAsync("/desk/people?q=138")).Status);
    }

    private static Task<HttpClient> ClerkAsync(DeskApp desk) => desk.SignedInBrowserAsync(StaffRole.Clerk);

    private static async Task<Ticket> SingleTicketAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return (await db.FindFullTicketAsync(await db.Tickets.Select(t => t.Id).SingleAsync(), default))!;
    }
}
