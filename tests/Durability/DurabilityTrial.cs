using System.Diagnostics;
using EcomCenter.FakeBotApi;
using EcomCenter.FakeWeChat;
using EcomCenter.FakeWeCom;
using EcomCenter.RunningDesk;

namespace EcomCenter.Durability;

/// <summary>Kills the real program at work, repeatedly on the same data, and checks the data after each restart.</summary>
public sealed class DurabilityTrial : IAsyncDisposable
{
    /// <summary>The violations of a round that are printed.</summary>
    private const int MaxPrinted = 10;

    private readonly DurabilityPlan _plan;
    private readonly TextWriter _output;
    private readonly Random _random;
    private readonly DeskBinary _binary = DeskBinary.FromBuildOutput();
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-durability-").FullName;
    private readonly Ledger _ledger = new();
    private readonly FakeTelegram _telegram;
    private readonly DeskDatabaseFile _database;
    private readonly FakeWeChatServer _weChat;
    private readonly FakeWeComServer _weCom;
    private readonly TelegramResidents _telegramResidents;
    private readonly WeChatResidents _weChatResidents;
    private readonly WeComResidents _weComResidents;
    private readonly WebChatResidents _webChatResidents;
    private readonly AnsweringStaff _answeringStaff;

    private DurabilityTrial(
        DurabilityPlan plan, TextWriter output, FakeTelegram telegram, FakeWeChatServer weChat, FakeWeComServer weCom)
    {
        (_plan, _output, _random, _database) = (plan, output, new(plan.Seed), new(_folder));
        (_telegram, _weChat, _weCom) = (telegram, weChat, weCom);
        weCom.Callback = new($"http://127.0.0.1:{plan.Port}/bots/wecom");
        weChat.Callback = new($"http://127.0.0.1:{plan.Port}/bots/wechat");
        _telegramResidents = new(telegram, _ledger, plan.Chats);
        _weChatResidents = new(weChat, _ledger, plan.Chats);
        _weComResidents = new(weCom, _ledger, plan.Chats);
        _webChatResidents = new(plan.Port, _ledger, plan.WebChats);
        _answeringStaff = new(_database, _ledger);
    }

    private Dictionary<string, string> Settings => new()
    {
        ["Desk:DataDirectory"] = _folder, ["Promise:Response"] = _plan.PromisedResponse.ToString("c"),
        ["Telegram:Token"] = _telegram.Token, ["Telegram:BaseUrl"] = _telegram.BaseUrl,
        ["WeChat:AppId"] = _weChat.Account.AppId, ["WeChat:Token"] = _weChat.Account.Token,
        ["WeChat:AppSecret"] = _weChat.Account.AppSecret, ["WeChat:BaseUrl"] = _weChat.BaseUrl,
        ["WeCom:CorpId"] = _weCom.Account.CorpId, ["WeCom:Secret"] = _weCom.Account.Secret,
        ["WeCom:Token"] = _weCom.Account.Token, ["WeCom:EncodingAesKey"] = _weCom.Account.EncodingAesKey,
        ["WeCom:OpenKfId"] = _weCom.Account.OpenKfId, ["WeCom:BaseUrl"] = _weCom.BaseUrl, ["WeCom:PullInterval"] = "00:00:01",
        ["WebChat:MessagesPerMinute"] = "10000", ["WebChat:MessagesPerMinuteAndAddress"] = "100000",
        ["WebChat:FilesPerHour"] = "10000", ["WebChat:FilesPerHourAndAddress"] = "100000",
    };

    public static async Task<IReadOnlyCollection<string>> RunAsync(DurabilityPlan plan, TextWriter output)
    {
        await using var telegram = await FakeTelegram.StartAsync();
        await using var weChat = await FakeWeChatServer.StartAsync();
        await using var weCom = await FakeWeComServer.StartAsync();
        await using var trial = new DurabilityTrial(plan, output, telegram, weChat, weCom);
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
        await _output.WriteLineAsync($"{_plan.Rounds} rounds, seed {_plan.Seed}, {_plan.Posters} posters, {_plan.Chats} chats, "
            + $"promise {_plan.PromisedResponse.TotalSeconds:F0} s");
        var key = await DeskCommand.CreateKeyAsync(_binary, Settings, "trial", "staff");
        await _output.WriteLineAsync("round   killed after   posts  answered  unanswered   sent  answers   idle again after   violations");
        for (var round = 1; round <= _plan.Rounds; round++) await RunRoundAsync(key, round);
        var known = _ledger.Violations.Count;
        await VerifyDatabaseAsync();
        await PrintViolationsAsync(known);
        await _output.WriteLineAsync($"{_plan.Rounds} kills, {_ledger.Posts.Count} posts, "
            + $"{_ledger.BotMessages.Count} updates "
            + $"({_ledger.DroppedWeChatMessages.Count} more dropped by WeChat while the desk was down), "
            + $"{_ledger.WebChatMessages.Count} web chat photos, {CountAnswers()} answers "
            + $"({_ledger.ShutOut.Count} more not taken because the chat was shut): {_ledger.Violations.Count} violations");
    }

