using System.Net;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>A filled-in field that does not apply is refused instead of dropped, and nothing is stored until it is corrected.</summary>
public sealed class UnusedFieldsTests
{
    [Theory]
    [InlineData("ending=takenIn&answer.text=十点开门。", "answer.text")]
    [InlineData("ending=answered&answer.text=好&answer.promisedAt=2099-01-01", "answer.promisedAt")]
    [InlineData("ending=promised&answer.text=好&answer.office=法院", "answer.office")]
    [InlineData("ending=takenIn&answer.office=法院", "answer.office")]
    [InlineData("who=13800001234&also=13900005678", "also")]
    [InlineData("who=阿依古丽&also=图尔逊", "also")]
    [InlineData("anonymity=anonymous&who=13800001234", "who")]
    [InlineData("anonymity=anonymous&requester.village=托万村", "requester.village")]
    public async Task The_counter_form_refuses_fields_that_do_not_apply(string filled, string field)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        (string, string?)[] fields =
            [("description", "网店打不开"), .. filled.Split('&').Select(f => f.Split('=')).Select(f => (f[0], (string?)f[1]))];
        var asked = await clerk.SendAsync(await clerk.OpenAsync("/desk/counter"), fields);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, asked.Status);
        Assert.NotNull(asked.Fault(field));
        Assert.Equal(0, await CountTicketsAsync(desk));
    }

    [Fact]
    public async Task The_suggestion_box_asks_whether_a_signed_sheet_is_anonymous()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var asked = await clerk.SendAsync(await clerk.OpenAsync("/desk/suggestion-box"), ("row0.text", "路灯"),
            ("row0.name", "阿依古丽"), ("row0.anonymous", "yes"));
        Assert.NotNull(asked.Fault("row0.name"));
        Assert.Equal(0, await CountTicketsAsync(desk));
    }

    [Fact]
    public async Task A_different_address_of_a_known_person_becomes_a_note()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        foreach (var village in new[] { "托万村", "托万村", "奴尔村" })
            await clerk.SendAsync(await clerk.OpenAsync("/desk/counter"), ("who", "13800001234"), ("also", "阿依古丽"),
                ("description", "网店打不开"), ("requester.village", village));
        await using var db = desk.CreateDb();
        var notes = await db.Messages.Where(m => m.Kind == MessageKind.Note).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal("这次说的住址与记录不同：奴尔村", Assert.Single(notes).Text);
        Assert.Equal("托万村", (await db.People.SingleAsync(TestContext.Current.CancellationToken)).Village);
    }

    private static async Task<int> CountTicketsAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Tickets.CountAsync(TestContext.Current.CancellationToken);
    }
}
