using System.Text.Json;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Simulation;

/// <summary>
/// Compares the numbers of the monthly reports, of the lists behind figures, of the supervisor's page and of the API with those that were
/// counted from the events.
/// </summary>
internal sealed class FigureComparison(SimulatedDesk desk, EventRecount told, TimeProvider time)
{
    private static readonly TimeSpan Offset = TimeSpan.FromHours(8);

    private readonly HttpClient _supervisor = desk.CreateClient(Team.SupervisorUser);
    private int _compared;

    /// <summary>Compares every month of the plan and the whole. Returns the count of numbers that were compared.</summary>
    public async Task<int> RunAsync(SimulationPlan plan)
    {
        var now = time.GetUtcNow();
        var first = new DateTimeOffset(plan.Start.Year, plan.Start.Month, 1, 0, 0, 0, Offset).AddMonths(-1);
        await ComparePromiseAsync(null, null);
        for (var month = first; month <= now; month = month.AddMonths(1))
        {
            await ComparePromiseAsync(month, month.AddMonths(1));
            await CompareReportAsync(month, month.AddMonths(1));
            await CompareListsAsync(month, month.AddMonths(1));
        }

        await CompareQueueAsync(now);
        return _compared;
    }

    private async Task ComparePromiseAsync(DateTimeOffset? from, DateTimeOffset? to)
    {
        var query = from is null ? "" : $"?from={Escape(from.Value)}&to={Escape(to!.Value)}";
        using var answer = JsonDocument.Parse(await _supervisor.GetStringAsync(new Uri($"/api/v1/promise{query}", UriKind.Relative)));
        var cycles = CyclesIn(from, to);
        ComparePromise($"promise {from:yyyy-MM}", answer.RootElement, cycles);
        ComparePromises(answer.RootElement, "byKind", cycles.GroupBy(c => c.Ticket.Kind));
        ComparePromises(answer.RootElement, "byChannel", cycles.GroupBy(c => c.Ticket.Channel));
        ComparePromises(answer.RootElement, "byDepartment", cycles.GroupBy(c => c.Ticket.Department ?? ""));
    }

    private void ComparePromises(JsonElement answer, string member, IEnumerable<IGrouping<string, ToldCycle>> groups)
    {
        var shown = answer.GetProperty(member).EnumerateArray().ToDictionary(
            share => share.TryGetProperty("code", out var code) ? code.GetString() ?? "" : "", share => share);
        var counted = groups.ToList();
        Compare($"{member} groups", counted.Count, shown.Count);
        foreach (var group in counted) ComparePromise($"{member} {group.Key}", shown[group.Key], [.. group]);
    }

    private void ComparePromise(string what, JsonElement shown, IReadOnlyList<ToldCycle> cycles)
    {
        foreach (var (member, count) in new[]
        {
            ("kept", CountIn(cycles, "met")), ("missed", CountIn(cycles, "missed")), ("open", CountIn(cycles, "open")),
            ("cancelled", CountIn(cycles, "cancelled")), ("answeredLate", cycles.Count(c => c.IsAnsweredLate)),
        }) Compare($"{what} {member}", count, shown.GetProperty(member).GetInt32());
    }

