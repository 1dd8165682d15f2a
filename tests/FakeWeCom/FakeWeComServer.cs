using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EcomCenter.FakeWeCom;

/// <summary>A fake WeCom server on a loopback port, with fake residents. It outlives the program under test.</summary>
public sealed partial class FakeWeComServer : IAsyncDisposable
{
    private readonly WebApplication _web;
    private readonly TimeProvider _time;
    private readonly HttpClient _callbackClient = new() { Timeout = TimeSpan.FromSeconds(5) };
    private readonly ConcurrentDictionary<string, WeComResident> _residents = new();
    private readonly ConcurrentDictionary<string, (string Type, string Name, byte[] Bytes)> _media = new();
    private readonly ConcurrentDictionary<string, ConcurrentQueue<PlannedWeComFailure>> _failures = new();
    private readonly ConcurrentDictionary<string, DateTimeOffset> _callbackTokens = new();
    private readonly ConcurrentQueue<WeComSentMessage> _sent = new();
    private readonly ConcurrentQueue<WeComApiCall> _calls = new();
    private readonly List<KeptMessage> _kept = [];
    private readonly Lock _gate = new();
    private int _tokenRequests, _nextMedia, _nextMessage, _nextToken, _callbacks;
    private (string Token, DateTimeOffset Until)? _accessToken;

    private FakeWeComServer(WebApplication web, WeComAccount account, TimeProvider time) => (_web, Account, _time) = (web, account, time);

    public WeComAccount Account { get; }

    public string BaseUrl { get; private set; } = "";

    /// <summary>The callback address of the account, as configured at the platform.</summary>
    public Uri? Callback { get; set; }

    /// <summary>False if callbacks get lost.</summary>
    public bool SendsCallbacks { get; set; } = true;

    /// <summary>True while the server is dead: it breaks every connection and sends no callbacks. What residents say is kept.</summary>
    public bool IsDown { get; set; }

    /// <summary>The most messages of one page, whatever was asked for.</summary>
    public int MaxPage { get; set; } = 1000;

    /// <summary>True while a member of the corporation serves the residents in WeCom's own program.</summary>
    public bool IsServedByMember { get; set; }

    public int TokenRequests => Volatile.Read(ref _tokenRequests);

    public int Callbacks => Volatile.Read(ref _callbacks);

    public IReadOnlyList<WeComSentMessage> Sent => [.. _sent];

    public IReadOnlyList<WeComApiCall> Calls => [.. _calls];

    public static async Task<FakeWeComServer> StartAsync(WeComAccount? account = null, TimeProvider? time = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var web = builder.Build();
        var fake = new FakeWeComServer(web, account ?? new WeComAccount(), time ?? TimeProvider.System);
        web.Use((http, next) =>
        {
            http.Response.Headers.Date = fake._time.GetUtcNow().ToString("R");
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