    private async Task RunRoundAsync(string key, int round)
    {
        var before = (Posts: _ledger.Posts.Count, Said: _ledger.BotMessages.Count, Answers: CountAnswers(),
            Violations: _ledger.Violations.Count);
        var life = await RunUntilKilledAsync(key, round);
        var posts = _ledger.Posts.Skip(before.Posts).ToList();
        var (count, unanswered) = (posts.Count, posts.Count(post => !post.Answered));
        var recovery = await RestartAndCheckAsync(key, round);
        await _output.WriteLineAsync($"{round,5}   {life.TotalMilliseconds,9:F0} ms   {count,5}  {count - unanswered,8}  {unanswered,10}   "
            + $"{_ledger.BotMessages.Count - before.Said,4}  {CountAnswers() - before.Answers,7}   "
            + $"{recovery.TotalSeconds,14:F1} s   {_ledger.Violations.Count - before.Violations,10}");
        await PrintViolationsAsync(before.Violations);
    }

    /// <summary>Prints the violations after the first <paramref name="known"/>: the first of a round often explain the others.</summary>
    private async Task PrintViolationsAsync(int known)
    {
        foreach (var violation in _ledger.Violations.Skip(known).Take(MaxPrinted)) await _output.WriteLineAsync("VIOLATION " + violation);
    }

    private async Task<TimeSpan> RunUntilKilledAsync(string key, int round)
    {
        using var client = new DeskApiClient(_plan.Port, key);
        await using var desk = await DeskProcess.StartReadyAsync(_binary, _plan.Port, Settings);
        using var stop = new CancellationTokenSource();
        var work = Task.WhenAll(
            TicketPosters.PostAsync(client, _ledger, _plan.Posters, round, stop.Token),
            _telegramResidents.WriteAsync(round, stop.Token),
            _weChatResidents.WriteAsync(round, stop.Token),
            _weComResidents.WriteAsync(round, stop.Token),
            _webChatResidents.WriteAsync(round, stop.Token),
            _answeringStaff.AnswerChatsAsync(
                client, [.. _telegramResidents.Chats, .. _weChatResidents.Chats, .. _weComResidents.Chats], stop.Token));
        var life = _plan.MinLifetime + ((_plan.MaxLifetime - _plan.MinLifetime) * _random.NextDouble());
        await WaitForFirstResponseAsync(round);
        await Task.Delay(life);
        await desk.KillAsync();
        await stop.CancelAsync();
        await work;
        // Residents keep writing while the desk is down, and Telegram and 微信客服 keep their messages.
        for (var i = 0; i < _plan.Chats; i++)
        {
            _telegramResidents.Send(round);
            await _weComResidents.SendAsync(round);
        }

        return life;
    }

    // A desk killed before its first response proves little, and on a slow machine that response takes a while.
    private async Task WaitForFirstResponseAsync(int round)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < _plan.DrainTimeout; await Task.Delay(20))
            if (_ledger.Posts.Any(post => post.Answered && post.Text.StartsWith($"r{round}-", StringComparison.Ordinal))) return;
        _ledger.AddViolation($"round {round}: no post was answered within {_plan.DrainTimeout.TotalSeconds:F0} s");
    }

    private async Task<TimeSpan> RestartAndCheckAsync(string key, int round)
    {
        // The connections to the killed desk are closed, so repeats need a new client.
        using var client = new DeskApiClient(_plan.Port, key);
        var watch = Stopwatch.StartNew();
        await using var desk = await DeskProcess.StartReadyAsync(_binary, _plan.Port, Settings);
        await TicketPosters.RepeatPostsAsync(client, _ledger, round);
        await _webChatResidents.SendPendingAsync();
        await _answeringStaff.SendPendingAsync(client);
        await DrainWait.WaitUntilDrainedAsync(_telegram, _weCom, _database, _ledger, _plan.DrainTimeout, () => desk.RecentOutput);
        new ConsistencyChecks(_database, _ledger, _telegram, _weChat, _weCom).Run();
        var recovery = watch.Elapsed;
        if (await desk.StopAsync() is var exit and not 0) _ledger.AddViolation($"the desk exited with code {exit}:\n{desk.RecentOutput}");
        return recovery;
    }

    private async Task VerifyDatabaseAsync()
    {
        if (_database.Query("PRAGMA integrity_check", row => row.GetString(0)) is not ["ok"])
            _ledger.AddViolation("the database file is corrupt");
        var verified = await DeskCommand.RunAsync(_binary, Settings, null, "verify");
        if (verified.ExitCode != 0) _ledger.AddViolation($"verify exited with code {verified.ExitCode}: {verified.Output}{verified.Error}");
        else await _output.WriteLineAsync("verify found nothing");
    }

    private int CountAnswers() => _ledger.Answers.Sum(answers => answers.Value.Count);
}
