using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Bots.WeChat;
using EcomCenter.FakeWeChat;

namespace EcomCenter.Desk.Tests.Bots;

public sealed class WeChatHealthTests
{
    private const string Path = "/desk/admin/channels", ProbePath = "getcallbackip";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(40164, null, "IP white list")]
    [InlineData(40001, null, "WeChat:AppSecret")]
    [InlineData(40013, null, "WeChat:AppId")]
    [InlineData(null, 502, "out of reach")]
    public async Task A_lost_connection_is_shown_with_a_remedy_until_it_is_back(int? code, int? status, string remedy)
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        await Eventually.TrueAsync(() => Task.FromResult(desk.WeChat.Calls.Any(call => call is { Path: ProbePath, ErrCode: 0 })));
        await Eventually.TrueAsync(async () => !(await boss.GetStringAsync(Path + "?lang=en", Cancellation))
            .Contains("Last answered us</dt><dd>not yet", StringComparison.Ordinal));
        Assert.DoesNotContain("class=\"down", await boss.GetStringAsync("/desk?lang=en", Cancellation), StringComparison.Ordinal);

        desk.WeChat.FailNext(ProbePath, code, status, times: 10_000);
        await WaitAsync(desk, async () => (await boss.GetStringAsync("/desk?lang=en", Cancellation))
            .Contains("WeChat down since", StringComparison.Ordinal));
        var page = await boss.GetStringAsync(Path + "?lang=en", Cancellation);
        Assert.Contains("line down since", page, StringComparison.Ordinal);
        Assert.Contains(remedy, page, StringComparison.Ordinal);
        Assert.DoesNotContain(new WeChatAccount().AppSecret, page, StringComparison.Ordinal);

        desk.WeChat.Recover();
        await WaitAsync(desk, async () => !(await boss.GetStringAsync("/desk", Cancellation))
            .Contains("class=\"down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rejected_token_is_replaced_once_and_not_at_every_check()
    {
        await using var desk = await WeChatDesk.StartAsync();
        desk.WeChat.FailNext(ProbePath, 40001, times: 10_000);
        for (var i = 0; i < 5; i++)
        {
            var before = Checks();
            await WaitAsync(desk, () => Task.FromResult(Checks() > before));
        }

        Assert.InRange(desk.WeChat.TokenRequests, 1, 3);

        int Checks() => desk.WeChat.Calls.Count(call => call.Path == ProbePath);
    }

    [Fact]
    public async Task Other_errors_count_as_an_answer()
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        desk.WeChat.FailNext(ProbePath, 45009, times: 10_000);
        for (var i = 0; i < 6; i++)
        {
            var before = desk.WeChat.Calls.Count(call => call.Path == ProbePath);
            await WaitAsync(desk, () => Task.FromResult(desk.WeChat.Calls.Count(call => call.Path == ProbePath) > before));
        }

        await Eventually.TrueAsync(async () => !(await boss.GetStringAsync("/desk", Cancellation))
            .Contains("class=\"down", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_day_without_messages_is_shown_on_the_page()
    {
        await using var desk = await WeChatDesk.StartAsync();
        using var boss = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        await desk.SendTextAsync(WeChatDesk.Li, "我的网店怎么开？");
        Assert.DoesNotContain("brought nothing for a day", await boss.GetStringAsync(Path + "?lang=en", Cancellation),
            StringComparison.Ordinal);
        desk.Time.Advance(TimeSpan.FromHours(25));
        using var later = await desk.App.ClientForStaffAsync(StaffRole.Supervisor);
        Assert.Contains("brought nothing for a day", await later.GetStringAsync(Path + "?lang=en", Cancellation), StringComparison.Ordinal);
    }

    private static Task WaitAsync(WeChatDesk desk, Func<Task<bool>> done) => Eventually.TrueAsync(async () =>
    {
        desk.Time.Advance(TimeSpan.FromSeconds(10));
        await Task.Delay(20, Cancellation);
        return await done();
    });
}
