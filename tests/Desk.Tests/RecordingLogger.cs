using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Tests;

/// <summary>Keeps what the program logs, from the given level on.</summary>
internal sealed class RecordingLogger(LogLevel from = LogLevel.Trace) : ILoggerProvider, ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= from;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Enqueue($"{logLevel}: {formatter(state, exception)}");
    }

    public void Dispose() => Lines.Clear();
}
