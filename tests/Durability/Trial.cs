using System.Diagnostics;
using EcomCenter.FakeBotApi;
using EcomCenter.FakeWeChat;
using EcomCenter.RunningDesk;

namespace EcomCenter.Durability;

/// <summary>Kills the real program at work, repeatedly on the same data, and checks the data after each restart.</summary>
public sealed class Trial : IAsyncDisposable
{
    private readonly Plan _plan;
    private readonly TextWriter _tell;
    private readonly Random _random;
    private readonly DeskBinary _binary = DeskBinary.Built();
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-durability-").FullName;
    private readonly Ledger _ledger = new();
    private readonly FakeTelegram _telegram;
    private readonly DeskFile _file;
    private readonly FakeWeChatServer _weChat;
    private readonly Residents _residents;
    private readonly WeChatResidents _onWeChat;
    private readonly WebResidents _onThePage;
    private readonly Colleague _colleague;

    private Trial(Plan plan, TextWriter tell, FakeTelegram telegram, FakeWeChatServer weChat)
    {
        (_plan, _tell, _telegram, _weChat, _random, _file) = (plan, tell, telegram, weChat, new(plan.Seed), new(_folder));
        weChat.Callback = new($"http://127.0.0.1:{plan.Port}/bots/wechat");
        _residents = new(telegram, _ledger, plan.Chats);
        _onWeChat = new(weChat, _ledger, plan.Chats);
        _onThePage = new(plan.Port, _ledger, plan.Pages);
        _colleague = new(_file, _ledger);
    }

    private Dictionary<string, string> Settings => new()
    {
        ["Desk:DataDirectory"] = _folder, ["Promise:Response"] = _plan.Promise.ToString("c"),
        ["Telegram:Token"] = _telegram.Token, ["Telegram:BaseUrl"] = _telegram.BaseUrl,
        ["WeChat:AppId"] = _weChat.Account.AppId, ["WeChat:Token"] = _weChat.Account.Token,
        ["WeChat:AppSecret"] = _weChat.Account.AppSecret, ["WeChat:BaseUrl"] = _weChat.BaseUrl,
        ["WebChat:MessagesPerMinute"] = "10000", ["WebChat:MessagesPerMinuteAndAddress"] = "100000",
        ["WebChat:FilesPerHour"] = "10000", ["WebChat:FilesPerHourAndAddress"] = "100000",
    };

    public static async Task<IReadOnlyCollection<string>> RunAsync(Plan plan, TextWriter tell)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var weChat = await FakeWeChatServer.StartAsync();
        await using var trial = new Trial(plan, tell, telegram, weChat);
        await trial.RunAsync();
        return trial._ledger.Violations;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private async Task RunAsync()
    {
        await _tell.WriteLineAsync($"{_plan.Rounds} rounds, seed {_plan.Seed}, {_plan.Posters} posters, {_plan.Chats} chats, "
            + $"promise {_plan.Promise.TotalSeconds:F0} s");
        var key = await DeskCommand.CreateKeyAsync(_binary, Settings, "trial", "staff");
        await _tell.WriteLineAsync("round   killed after   posts  answered  unanswered   sent  answers   idle again after   violations");
        for (var round = 1; round <= _plan.Rounds; round++) await RoundAsync(key, round);
        await LastLookAsync();
        foreach (var violation in _ledger.Violations.Take(50)) await _tell.WriteLineAsync("VIOLATION " + violation);
        await _tell.WriteLineAsync($"{_plan.Rounds} kills, {_ledger.Posts.Count} posts, "
            + $"{_ledger.Said.Count} updates ({_ledger.GivenUp.Count} more dropped by WeChat while the desk was down), "
            + $"{_ledger.Shown.Count} web chat photos, {Answered()} answers: {_ledger.Violations.Count} violations");
    }

    private async Task RoundAsync(string key, int round)
    {
        var before = (Posts: _ledger.Posts.Count, Said: _ledger.Said.Count, Answers: Answered(), Violations: _ledger.Violations.Count);
        var life = await LiveAndDieAsync(key, round);
        var posts = _ledger.Posts.Skip(before.Posts).ToList();
        var (count, unanswered) = (posts.Count, posts.Count(post => !post.Answered));
        var recovery = await RecoverAsync(key, round);
        await _tell.WriteLineAsync($"{round,5}   {life.TotalMilliseconds,9:F0} ms   {count,5}  {count - unanswered,8}  {unanswered,10}   "
            + $"{_ledger.Said.Count - before.Said,4}  {Answered() - before.Answers,7}   "
            + $"{recovery.TotalSeconds,14:F1} s   {_ledger.Violations.Count - before.Violations,10}");
    }

    private async Task<TimeSpan> LiveAndDieAsync(string key, int round)
    {
        using var client = new Client(_plan.Port, key);
        await using var desk = await DeskProcess.StartReadyAsync(_binary, _plan.Port, Settings);
        using var stop = new CancellationTokenSource();
        var work = Task.WhenAll(
            Posters.PostAsync(client, _ledger, _plan.Posters, round, stop.Token),
            _residents.WriteAsync(round, stop.Token),
            _onWeChat.WriteAsync(round, stop.Token),
            _onThePage.WriteAsync(round, stop.Token),
            _colleague.AnswerAsync(client, [.. _residents.Chats, .. _onWeChat.Chats], stop.Token));
        var life = _plan.Soonest + ((_plan.Latest - _plan.Soonest) * _random.NextDouble());
        await FirstAnswerAsync(round);
        await Task.Delay(life);
        await desk.KillAsync();
        await stop.CancelAsync();
        await work;
        // Residents keep writing while the desk is down, and Telegram keeps their messages.
        for (var i = 0; i < _plan.Chats; i++) _residents.Say(round);
        return life;
    }

    // A desk killed before its first response proves little, and on a slow machine that response takes a while.
    private async Task FirstAnswerAsync(int round)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < _plan.Patience; await Task.Delay(20))
            if (_ledger.Posts.Any(post => post.Answered && post.Text.StartsWith($"r{round}-", StringComparison.Ordinal))) return;
        _ledger.Violation($"round {round}: no post was answered within {_plan.Patience.TotalSeconds:F0} s");
    }

    private async Task<TimeSpan> RecoverAsync(string key, int round)
    {
        // The connections to the killed desk are closed, so repeats need a new client.
        using var client = new Client(_plan.Port, key);
        var watch = Stopwatch.StartNew();
        await using var desk = await DeskProcess.StartReadyAsync(_binary, _plan.Port, Settings);
        await Posters.RepeatAsync(client, _ledger, round);
        await _onThePage.FinishAsync();
        await _colleague.FinishAsync(client);
        await Quiet.WaitAsync(_telegram, _file, _ledger, _plan.Patience, () => desk.Said);
        new Checks(_file, _ledger, _telegram, _weChat).Run();
        var recovery = watch.Elapsed;
        if (await desk.StopAsync() is var exit and not 0) _ledger.Violation($"the desk exited with code {exit}:\n{desk.Said}");
        return recovery;
    }

    private async Task LastLookAsync()
    {
        if (_file.Rows("PRAGMA integrity_check", row => row.GetString(0)) is not ["ok"]) _ledger.Violation("the database file is corrupt");
        var verified = await DeskCommand.RunAsync(_binary, Settings, null, "verify");
        if (verified.ExitCode != 0) _ledger.Violation($"verify exited with code {verified.ExitCode}: {verified.Output}{verified.Error}");
        else await _tell.WriteLineAsync("verify found nothing");
    }

    private int Answered() => _ledger.Answers.Sum(answers => answers.Value.Count);
}