    private async Task CompareReportAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var page = await OpenAsync($"/desk/reports?month={from:yyyy-MM}&lang=en");
        if (page.QuerySelectorAll("section.sheet").Length == 0) throw new LawBrokenException($"the report of {from:yyyy-MM} has no tables");
        var (cycles, name) = (CyclesIn(from, to), $"report {from:yyyy-MM}");
        var decided = CountIn(cycles, "met") + CountIn(cycles, "missed");
        CompareTable(page, name, "promises", [
            $"{CountIn(cycles, "met")}/{decided}", $"{CountIn(cycles, "missed")}", $"{cycles.Count(c => c.IsAnsweredLate)}",
            $"{CountIn(cycles, "open")}", $"{CountIn(cycles, "cancelled")}"]);
        var times = cycles.Where(c => c.AnsweredAt is not null).Select(c => c.AnsweredAt!.Value - c.Start).Order().ToList();
        CompareTable(page, name, "times", [$"{times.Count}", Percentile(times, 50), Percentile(times, 90)]);
        CompareResolutions(page, name, from, to);
        CompareGroups(page, name, "byKind", from, to, ticket => ticket.Kind);
        CompareGroups(page, name, "byChannel", from, to, ticket => ticket.Channel);
        CompareGroups(page, name, "byDepartment", from, to, ticket => ticket.Department);
    }

    private void CompareResolutions(IParentNode page, string name, DateTimeOffset from, DateTimeOffset to)
    {
        var resolved = told.Tickets.SelectMany(t => t.Resolutions).Where(r => IsIn(r.At, from, to)).ToList();
        var closed = told.Tickets.SelectMany(t => t.Closings).Where(c => IsIn(c.At, from, to)).ToLookup(c => c.Kind);
        var notSolved = resolved.Count(r => r.IsNotSolved);
        var solved = resolved.Count(r => !r.IsNotSolved && !r.IsWithoutWord);
        CompareTable(page, name, "resolutions", [
            $"{resolved.Count}", $"{solved}/{solved + notSolved}", $"{notSolved}", $"{resolved.Count(r => r.IsWithoutWord)}",
            $"{closed["withoutWord"].Count()}", $"{closed["withdrawn"].Count()}", $"{closed["byStaff"].Count()}"]);
        var scores = resolved.Where(r => r.Score is not null).ToLookup(r => r.Score!.Value);
        CompareTable(page, name, "ratings", [
            $"{scores.Where(s => s.Key >= 3).Sum(s => s.Count())}/{scores.Sum(s => s.Count())}",
            .. new[] { 5, 4, 3, 2, 1 }.Select(score => $"{scores[score].Count()}"),
            $"{resolved.Count(r => r.EnteredBy is not null)}", $"{resolved.Count(r => r.EnteredBy == r.By)}"]);
    }

    // The rows stand in the order of their codes, those without one at the end.
    private void CompareGroups(
        IParentNode page, string name, string table, DateTimeOffset from, DateTimeOffset to, Func<ToldTicket, string?> codeOf)
    {
        var cycles = CyclesIn(from, to);
        var received = told.Tickets.Where(t => IsIn(t.ReceivedAt, from, to)).ToList();
        var codes = received.Select(codeOf).Concat(cycles.Select(c => codeOf(c.Ticket))).Distinct()
            .OrderBy(code => code is null).ThenBy(code => code, StringComparer.Ordinal);
        CompareTable(page, name, table, [.. codes.Select(code =>
        {
            var own = cycles.Where(c => codeOf(c.Ticket) == code).ToList();
            return $"{received.Count(t => codeOf(t) == code)}/{CountIn(own, "met")}/{CountIn(own, "met") + CountIn(own, "missed")}";
        })]);
    }

    private void CompareTable(IParentNode page, string name, string table, IReadOnlyList<string> expected)
    {
        var rows = page.QuerySelectorAll($"section.sheet#{table} tbody tr").ToList();
        Compare($"{name} {table} rows", expected.Count, rows.Count);
        foreach (var (row, cells) in rows.Zip(expected))
        {
            var counted = cells.Split('/');
            var shown = row.Children.Skip(1).Take(counted.Length).Select(cell => cell.TextContent.Trim());
            Compare($"{name} {table} {row.Children[0].TextContent}", cells, string.Join('/', shown));
        }
    }

    private async Task CompareListsAsync(DateTimeOffset from, DateTimeOffset to)
    {
        var (cycles, received) = (CyclesIn(from, to), told.Tickets.Where(t => IsIn(t.ReceivedAt, from, to)).ToList());
        foreach (var (figure, count) in new[]
        {
            ("received", received.Count), ("open", received.Count(t => t.IsOpen)),
            ("openMissed", received.Count(t => t.IsMissedAndUnanswered)), ("kept", CountIn(cycles, "met")),
            ("missed", CountIn(cycles, "missed")), ("answeredLate", cycles.Count(c => c.IsAnsweredLate)),
            ("decided", CountIn(cycles, "met") + CountIn(cycles, "missed")), ("answered", cycles.Count(c => c.AnsweredAt is not null)),
            ("undecided", CountIn(cycles, "open")), ("cancelled", CountIn(cycles, "cancelled")),
        })
        {
            var page = await OpenAsync($"/desk/figures?of={figure}&from={Escape(from)}&to={Escape(to)}&lang=en");
            Compare($"list {figure} {from:yyyy-MM}", count, NumberIn(page.QuerySelector("h1")!.TextContent));
        }
    }

    private async Task CompareQueueAsync(DateTimeOffset now)
    {
        var week = now.AddDays(-7);
        var page = await OpenAsync("/desk/supervisor?lang=en");
        var numbers = page.QuerySelectorAll(".flow a").Select(link => NumberIn(link.TextContent)).ToList();
        Compare("supervisor open", told.Tickets.Count(t => t.IsOpen), numbers[0]);
        Compare("supervisor received", told.Tickets.Count(t => t.ReceivedAt >= week), numbers[2]);
        Compare("supervisor finished", told.Tickets.Count(t => !t.IsOpen && t.Endings.Any(at => at >= week)), numbers[3]);
    }

    private List<ToldCycle> CyclesIn(DateTimeOffset? from, DateTimeOffset? to) =>
        [.. told.Cycles.Where(c => (from is null || c.Start >= from) && (to is null || c.Start < to))];

    private static int CountIn(IEnumerable<ToldCycle> cycles, string state) => cycles.Count(c => c.State == state);

    private static bool IsIn(DateTimeOffset at, DateTimeOffset from, DateTimeOffset to) => at >= from && at < to;

    private static string Percentile(List<TimeSpan> sorted, int percent) => sorted.Count == 0 ? "–"
        : TimeTexts.FormatSpan(Language.En, sorted[((sorted.Count * percent) + 99) / 100 - 1]);

    private static int NumberIn(string text) => int.Parse(text.Split(' ', ':').Last(part => part.Length > 0));

    private static string Escape(DateTimeOffset at) => Uri.EscapeDataString(at.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"));

    private async Task<IParentNode> OpenAsync(string address) =>
        new HtmlParser().ParseDocument(await _supervisor.GetStringAsync(new Uri(address, UriKind.Relative)));

    private void Compare<T>(string what, T counted, T shown)
    {
        _compared++;
        if (!EqualityComparer<T>.Default.Equals(counted, shown))
            throw new LawBrokenException($"{what}: the events say {counted}, the desk says {shown}");
    }
}
