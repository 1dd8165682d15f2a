using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Housekeeping;

/// <summary>The daily draw of follow-up calls.</summary>
public sealed class DrawFollowUpsTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task After_midnight_every_complaint_and_a_tenth_of_the_others_are_drawn_once(Provider provider)
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(provider, time);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        for (var n = 0; n < 21; n++) await ResolveAsync(clerk, n < 2 ? TicketKind.Complaint : TicketKind.Inquiry);
        await desk.SweepAsync();
        Assert.Empty(await CausesAsync(desk));

        time.Advance(TimeSpan.FromHours(13));
        await desk.SweepAsync();
        await desk.SweepAsync();
        FollowUpCause[] expected = [FollowUpCause.Sample, FollowUpCause.Sample, FollowUpCause.Complaint, FollowUpCause.Complaint];
        Assert.Equal(expected, await CausesAsync(desk));
        Assert.Empty(await FindingsAsync(desk));

        await using (var db = desk.CreateDb())
            await db.Counters.Where(c => c.Name == SequenceCounter.FollowUps).ExecuteDeleteAsync(Cancellation);
        await desk.SweepAsync();
        Assert.Equal(expected, await CausesAsync(desk));
    }

    [Fact]
    public async Task A_caller_who_served_is_refused_and_not_solved_reopens_over_the_api()
    {
        var time = new FakeTimeProvider(Noon);
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, time);
        var (aygul, ruzi) = (await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul"),
            await desk.ClientForStaffAsync(StaffRole.Clerk, user: "ruzi"));
        var number = await ResolveAsync(aygul, TicketKind.Complaint);
        time.Advance(TimeSpan.FromHours(13));
        await desk.SweepAsync();
        var path = $"{ApiClient.TicketsPath}/{number}/followUp";
        var refused = (await aygul.PostJsonAsync(path, new { reached = true, solved = true, words = "Fine" }))
            .Expect(System.Net.HttpStatusCode.Conflict);
        Assert.Equal("servedByCaller", refused["reason"].GetString());
        (await ruzi.PostJsonAsync(path, new { reached = true, words = "Fine" })).Expect(System.Net.HttpStatusCode.UnprocessableEntity);
        var reopened = (await ruzi.PostJsonAsync(path, new { reached = true, solved = false, words = "It is still broken" }))
            .Expect(System.Net.HttpStatusCode.OK);
        Assert.Equal("inProgress", reopened["status"].GetString());
        Assert.Empty(await FindingsAsync(desk));
        await using (var db = desk.CreateDb())
            await db.Database.ExecuteSqlRawAsync("UPDATE follow_up_calls SET Solved = 1", Cancellation);
        Assert.Equal(["followUpChanged"], (await FindingsAsync(desk)).Select(finding => finding.Code));
    }

    internal static async Task<string> ResolveAsync(HttpClient clerk, TicketKind kind)
    {
        var body = ApiClient.TicketBody();
        body["kind"] = EcomCenter.Texts.EnumCode.From(kind);
        body["requester"] = new System.Text.Json.Nodes.JsonObject { ["name"] = "Ay", ["phone"] = "13899991234" };
        var number = await clerk.OpenTicketAsync(body);
        var path = $"{ApiClient.TicketsPath}/{number}";
        (await clerk.PostJsonAsync($"{path}/call", new { direction = "out", reached = true, kind = "answer", text = "It is done" }))
            .Expect(System.Net.HttpStatusCode.OK);
        (await clerk.PostJsonAsync($"{path}/resolve", new { text = "Done" })).Expect(System.Net.HttpStatusCode.OK);
        return number;
    }

    private static async Task<List<FollowUpCause>> CausesAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return [.. (await db.FollowUps.AsNoTracking().ToListAsync(Cancellation)).Select(f => f.Cause).Order()];
    }

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk) => await new DeskVerifier(
        desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>())
        .RunAsync(Cancellation).ToListAsync(Cancellation);
}
