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
    private readonly Tokens _tokens;
    private readonly HttpClient _toAccount = new() { Timeout = Timeout.InfiniteTimeSpan };
    private readonly ConcurrentDictionary<string, Person> _people = new();
    private readonly ConcurrentDictionary<string, (string Type, byte[] Bytes)> _media = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<Trouble>> _troubles = new();
    private readonly ConcurrentQueue<SentToPerson> _sent = new();
    private readonly ConcurrentQueue<ApiCall> _calls = new();
    private readonly ConcurrentQueue<CallbackTry> _tries = new();
    private int _tokensAsked;
    private int _nextMedia;
    private long _nextMessage = 23_000_000_000_000_000;

    private FakeWeChatServer(WebApplication web, Account account, TimeProvider time) =>
        (_web, Account, _time, _tokens) = (web, account, time, new Tokens(time));

    public Account Account { get; }

    public string BaseUrl { get; private set; } = "";

    /// <summary>The callback address of the account's server, as configured at the platform.</summary>
    public Uri? Callback { get; set; }

    /// <summary>The time that WeChat waits for an answer of the account.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromSeconds(5);

    public JsonObject? Menu { get; private set; }

    public int TokensAsked => Volatile.Read(ref _tokensAsked);

    public IReadOnlyList<SentToPerson> Sent => [.. _sent];

    public IReadOnlyList<ApiCall> Calls => [.. _calls];

    public IReadOnlyList<CallbackTry> Tries => [.. _tries];

    public static async Task<FakeWeChatServer> StartAsync(Account? account = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var fake = new FakeWeChatServer(web, account ?? new Account(), time ?? TimeProvider.System);
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
        _toAccount.Dispose();
    }
}
