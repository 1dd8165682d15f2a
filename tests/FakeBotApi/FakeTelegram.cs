using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EcomCenter.FakeBotApi;

/// <summary>
/// A fake Bot API server on a loopback port, with fake residents. It outlives the program under test and returns unconfirmed updates
/// again to the next program that polls.
/// </summary>
public sealed partial class FakeTelegram : IAsyncDisposable
{
    private const int MaxDownloadBytes = 20 * 1024 * 1024;

    private readonly WebApplication _web;
    private readonly TimeProvider _time;
    private readonly UpdateQueue _updates = new();
    private readonly ConcurrentQueue<BotApiCall> _calls = new();
    private readonly ConcurrentDictionary<long, bool> _blocked = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<PlannedFailure>> _failures = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new();
    private readonly Lock _lock = new();
    private readonly List<SentMessage> _sent = [];
    private int _nextMessage = 1000;
    private int _nextPress = 1;
    private int _polls;
    private TimeSpan _delay;

    private FakeTelegram(WebApplication web, string token, TimeProvider time) =>
        (_web, Token, _time, StatedTime) = (web, token, time, time.GetUtcNow);

    public string Token { get; }

    public string BaseUrl { get; private set; } = "";

    /// <summary>The time in the <c>Date</c> header of answers.</summary>
    public Func<DateTimeOffset> StatedTime { get; set; }

    public JsonObject Webhook { get; private set; } = new() { ["url"] = "" };

    /// <summary>The number of unconfirmed updates.</summary>
    public int Pending => _updates.Pending;

    /// <summary>True if a program polls, or has polled, for updates.</summary>
    public bool HasPolled => Volatile.Read(ref _polls) > 0;

    public int ConfirmedBelow => _updates.ConfirmedBelow;

    public IReadOnlyList<BotApiCall> Calls => [.. _calls];

    public IReadOnlyList<SentMessage> Sent
    {
        get { lock (_lock) return [.. _sent]; }
    }

    /// <param name="port">0 for any free one.</param>
    public static async Task<FakeTelegram> StartAsync(
        string token = "123456789:fake_token_for_tests_only", int port = 0, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls($"http://127.0.0.1:{port}");
        var web = builder.Build();
        var fake = new FakeTelegram(web, token, time ?? TimeProvider.System);
        web.Use((http, next) =>
        {
            // A long poll is answered later than it was asked.
            http.Response.OnStarting(() =>
            {
                http.Response.Headers.Date = fake.StatedTime().ToString("R");
                return Task.CompletedTask;
            });
            return next(http);
        });
        web.Map("/bot{token}/{method}", fake.AnswerAsync);
        web.Map("/file/bot{token}/{**path}", fake.AnswerFileAsync);
        await web.StartAsync();
        fake.BaseUrl = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        await _webhookStopping.CancelAsync();
        _updates.WakeWaiters();
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _web.StopAsync(timeout.Token);
        await _web.DisposeAsync();
        _webhookClient.Dispose();
    }
}
