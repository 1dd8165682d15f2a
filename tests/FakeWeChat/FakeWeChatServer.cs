using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EcomCenter.FakeWeChat;

/// <summary>A fake WeChat server on a loopback port, with fake residents. It outlives the program under test.</summary>
public sealed partial class FakeWeChatServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly TimeProvider _time;
    private readonly FakeAccessTokens _tokens;
    private readonly HttpClient _callbackClient = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, WeChatUser> _users = new();
    private readonly ConcurrentDictionary<string, (string Type, byte[] Bytes)> _media = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<PlannedWeChatFailure>> _failures = new();
    private readonly ConcurrentQueue<WeChatSentMessage> _sent = new();
    private readonly ConcurrentQueue<WeChatApiCall> _calls = new();
    private readonly ConcurrentQueue<CallbackAttempt> _attempts = new();
    private int _tokenRequests;
    private int _nextMedia;
    private long _nextMessage = 23_000_000_000_000_000;

    private FakeWeChatServer(WebApplication web, WeChatAccount account, TimeProvider time) =>
        (_web, Account, _time, _tokens, StatedTime) = (web, account, time, new FakeAccessTokens(time), time.GetUtcNow);

    public WeChatAccount Account { get; }

    public string BaseUrl { get; private set; } = "";

    /// <summary>The callback address of the account's server, as configured at the platform.</summary>
    public Uri? Callback { get; set; }

    /// <summary>The time that WeChat waits for an answer of the account.</summary>
    public TimeSpan CallbackTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The time in the <c>Date</c> header of answers.</summary>
    public Func<DateTimeOffset> StatedTime { get; set; }

    public JsonObject? Menu { get; private set; }

    public int TokenRequests => Volatile.Read(ref _tokenRequests);

    public IReadOnlyList<WeChatSentMessage> Sent => [.. _sent];

    public IReadOnlyList<WeChatApiCall> Calls => [.. _calls];

    public IReadOnlyList<CallbackAttempt> Attempts => [.. _attempts];

    public static async Task<FakeWeChatServer> StartAsync(WeChatAccount? account = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var fake = new FakeWeChatServer(web, account ?? new WeChatAccount(), time ?? TimeProvider.System);
        web.Use((http, next) =>
        {
            http.Response.Headers.Date = fake.StatedTime().ToString("R");
            return next(http);
        });
        web.Map("/cgi-bin/{**path}", fake.AnswerAsync);
        await web.StartAsync();
        fake.BaseUrl = web.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        return fake;
    }

    public async ValueTask DisposeAsync()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _web.StopAsync(timeout.Token);
        await _web.DisposeAsync();
        _callbackClient.Dispose();
    }
}
