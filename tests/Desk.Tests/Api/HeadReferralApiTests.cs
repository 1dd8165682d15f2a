using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Pages.Duty.Head;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Api;

/// <summary>Matters before the head through the API, the sweep and the list.</summary>
public sealed class HeadReferralApiTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_matter_before_the_head_is_listed_reminded_and_instructed(Provider provider)
    {
        var time = new FakeTimeProvider(new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8)));
        await using var desk = await ManualClock.StartAsync(provider, time);
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        var boss = await desk.SignedInBrowserAsync(StaffRole.Supervisor, "boss");
        var number = await clerk.OpenTicketAsync();
        var path = $"{ApiClient.TicketsPath}/{number}";
        (await clerk.PostJsonAsync($"{path}/escalate", new { })).Expect(HttpStatusCode.UnprocessableEntity);
        (await clerk.PostJsonAsync($"{path}/escalate", new { reason = "Somebody may be hurt" })).Expect(HttpStatusCode.OK);
        Assert.Equal("alreadyWithHead", (await clerk.PostJsonAsync($"{path}/escalate", new { reason = "Again" }))
            .Expect(HttpStatusCode.Conflict)["reason"].GetString());
        time.Advance(TimeSpan.FromHours(25));
        await desk.SweepAsync();
        Assert.Single(await desk.EventsAsync("instructionOverdue"));

        var page = (await boss.OpenAsync(HeadPages.Path)).Document;
        Assert.Contains("Somebody may be hurt", Assert.Single(page.QuerySelectorAll("#open li")).TextContent, StringComparison.Ordinal);
        Assert.NotNull((await boss.OpenAsync($"/desk/tickets/{number}")).Document
            .QuerySelector($"form[action='/desk/tickets/{number}/instruct']"));

        (await clerk.PostJsonAsync($"{path}/instruct", new { words = "Go", department = "logistics" })).Expect(HttpStatusCode.Forbidden);
        (await boss.PostJsonAsync($"{path}/instruct", new { words = "Go" })).Expect(HttpStatusCode.UnprocessableEntity);
        (await boss.PostJsonAsync($"{path}/instruct", new { words = "Go", department = "logistics", user = "aygul" }))
            .Expect(HttpStatusCode.UnprocessableEntity);
        (await boss.PostJsonAsync($"{path}/instruct", new { words = "Go", user = "aygul" })).Expect(HttpStatusCode.UnprocessableEntity);
        (await boss.PostJsonAsync($"{path}/instruct", new { words = "Go", user = "aygul", dueAt = time.GetUtcNow().AddDays(1) }))
            .Expect(HttpStatusCode.OK);
        var details = (await clerk.GetReplyAsync(path)).Expect(HttpStatusCode.OK);
        Assert.Equal("issued", details["orders"][0].GetProperty("state").GetString());
        var escalation = details["escalations"][0];
        Assert.Equal(("instructed", true), (escalation.GetProperty("state").GetString(), escalation.GetProperty("late").GetBoolean()));
        Assert.True(escalation.TryGetProperty("order", out _));
        page = (await boss.OpenAsync(HeadPages.Path)).Document;
        Assert.Empty(page.QuerySelectorAll("#open li"));
        Assert.Single(page.QuerySelectorAll("#recent li"));
        Assert.Empty(await FindingsAsync(desk));
    }

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk) => await new DeskVerifier(
        desk.Services.GetRequiredService<IDbContextFactory<Desk.Database.DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>())
        .RunAsync(Cancellation).ToListAsync(Cancellation);
}
