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
internal sealed class TelegramProgram : IAsyncDisposable
{
    private readonly IHost _host;

    private TelegramProgram(IHost host, LogBook log) => (_host, Log) = (host, log);

    public LogBook Log { get; }

    public IChatChannel Channel => _host.Services.GetServices<IChatChannel>().Single(channel => channel.Channel is ContactChannel.Telegram);

    public IFileSource Files => _host.Services.GetServices<IFileSource>().Single(source => source.Channel is ContactChannel.Telegram);

    public static async Task<TelegramProgram> StartAsync(
        FakeTelegram telegram, DeskInMemory desk, string? token = null, string? baseUrl = null, string clips = "",
        double? pace = null)
    {
        var log = new LogBook();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Telegram:Token"] = token ?? telegram.Token,
            ["Telegram:BaseUrl"] = baseUrl ?? telegram.BaseUrl,
            ["Bots:Clips"] = clips,
        });
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log);
        builder.Services.AddSingleton<IDesk>(desk).AddSingleton<IInbox>(desk).AddSingleton<IConversations>(desk);
        builder.Services.AddSingleton(new TelegramPace
        {
            LongPoll = TimeSpan.FromSeconds(2), Patience = TimeSpan.FromSeconds(1), Download = TimeSpan.Zero,
            FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(50),
            SlowPause = TimeSpan.FromMilliseconds(50),
            SendsPerSecond = pace, SendsPerSecondAndChat = 4,
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
internal sealed class LogBook : ILoggerProvider, ILogger
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
