using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>
/// No page, route of the API or job reads a table whole that grows with every ticket. All queries that they really make are recorded, and
/// SQLite is asked how it would run each.
/// </summary>
public sealed partial class WholeTableTests
{
    /// <summary>Queries that read along a table or an index only until they have found enough, each with the reason.</summary>
    private static readonly (Regex Query, string Reason)[] Allowed =
    [
        (NewestFirst(), "the newest tickets of a list that most tickets are in; the plan sorts nothing"),
    ];

    private static readonly string[] Queries =
    [
        "/desk?list=mine", "/desk?list=unassigned", "/desk?list=missed", "/desk?list=today", "/desk?list=waiting", "/desk?list=departments",
        "/desk?list=callback", "/desk?list=notsatisfied", "/desk?q=核桃", "/desk?q=13800001234", "/desk?department=brand&kind=praise",
        "/desk?page=3", "/desk/people?q=买买提", "/desk/people?q=1380000", "/desk/supervisor?by=department&kind=praise",
        "/desk/supervisor?department=brand", "/desk/supervisor?township=none", "/desk/figures?of=received", "/desk/figures?of=open",
        "/desk/figures?of=openMissed", "/desk/figures?of=dueToday", "/desk/figures?of=finished", "/desk/figures?of=kept",
        "/desk/figures?of=missed&department=brand", "/desk/figures?of=undecided", "/desk/reports?month=2026-10",
        "/api/v1/tickets?sort=due", "/api/v1/tickets?sort=updated", "/api/v1/tickets?due=today", "/api/v1/tickets?due=missed&sort=due",
        "/api/v1/tickets?status=closed&sort=due", "/api/v1/tickets?kind=praise", "/api/v1/tickets?assignee=mai&sort=updated",
        "/api/v1/tickets?q=核桃", "/api/v1/promise", "/api/v1/promise?from=2026-01-01T00:00:00Z", "/api/v1/events?after=3",
        "/api/v1/orders?state=draft",
    ];

    [Fact]
    public async Task No_page_route_or_job_reads_a_whole_table()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        using var recorded = new RecordedQueries(desk);
        var number = await desk.OpenTicketAsync("核桃", "brand");
        await desk.TakeTicketAsync(number, "mai");
        await desk.AnswerTicketAsync(await desk.OpenTicketAsync("红枣"));
        foreach (var (role, department) in new[]
            { (StaffRole.Supervisor, (string?)null), (StaffRole.Clerk, null), (StaffRole.Agent, "brand"), (StaffRole.Admin, null) })
        {
            var client = await desk.ClientForStaffAsync(role, department);
            var pages = desk.Endpoints().Where(e => e.StartsWith("GET /", StringComparison.Ordinal) && !e.Contains('*'))
                .Select(e => RouteValue().Replace(e["GET ".Length..], value => value.Value.Contains("month", StringComparison.Ordinal)
                    ? "2026-10" : value.Value.Contains("number", StringComparison.Ordinal) ? number.ToString() : "1"));
            foreach (var page in pages.Concat(Queries)) await client.GetReplyAsync(page);
        }

        await desk.Services.GetRequiredService<DeadlineSweep>().SweepAsync(CancellationToken.None);
        Assert.NotEmpty(recorded.Texts);
        var found = await recorded.FindWholeTablesAsync();
        Assert.True(found.Count == 0, string.Join("\n\n", found));
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex RouteValue();

    [GeneratedRegex(@"FROM tickets (NOT INDEXED|INDEXED BY IX_tickets_Sequence)[\s\S]*ORDER BY ""t"".""(Id|Sequence)"" DESC\s+LIMIT")]
    private static partial Regex NewestFirst();

    /// <summary>The distinct SELECTs that EF runs on one database.</summary>
    private sealed partial class RecordedQueries : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private const string GrowingTables =
            "tickets|messages|ticket_events|people|person_addresses|response_cycles|fired_rungs|attachments|intake_ids|outbox|inbox"
            + "|conversations|transfer_slips|supervision_orders|ratings|ticket_links|promise_clocks|follow_up_calls|head_referrals";

        private readonly ConcurrentDictionary<string, bool> _texts = new();
        private readonly ConcurrentBag<IDisposable> _subscriptions = [];
        private readonly DeskApp _desk;
        private readonly string _database;

        public RecordedQueries(DeskApp desk)
        {
            _desk = desk;
            using var db = desk.CreateDb();
            _database = db.Database.GetDbConnection().DataSource;
            _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));
        }

        public ICollection<string> Texts => _texts.Keys;

        public async Task<List<string>> FindWholeTablesAsync()
        {
            var found = new List<string>();
            await using var db = _desk.CreateDb();
            await db.Database.OpenConnectionAsync();
            foreach (var text in _texts.Keys.Where(text => !Allowed.Any(allowed => allowed.Query.IsMatch(text))))
            {
                var big = Aliases().Matches(text).Select(match => match.Groups[2].Value).ToHashSet();
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = "EXPLAIN QUERY PLAN " + text;
                foreach (var name in Parameters().Matches(text).Select(match => match.Value).Distinct())
                    command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
                await using var plan = await command.ExecuteReaderAsync();
                while (await plan.ReadAsync())
                    if (Scans().Match(plan.GetString(3)) is { Success: true } scan && big.Contains(scan.Groups[1].Value))
                        found.Add($"{plan.GetString(3)}\n{text}");
            }

            return found;
        }

        public void OnNext(DiagnosticListener listener)
        {
            if (listener.Name == DbLoggerCategory.Name) _subscriptions.Add(listener.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> happened)
        {
            if (happened.Key != RelationalEventId.CommandExecuting.Name) return;
            if (happened.Value is not CommandEventData { Command: { } command }) return;
            if (command.Connection?.DataSource == _database && command.CommandText.StartsWith("SELECT", StringComparison.Ordinal))
                _texts.TryAdd(command.CommandText, true);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }

        public void Dispose()
        {
            foreach (var subscription in _subscriptions) subscription.Dispose();
        }

        [GeneratedRegex($"""
            "({GrowingTables})" AS "(\w+)"
            """)]
        private static partial Regex Aliases();

        [GeneratedRegex(@"@\w+")]
        private static partial Regex Parameters();

        [GeneratedRegex(@"^SCAN (\w+)(?! VIRTUAL)")]
        private static partial Regex Scans();
    }
}
