namespace EcomCenter.Desk.Database;

/// <summary>
/// Keeps failures of the database out of the log, whoever logs them: EF, Quartz, SignalR, the web server or a part of this program. They
/// go to <see cref="DatabaseOutage"/>, which logs an outage once.
/// </summary>
/// <param name="findOutage">Finds the outage when it is needed, because it has a logger itself.</param>
internal sealed class OutageLoggerFactory(ILoggerFactory inner, Func<DatabaseOutage> findOutage) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new OutageLogger(inner.CreateLogger(categoryName), findOutage);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose() => inner.Dispose();

    private sealed class OutageLogger(ILogger inner, Func<DatabaseOutage> findOutage) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            if (exception is not null && logLevel >= LogLevel.Warning && findOutage().TryReport(exception)) return;
            inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
