using System.Collections.Concurrent;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.FakeBotApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Bots.Tests.Fakes;

/// <summary>The bots as the desk hosts them, running against a fake Bot API server over HTTP.</summary>
internal sealed class TelegramBotHost : IAsyncDisposable
{
    private readonly IHost _host;

    private TelegramBotHost(IHost host, LogRecorder log) => (_host, Log) = (host, log);

    public LogRecorder Log { get; }

    public IChatChannel Channel => _host.Services.GetServices<IChatChannel>().Single(channel => channel.Channel is ContactChannel.Telegram);

    public IFileSource Files => _host.Services.GetServices<IFileSource>().Single(source => source.Channel is ContactChannel.Telegram);

    public static async Task<TelegramBotHost> StartAsync(
        FakeTelegram telegram, InMemoryDesk desk, string? token = null, string? baseUrl = null, string clips = "",
        double? sendsPerSecond = null, TimeSpan? callTimeout = null)
    {
        var log = new LogRecorder();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Telegram:Token"] = token ?? telegram.Token,
            ["Telegram:BaseUrl"] = baseUrl ?? telegram.BaseUrl,
            ["Bots:Clips"] = clips,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton(desk).AddSingleton<IInbox>(desk).AddSingleton<IPullInbox>(desk)
            .AddHostedService<InMemoryConversations>();
        builder.Services.AddSingleton(new TelegramTiming
        {
            LongPollDuration = TimeSpan.FromSeconds(2), CallTimeout = callTimeout ?? TimeSpan.FromSeconds(1),
            DownloadTimeout = TimeSpan.Zero,
            FirstPause = TimeSpan.FromMilliseconds(20), MaxPause = TimeSpan.FromMilliseconds(50),
            ConfigurationErrorPause = TimeSpan.FromMilliseconds(50),
            SendsPerSecond = sendsPerSecond, SendsPerSecondPerChat = 4,
        });
        builder.Services.AddBots(builder.Configuration, (_, left) => left.ToString());
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return new(host, log);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync(CancellationToken.None);
        _host.Dispose();
    }
}

/// <summary>Records all log lines of every level, with exceptions.</summary>
internal sealed class LogRecorder : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<string> _lines = new();

    public IReadOnlyList<string> Lines => [.. _lines];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");

    public void Dispose()
    {
    }
}
