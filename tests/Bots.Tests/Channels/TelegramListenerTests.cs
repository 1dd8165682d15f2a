using System.Net.Http.Json;
using EcomCenter.Bots.Ports;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.FakeBotApi;

namespace EcomCenter.Bots.Tests.Channels;

public class TelegramListenerTests
{
    [Fact]
    public async Task A_text_opens_a_ticket_and_is_confirmed_only_after_it_is_stored()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        var confirmedAtStore = -1;
        desk.BeforeStore = () => confirmedAtStore = telegram.ConfirmedBelow;
        var update = telegram.SendText(42, "ئالمىلىرىم سېتىلمايۋاتىدۇ", "ug");
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitForConfirmedAsync(update);
        Assert.True(confirmedAtStore <= update);
        await telegram.WaitUntilAsync(() => desk.SentMessages.Count == 1, "the receipt");
        Assert.Equal("42", desk.Submitted[0].From.Chat);
    }

    [Fact]
    public async Task An_update_that_could_not_be_stored_stays_with_Telegram_until_it_can()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        var failures = 3;
        var confirmedTooEarly = false;
        var update = telegram.SendText(42, "My parcel is lost");
        desk.BeforeStore = () =>
        {
            confirmedTooEarly |= telegram.ConfirmedBelow > update;
            if (failures-- > 0) throw new IOException("disk full");
        };
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitForConfirmedAsync(update);
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1, "the ticket");
        Assert.False(confirmedTooEarly);
        Assert.Single(desk.StoredUpdates);
    }

    [Fact]
    public async Task A_stop_between_storing_and_confirming_repeats_the_update_with_one_effect()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        var stored = 0;
        var update = telegram.SendText(42, "My parcel is lost");
        desk.BeforeStore = () =>
        {
            if (Interlocked.Increment(ref stored) != 1) return;
            telegram.FailNext(502, method: "getUpdates", times: 1_000_000);
        };
        await using (await TelegramBotHost.StartAsync(telegram, desk))
            await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1 && telegram.Calls.Any(call => call.Status == 502), "the ticket");
        Assert.Equal(1, telegram.Pending);
        telegram.Recover();
        await using var again = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitForConfirmedAsync(update);
        await telegram.WaitUntilAsync(() => stored == 2, "the second delivery");
        Assert.Single(desk.StoredUpdates);
        Assert.Single(desk.Submitted);
        Assert.Single(desk.SentMessages);
    }

    [Theory]
    [InlineData(502, null)]
    [InlineData(429, 1)]
    [InlineData(409, null)]
    public async Task The_connection_recovers_by_itself(int status, int? retryAfter)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        telegram.FailNext(status, retryAfter, "getUpdates", times: 2);
        telegram.SendText(42, "My parcel is lost");
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1, "the ticket");
        Assert.Contains(program.Log.Lines, line => line.Contains(
            status == 409 ? "Another program" : "connection to Telegram is down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_webhook_set_by_others_is_removed_and_logged()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        telegram.SendText(42, "My parcel is lost");
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1, "the first ticket");
        using var http = new HttpClient();
        await http.PostAsJsonAsync($"{telegram.BaseUrl}/bot{telegram.Token}/setWebhook", new { url = "https://example.org/hook" },
            TestContext.Current.CancellationToken);
        await telegram.WaitUntilAsync(() => program.Log.Lines.Any(line => line.Contains("set a webhook", StringComparison.Ordinal)),
            "the log entry");
        telegram.SendText(42, "And another one");
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 2, "the second ticket");
    }

    [Fact]
    public async Task A_truncated_answer_and_a_silent_server_only_cause_a_pause()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        telegram.FailNext(200, method: "getUpdates", halfBody: true);
        telegram.FailNext(502, method: "getUpdates", delay: TimeSpan.FromSeconds(5));
        telegram.SendText(42, "My parcel is lost");
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1, "the ticket");
    }

    [Fact]
    public async Task A_wrong_token_is_logged_without_the_token()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var program = await TelegramBotHost.StartAsync(telegram, new InMemoryDesk(), token: "987654321:another_secret");
        await telegram.WaitUntilAsync(() =>
            program.Log.Lines.Any(line => line.Contains("Telegram:Token is wrong", StringComparison.Ordinal)),
            "the log entry");
        Assert.DoesNotContain(program.Log.Lines, line => line.Contains("another_secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_log_contains_no_token_no_message_text_and_no_names()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        telegram.FailNext(502, times: 3);
        telegram.SendText(42, "My parcel is lost", firstName: "Rozigul");
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1, "the ticket");
        foreach (var secret in new[] { telegram.Token.Split(':')[1], "parcel", "Rozigul" })
            Assert.DoesNotContain(program.Log.Lines, line => line.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_token_nothing_starts()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using (var program = await TelegramBotHost.StartAsync(telegram, new InMemoryDesk(), token: ""))
            Assert.IsType<SendResult.SendLater>(
                await program.Channel.SendAsync(SampleMessage.Create("hello"), TestContext.Current.CancellationToken));
        Assert.Empty(telegram.Calls);
    }

    [Fact]
    public async Task A_button_press_is_answered_and_the_profile_is_set_in_three_languages()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        telegram.PressButton(42, "language:ug");
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitUntilAsync(() => desk.SentMessages.Count == 1
            && telegram.Calls.Any(call => call.Method == "answerCallbackQuery"), "the answer to the press");
        await telegram.WaitUntilAsync(() => telegram.Calls.Count(call => call.Method == "setMyShortDescription") == 4, "the profile");
        foreach (var method in new[] { "setMyCommands", "setMyDescription", "setMyShortDescription" })
            Assert.Equal(["", "en", "ug", "zh"], telegram.Calls.Where(call => call.Method == method)
                .Select(call => call.Arguments["language_code"]?.ToString() ?? "").Order());
        // Users of any other language see Uyghur and Chinese.
        var anyLanguage = telegram.Calls.First(call => call.Method == "setMyDescription"
            && call.Arguments["language_code"] is null).Arguments["description"]!.ToString();
        Assert.Contains("مەركىزى", anyLanguage, StringComparison.Ordinal);
        Assert.Contains("中心", anyLanguage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_profile_is_set_even_when_Telegram_is_busy_and_delays_nothing()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        telegram.FailNext(429, 1, "setMyDescription");
        telegram.FailNext(502, method: "setMyCommands", times: 2);
        telegram.FailNext(400, method: "setMyShortDescription", times: 4);
        telegram.SendText(42, "My parcel is lost");
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1, "the ticket");
        await telegram.WaitUntilAsync(() => telegram.Calls.Count(call => call is { Method: "setMyCommands", Status: 200 }) == 4
            && telegram.Calls.Count(call => call is { Method: "setMyDescription", Status: 200 }) == 4, "the profile");
    }

    [Fact]
    public async Task A_thousand_messages_of_many_people_arrive_in_order_and_once()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        var desk = new InMemoryDesk();
        for (var i = 0; i < 1000; i++) telegram.SendText(100 + (i % 20), $"word {i:0000}");
        await using var program = await TelegramBotHost.StartAsync(telegram, desk);
        await telegram.WaitUntilAsync(() => desk.Submitted.Count == 1000 && desk.PendingCount == 0, "a thousand messages taken in");
        Assert.Equal(1000, desk.Submitted.Select(message => message.ExternalId).Distinct().Count());
        foreach (var chat in desk.Submitted.GroupBy(message => message.From.Chat))
            Assert.Equal(chat.Select(message => message.Text).Order(StringComparer.Ordinal), chat.Select(message => message.Text));
    }
}
