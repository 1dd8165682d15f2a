using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Tests;

/// <summary>Hands what a desk logs to the test that started it. It is shown when that test fails, and not printed otherwise.</summary>
internal sealed class TestOutputLogger : ILoggerProvider, ILogger
{
    private readonly ITestOutputHelper? _output = TestContext.Current.TestOutputHelper;

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        try
        {
            _output?.WriteLine($"{logLevel}: {formatter(state, exception)} {exception}");
        }
        catch (InvalidOperationException)
        {
            // The test is over; what its desk still logs while it stops is nobody's.
        }
    }

    public void Dispose() { }
}
