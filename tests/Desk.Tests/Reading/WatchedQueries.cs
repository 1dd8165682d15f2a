using System.Collections.Concurrent;
using System.Data.Common;
using System.Diagnostics;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>
/// Keeps the text of every query that EF sends from now on, of all desks in this process, with the file that it was sent to. The writer's
/// own prepared statements are not among them: they read and write single rows by their keys.
/// </summary>
internal sealed class WatchedQueries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly ConcurrentDictionary<(string File, string Text), IReadOnlyList<(string Name, object? Value)>> _queries = new();
    private readonly ConcurrentBag<IDisposable> _subscriptions = [];

    public WatchedQueries() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Returns each query of a database with the steps of its plan.</summary>
    public async Task<IReadOnlyList<(string Text, IReadOnlyList<string> Plan)>> ExplainAsync(DeskDb db, CancellationToken cancellation)
    {
        await db.Database.OpenConnectionAsync(cancellation);
        var (connection, explained) = (db.Database.GetDbConnection(), new List<(string, IReadOnlyList<string>)>());
        foreach (var ((_, text), values) in _queries.Where(query => query.Key.File == connection.DataSource))
            if (IsExplainable(text)) explained.Add((text, await ReadPlanAsync(connection, text, values, cancellation)));
        return explained;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
            _subscriptions.Add(value.Subscribe(this, (name, _, _) => name == RelationalEventId.CommandExecuting.Name));
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Value is not CommandEventData { Command: var command }) return;
        _queries.TryAdd((command.Connection?.DataSource ?? "", command.CommandText),
            [.. command.Parameters.Cast<DbParameter>().Select(parameter => (parameter.ParameterName, parameter.Value))]);
    }

    public void OnCompleted() { }

    public void OnError(Exception error) { }

    public void Dispose()
    {
        foreach (var subscription in _subscriptions) subscription.Dispose();
    }

    private static bool IsExplainable(string text) =>
        new[] { "SELECT", "UPDATE", "DELETE", "WITH" }.Any(verb => text.TrimStart().StartsWith(verb, StringComparison.Ordinal));

    private static async Task<IReadOnlyList<string>> ReadPlanAsync(DbConnection connection, string text,
        IReadOnlyList<(string Name, object? Value)> values, CancellationToken cancellation)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + text;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value ?? DBNull.Value);
            command.Parameters.Add(parameter);
        }

        await using var plan = await command.ExecuteReaderAsync(cancellation);
        var steps = new List<string>();
        while (await plan.ReadAsync(cancellation)) steps.Add(plan.GetString(3));
        return steps;
    }
}
