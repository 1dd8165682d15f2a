using System.Net.Http.Json;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.FakeBotApi;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class TelegramToBoardJourney(ChromiumFixture chromium)
{
    private const long ResidentChat = 42;
    private const string MessageText = "قوغۇنۇم سېتىلمىدى، ياردەم كېرەك";
    private const string AnswerText = "ئەتە سائەت 10 دا كېلىڭ، بىرلىكتە كۆرىمىز.";

    [Fact]
    public async Task A_Uyghur_Telegram_message_is_on_a_second_open_board_at_once_and_its_answer_counts_on_arrival()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = await office.SignInStaffAsync("clerk", StaffRole.Clerk, Language.ZhHans);
        var supervisor = await office.SignInStaffAsync("supervisor", StaffRole.Supervisor, Language.Ug);
        await clerk.OpenBoardAsync();
        await supervisor.OpenBoardAsync();
        await WarmUpAsync(office);

        var number = await SendAndWaitForCardAsync(office, supervisor);
        await AnswerByKeyboardAsync(clerk, number);
        await AssertCountsOnlyOnArrivalAsync(office, number);
    }

    private static async Task<string> SendAndWaitForCardAsync(TestOffice office, BrowserUser supervisor)
    {
        var sentAt = TimeProvider.System.GetUtcNow();
        office.Telegram.SendText(ResidentChat, MessageText, "ug");
        var number = await supervisor.Page.Locator(".row", new() { HasText = MessageText }).GetAttributeAsync("data-number") ?? "";
        var handedOut = office.Telegram.Calls.First(call => call is { Method: "getUpdates", Status: 200 } && call.At >= sentAt).At;
        // A slow machine takes its time. How soon it is on a board is measured by the benchmarks.
        Assert.InRange((await supervisor.FirstSeenAtAsync($"t{number}") - handedOut).TotalSeconds, 0, 10);
        Assert.True(await supervisor.WasNotReloadedAsync());
        await office.Telegram.WaitForMessageAsync(ResidentChat, receipt => receipt.Text.Contains(number, StringComparison.Ordinal));
        office.Telegram.FailNext(429, retryAfter: 1, "sendMessage");
        return number;
    }

    private static async Task AnswerByKeyboardAsync(BrowserUser clerk, string number)
    {
        var keys = clerk.Page.Keyboard;
        var row = clerk.Page.Locator($"#t{number}");
        var ticket = clerk.Page.FrameLocator("iframe[name=beside]");
        Task<bool> IsSelectedAsync() => row.EvaluateAsync<bool>("row => row.classList.contains('selected')");
        for (var i = 0; i < 5 && !await IsSelectedAsync(); i++) await keys.PressAsync("j");
        await keys.PressAsync("a");
        await Assertions.Expect(ticket.Locator("#answer textarea")).ToBeFocusedAsync();
        await keys.InsertTextAsync(AnswerText);
        await keys.PressAsync("Control+Enter");
        await Assertions.Expect(ticket.Locator("#story")).ToContainTextAsync(AnswerText);
    }

    private static async Task AssertCountsOnlyOnArrivalAsync(TestOffice office, string number)
    {
        var key = await office.Desk.ClientWithKeyAsync(KeyScope.Read);
        var arrived = await office.Telegram.WaitForMessageAsync(ResidentChat,
            sent => sent.Text.Contains(AnswerText, StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => (await ReadCycleAsync(key, number)).GetProperty("state").GetString() == "met");
        // The times are compared, because a look at the cycle between refusal and arrival may come too late on a busy machine.
        var refused = office.Telegram.Calls.First(call => call is { Method: "sendMessage", Status: 429 });
        var met = (await ReadCycleAsync(key, number)).GetProperty("metAt").GetDateTimeOffset();
        Assert.True(refused.At < arrived.At);
        Assert.InRange((met - arrived.At).TotalSeconds, -0.001, 5);
    }

    private static async Task<JsonElement> ReadCycleAsync(HttpClient key, string number) =>
        (await key.GetFromJsonAsync<JsonElement>($"/api/v1/tickets/{number}")).GetProperty("cycle");

    /// <summary>Sends a first message, because a program that has just started handles it slowly.</summary>
    private static async Task WarmUpAsync(TestOffice office)
    {
        office.Telegram.SendText(41, "核桃", "zh-hans");
        await office.Telegram.WaitForMessageAsync(41);
    }
}
