using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Keeps out of the log what a client does to its own request: a line that breaks in the middle of a form, or a form that is still being
/// sent when the program stops. Nothing is wrong with the desk then, and anybody could fill its log with stack traces.
/// </summary>
internal static class ClientFaultLog
{
    /// <summary>The words with which Kestrel reports, as an error of its own, that the body of a request ended early.</summary>
    private const string EndedEarly = "Reading is already in progress.";

    /// <summary>To be added after everything else that wraps the logger factory.</summary>
    public static IServiceCollection AddClientFaultLog(this IServiceCollection services)
    {
        var inner = services.Last(service => service.ServiceType == typeof(ILoggerFactory)).ImplementationFactory
            ?? throw new InvalidOperationException("The logger factory is added before by a function.");
        return services.Replace(ServiceDescriptor.Singleton<ILoggerFactory>(s => new Factory((ILoggerFactory)inner(s))));
    }

    /// <summary>True when the client ended or reset its connection, or the program did because it stops.</summary>
    public static bool IsClientFault(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is ConnectionResetException or ConnectionAbortedException
                or InvalidOperationException { Message: EndedEarly }) return true;
        }

        return false;
    }

    private sealed class Factory(ILoggerFactory inner) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => new Filter(inner.CreateLogger(categoryName));

        public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

        public void Dispose() => inner.Dispose();
    }

    private sealed class Filter(ILogger inner) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsClientFault(exception)) inner.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
