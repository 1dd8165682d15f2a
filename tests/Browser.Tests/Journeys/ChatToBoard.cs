using System.Net.Http.Json;
using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

public class ChatToBoard(Chromium chromium)
{
    private const long Resident = 42;
    private const string Words = "قوغۇنۇم سېتىلمىدى، ياردەم كېرەك";
    private const string Reply = "ئەتە سائەت 10 دا كېلىڭ، بىرلىكتە كۆرىمىز.";

    [Fact]
    public async Task A_Uyghur_Telegram_message_is_on_a_second_open_board_within_a_second_and_its_answer_counts_on_arrival()
    {
        await using var office = await Office.OpenAsync(chromium);
        var clerk = await office.StaffAsync("clerk", StaffRole.Clerk, Language.ZhHans);
        var supervisor = await office.StaffAsync("supervisor", StaffRole.Supervisor, Language.Ug);
        await clerk.WatchBoardAsync();
        await supervisor.WatchBoardAsync();
        await FirstOfTheDayAsync(office);

        var number = await HearAsync(office, supervisor);
        await AnswerByKeyboardAsync(clerk, number);
        await CountsOnlyWhenArrivedAsync(office, number);
    }

    private static async Task<string> HearAsync(Office office, Person supervisor)
    {
        var sentAt = TimeProvider.System.GetUtcNow();
        office.Telegram.Say(Resident, Words, "ug");
        var number = await supervisor.Page.Locator(".row", new() { HasText = Words }).GetAttributeAsync("data-number") ?? "";
        var handedOut = office.Telegram.Calls.First(call => call is { Method: "getUpdates", Status: 200 } && call.At >= sentAt).At;
        Assert.InRange((await supervisor.SawAsync($"t{number}") - handedOut).TotalMilliseconds, 0, 1000);
        Assert.True(await supervisor.StayedAsync());
        await office.Telegram.WaitForAsync(Resident, receipt => receipt.Text.Contains(number, StringComparison.Ordinal));
        office.Telegram.FailNext(429, retryAfter: 1, "sendMessage");
        return number;
    }

    private static async Task AnswerByKeyboardAsync(Person clerk, string number)
    {
        var keys = clerk.Page.Keyboard;
        var row = clerk.Page.Locator($"#t{number}");
        var ticket = clerk.Page.FrameLocator("iframe[name=beside]");
        for (var i = 0; i < 5 && !await row.EvaluateAsync<bool>("row => row.classList.contains('here')"); i++) await keys.PressAsync("j");
        await keys.PressAsync("a");
        await Assertions.Expect(ticket.Locator("#answer textarea")).ToBeFocusedAsync();
        await keys.InsertTextAsync(Reply);
        await keys.PressAsync("Control+Enter");
        await Assertions.Expect(ticket.Locator("#story")).ToContainTextAsync(Reply);
    }

    private static async Task CountsOnlyWhenArrivedAsync(Office office, string number)
    {
        var key = await office.Desk.WithKeyAsync(KeyScope.Read);
        await office.Telegram.UntilAsync(
            () => office.Telegram.Calls.Any(call => call is { Method: "sendMessage", Status: 429 }), "a refusal by Telegram");
        Assert.Equal("open", (await CycleAsync(key, number)).GetProperty("state").GetString());

        var arrived = await office.Telegram.WaitForAsync(Resident, sent => sent.Text.Contains(Reply, StringComparison.Ordinal));
        await Eventually.TrueAsync(async () => (await CycleAsync(key, number)).GetProperty("state").GetString() == "met");
        var met = (await CycleAsync(key, number)).GetProperty("metAt").GetDateTimeOffset();
        Assert.InRange((met - arrived.At).TotalSeconds, -0.001, 5);
    }

    private static async Task<JsonElement> CycleAsync(HttpClient key, string number) =>
        (await key.GetFromJsonAsync<JsonElement>($"/api/v1/tickets/{number}")).GetProperty("cycle");

    /// <summary>Sends a first message, because a program that has just started handles it slowly.</summary>
    private static async Task FirstOfTheDayAsync(Office office)
    {
        office.Telegram.Say(41, "核桃", "zh-hans");
        await office.Telegram.WaitForAsync(41);
    }
}
