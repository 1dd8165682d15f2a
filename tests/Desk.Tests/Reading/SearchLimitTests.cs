using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Reading;

public sealed class SearchLimitTests
{
    [Theory, CombinatorialProviders]
    internal async Task Board_and_API_say_that_a_search_looked_at_the_newest_messages_only(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await OpenAsync(desk, "红枣 第一批");
        for (var rest = DeskDb.MaxHits - 1; rest > 0; rest -= 200)
            await Task.WhenAll(Enumerable.Range(0, Math.Min(rest, 200)).Select(i => OpenAsync(desk, $"红枣 {i}")));
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        Assert.Null(await FindNoticeAsync(clerk, "红枣", Language.ZhHans));
        Assert.False((await SearchAsync(clerk, "红枣")).Json.TryGetProperty("searchedNewest", out _));

        await OpenAsync(desk, "红枣 最后一批");
        foreach (var language in LanguageTag.All)
            Assert.Equal(DeskTexts.Format(language, "board.stopped", ("count", DeskDb.MaxHits)),
                await FindNoticeAsync(clerk, "红枣", language));
        Assert.Equal(DeskDb.MaxHits, (await SearchAsync(clerk, "红枣"))["searchedNewest"].GetInt32());
        // A further word finds the one that was passed over, and nothing is left out.
        Assert.Null(await FindNoticeAsync(clerk, "红枣 第一批", Language.ZhHans));
        // Who reads one department has more messages to choose from.
        Assert.Null(await FindNoticeAsync(await desk.ClientForStaffAsync(StaffRole.Agent, "brand"), "红枣", Language.ZhHans));
        Assert.Null(await FindNoticeAsync(clerk, "!!", Language.ZhHans));
    }

    private static async Task<string?> FindNoticeAsync(HttpClient client, string words, Language language)
    {
        var page = await BoardPageTests.OpenPageAsync(client, $"/desk?q={Uri.EscapeDataString(words)}&lang={LanguageTag.From(language)}");
        return page.QuerySelector(".listing .stopped")?.TextContent;
    }

    private static Task<ApiReply> SearchAsync(HttpClient client, string words) =>
        client.GetReplyAsync($"{ApiClient.TicketsPath}?q={Uri.EscapeDataString(words)}&limit=1");

    private static Task<IntakeResult> OpenAsync(DeskApp desk, string words)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = words, Actor = BoardTestTickets.Supervisor,
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, CancellationToken.None));
    }
}
