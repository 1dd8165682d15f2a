using EcomCenter.FakeBotApi;

namespace EcomCenter.Desk.Tests.Commands;

public sealed class ChannelTestCommandTests : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("desk-channel-").FullName;

    [Fact]
    public async Task A_working_connection_is_reported_line_by_line_while_the_desk_serves()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        string[] settings = [$"--Telegram:Token={telegram.Token}", $"--Telegram:BaseUrl={telegram.BaseUrl}"];
        var (desk, _) = await DeskProgram.ServeAsync(_directory, settings);
        await using (desk)
        {
            await telegram.WaitUntilAsync(() => telegram.HasPolled, "the desk to listen");
            var result = await DeskProgram.RunAsync(_directory, ["channel", "test", "telegram", .. settings]);
            result.AssertSuccess();
            Assert.All(result.Out.TrimEnd().Split('\n'), line => Assert.StartsWith("●", line, StringComparison.Ordinal));
            string[] expected =
                [telegram.BaseUrl, "@service_centre_bot", "no webhook", "Updates waiting at Telegram: 0.", $"{Environment.MachineName} · "];
            foreach (var text in expected)
                Assert.Contains(text, result.Out, StringComparison.Ordinal);
            Assert.DoesNotContain("fake_token", result.Out + result.Error, StringComparison.Ordinal);
            Assert.DoesNotContain(telegram.Calls, call => call.Status == 409);
        }
    }

    [Fact]
    public async Task A_failed_check_is_marked_and_the_command_fails()
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await AssertFailedCheckAsync("refuses the token", "--Telegram:Token=987654321:another", $"--Telegram:BaseUrl={telegram.BaseUrl}");
        await AssertFailedCheckAsync("can't be reached (noLine)", $"--Telegram:Token={telegram.Token}",
            "--Telegram:BaseUrl=http://127.0.0.1:9");
        await AssertFailedCheckAsync("two programs use this bot", () => telegram.SetWebhookByOthers("https://elsewhere.example/hook"),
            $"--Telegram:Token={telegram.Token}", $"--Telegram:BaseUrl={telegram.BaseUrl}");
        await AssertFailedCheckAsync("not https://desk.example/bots/telegram", $"--Telegram:Token={telegram.Token}",
            $"--Telegram:BaseUrl={telegram.BaseUrl}",
            "--Telegram:Mode=webhook", "--Telegram:WebhookSecret=0123456789abcdef", "--Desk:PublicUrl=https://desk.example");
        Assert.Contains("Telegram is off", (await DeskProgram.RunAsync(_directory, "channel", "test", "telegram")).SingleErrorLine,
            StringComparison.Ordinal);
        Assert.Equal(2, (await DeskProgram.RunAsync(_directory, "channel", "test", "pigeon")).Code);
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    private Task AssertFailedCheckAsync(string told, params string[] settings) => AssertFailedCheckAsync(told, () => { }, settings);

    private async Task AssertFailedCheckAsync(string told, Action before, params string[] settings)
    {
        before();
        var result = await DeskProgram.RunAsync(_directory, ["channel", "test", "telegram", .. settings]);
        Assert.Equal(1, result.Code);
        Assert.Contains(result.Out.Split('\n'), line => line.StartsWith('▲') && line.Contains(told, StringComparison.Ordinal));
        Assert.NotEmpty(result.SingleErrorLine);
        Assert.DoesNotContain("fake_token", result.Out + result.Error, StringComparison.Ordinal);
    }
}
