using System.Net;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Api;

public sealed class SplitTests
{
    [Theory, CombinatorialProviders]
    internal async Task Messages_about_another_subject_are_split_into_a_new_linked_ticket(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var (number, at) = await OpenAsync(staff);
        (await staff.PostJsonAsync(at + "/messages", new { kind = "fromResident", text = "And my shop is closed" }))
            .Expect(HttpStatusCode.OK);
        var messages = await MessagesAsync(staff, at);

        var reply = (await staff.PostJsonAsync(at + "/split", new { messages = new[] { messages[1].Id } })).Expect(HttpStatusCode.Created);
        var newNumber = reply["number"].GetString();
        Assert.Equal($"{ApiClient.TicketsPath}/{newNumber}", reply.Header("Location"));
        Assert.NotEqual(number, newNumber);
        var ticket = (await staff.GetReplyAsync($"{ApiClient.TicketsPath}/{newNumber}")).Expect(HttpStatusCode.OK);
        Assert.Equal("And my shop is closed", ticket["description"].GetString());
        Assert.Equal([number], ticket["links"].EnumerateArray().Select(l => l.GetString()!));
        Assert.Equal(["My parcel did not come"], (await MessagesAsync(staff, at)).Select(m => m.Text));
        await using var db = desk.CreateDb();
        Assert.Equal(2, await db.Tickets.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_impossible_split_is_refused_with_its_reason()
    {
        await using var desk = await DeskApp.StartAsync();
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var (_, at) = await OpenAsync(staff);
        var first = (await MessagesAsync(staff, at))[0].Id;
        Assert.Equal("onlyMessage",
            (await staff.PostJsonAsync(at + "/split", new { messages = new[] { first } })).Expect(HttpStatusCode.Conflict)["reason"]
            .GetString());
        (await staff.PostJsonAsync(at + "/split", new { messages = new[] { 999_999 } })).Expect(HttpStatusCode.UnprocessableEntity);
        (await staff.PostJsonAsync(at + "/split", new { messages = Array.Empty<long>() })).Expect(HttpStatusCode.UnprocessableEntity);
        (await staff.PostJsonAsync(at + "/split", """{"messages":["one"]}""")).Expect(HttpStatusCode.BadRequest);
        (await staff.PostJsonAsync(at + "/messages", new { kind = "fromResident", text = "More" })).Expect(HttpStatusCode.OK);
        (await staff.PostJsonAsync(at + "/messages", new { kind = "answer", text = "It comes" })).Expect(HttpStatusCode.OK);
        var refused = (await staff.PostJsonAsync(at + "/split", new { messages = new[] { first } })).Expect(HttpStatusCode.Conflict);
        Assert.Equal("alreadyAnswered", refused["reason"].GetString());
        Assert.DoesNotContain("move", refused["allowed"].EnumerateArray().Select(a => a.GetString()));
    }

    private static async Task<(string Number, string At)> OpenAsync(HttpClient client)
    {
        var number = await client.OpenTicketAsync();
        return (number, $"{ApiClient.TicketsPath}/{number}");
    }

    private static async Task<List<(long Id, string Text)>> MessagesAsync(HttpClient client, string at) =>
        [.. (await client.GetReplyAsync(at)).Expect(HttpStatusCode.OK)["messages"].EnumerateArray()
            .Select(m => (m.GetProperty("id").GetInt64(), m.GetProperty("text").GetString()!))];
}
