using System.Net;
using System.Text.RegularExpressions;
using EcomCenter.Desk.Pages.Board;
using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Tests.Reading;

/// <summary>
/// No page, route of the API or job reads all tickets, messages, events or people. The plan of every query that they send to SQLite is
/// looked at, so a new one is watched without a line here.
/// </summary>
public sealed partial class WholeTableTests
{
    /// <summary>The indexes that hold only the rows of one short list, so that reading one whole is the look-up.</summary>
    private static readonly string[] ListIndexes =
    [
        "IX_tickets_NeedsCallBack", "IX_tickets_NeedsSupervisor", "IX_tickets_SlipDueAt", "IX_tickets_IsEndDoubted",
    ];

    /// <summary>Queries that may read a whole table, by a part of their text, each with the reason.</summary>
    private static readonly (string Part, string Reason)[] Known =
    [
        ("tickets NOT INDEXED", "Many tickets match: they are walked from the newest on until a page is full. Of few a page is looked up."),
        ("INDEXED BY IX_tickets_Sequence", "The same in the order of the last change."),
        ("'Hotline' AND", "The calls are looked for among the newest tickets, whose number is limited."),
        ("ORDER BY \"t\".\"ReceivedAt\" DESC, \"t\".\"Id\"", "The tickets received at any time are read along an index, page by page."),
        ("SELECT COUNT(*)\nFROM \"tickets\" AS \"t\";", "The number of tickets received at any time is that of the entries of an index."),
        ("ORDER BY \"t\".\"Sequence\" DESC\nLIMIT 1;", "The newest event is the last row."),
        ("instr(\"p\".\"Name\", @typed)", "The inside of names is looked through only where the index of words finds nobody."),
    ];

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_page_route_or_job_reads_a_whole_table()
    {
        using var queries = new WatchedQueries();
        await using var desk = await DeskApp.StartAsync();
        var number = (await desk.OpenTicketAsync("红枣 13912345678")).Number.ToString();
        foreach (var client in await CreateClientsAsync(desk))
            foreach (var address in Addresses(desk, number)) await AskAsync(client, address);
        await desk.SweepAsync();
        await using var db = desk.CreateDb();
        var explained = await queries.ExplainAsync(db, Now);
        Assert.True(explained.Count > 200, $"Only {explained.Count} queries were seen.");
        Assert.Empty(explained.SelectMany(query => FindScans(query.Text, query.Plan)));
        Assert.All(Known, known => Assert.Contains(explained, query => IsKnown(known, query.Text)));
    }

    private static async Task<IReadOnlyList<HttpClient>> CreateClientsAsync(DeskApp desk) =>
    [
        desk.AnonymousClient(), await desk.ClientWithKeyAsync(KeyScope.Staff), await desk.ClientForStaffAsync(StaffRole.Clerk),
        await desk.ClientForStaffAsync(StaffRole.Agent, "brand"), await desk.ClientForStaffAsync(StaffRole.Supervisor),
        await desk.ClientForStaffAsync(StaffRole.Admin),
    ];

    private static async Task AskAsync(HttpClient client, string address)
    {
        using var reply = await client.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Now);
        Assert.True(reply.StatusCode < HttpStatusCode.InternalServerError, $"{address} → {(int)reply.StatusCode}");
    }

    private static IEnumerable<string> Addresses(DeskApp desk, string number)
    {
        var routes = desk.Endpoints().Where(route => route.StartsWith("GET ", StringComparison.Ordinal)).Select(route => route[4..])
            .Where(path => !StaticFile().IsMatch(path));
        foreach (var path in routes)
            yield return Parameter().Replace(path, parameter => parameter.Groups[1].Value switch
            {
                "number" => number,
                "month" => "2026-01",
                "action" => "take",
                _ => "1",
            });
        foreach (var list in Enum.GetValues<BoardList>()) yield return "/desk?list=" + EnumCode.From(list);
        foreach (var query in new[] { "q=红枣", "q=" + number, "q=13912345678", "q=5678", "department=brand", "kind=praise", "page=2" })
            yield return "/desk?" + query;
        foreach (var order in new[] { "newest", "due", "updated" })
            foreach (var filter in new[] { "", "due=today", "due=missed", "status=closed", "assignee=none", "assignee=me", "kind=praise" })
                yield return $"/api/v1/tickets?sort={order}&{filter}".TrimEnd('&');
        foreach (var query in new[] { "q=红枣", "q=" + number, "q=13912345678", "department=brand", "channel=hotline" })
            yield return "/api/v1/tickets?" + query;
        yield return "/api/v1/events?after=1";
        yield return "/api/v1/promise?from=2026-01-01T00:00:00Z&to=2026-02-01T12:00:00Z";
        foreach (var name in new[] { "阿依古丽", "13912345678", "5678", number }) yield return "/desk/people?q=" + name;
        foreach (var figure in Enum.GetValues<Figure>())
            foreach (var period in new[] { "", "&from=2026-01-01T00:00:00.000Z&to=2026-02-01T00:00:00.000Z", "&assignee=none" })
                yield return $"/desk/figures?of={EnumCode.From(figure)}{period}";
        foreach (var query in new[] { "weeks=52", "by=department", "kind=praise", "township=none" })
            yield return "/desk/supervisor?" + query;
        yield return "/desk/reports?month=2026-01";
    }

    private static IEnumerable<string> FindScans(string text, IReadOnlyList<string> plan) =>
        Known.Any(known => IsKnown(known, text)) ? []
            : plan.Where(step => IsScan(step, ReadNothing().Replace(text, ""))).Select(step => $"{step} in {text}");

    private static bool IsKnown((string Part, string Reason) known, string text) =>
        $"{text};".Contains(known.Part, StringComparison.Ordinal);

    private static bool IsScan(string step, string text) => step.Split(' ') is ["SCAN", var name, ..]
        && !ListIndexes.Any(index => step.EndsWith(index, StringComparison.Ordinal))
        && (IsWatched(name) || TableNames().Matches(text).Any(table => table.Groups[2].Value == name));

    private static bool IsWatched(string table) => table is "tickets" or "messages" or "ticket_events" or "people";

    /// <summary>The part of a query whose reader may read nothing.</summary>
    [GeneratedRegex("""FROM "\w+" AS "\w+"(\s+LEFT JOIN "\w+" AS "\w+" ON [^()]*?)?\s+WHERE 0\b""")]
    private static partial Regex ReadNothing();

    [GeneratedRegex("""(FROM|JOIN|UPDATE) "?(?:tickets|messages|ticket_events|people)"? (?:AS )?"?(\w+)"?""")]
    private static partial Regex TableNames();

    [GeneratedRegex(@"\{(\w+)[^}]*\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\.\w+|_framework|_blazor|\*")]
    private static partial Regex StaticFile();
}
