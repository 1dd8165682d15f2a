using System.Diagnostics;
using System.Net;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>A page or route that is asked again and again, and the time within which 95 of 100 answers are to come.</summary>
/// <param name="Path">The address of the n-th request.</param>
internal sealed record MeasuredRequest(string Name, double Aim, Func<int, string> Path, bool IsPage = false);

/// <summary>The requests of staff that are measured on a large desk.</summary>
internal static class MeasuredRequests
{
    private const int Repeats = 60, WarmUps = 3;

    private const double ListAim = 50;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    public static IReadOnlyList<MeasuredRequest> Create(IReadOnlyList<string> numbers, FillPlan plan)
    {
        string Number(int n) => numbers[n % numbers.Count];
        string Phone(int n) => TicketLives.Phone(n * 7_919 % plan.People);
        return
        [
            new("ticket by number, API", 10, n => $"/api/v1/tickets/{Number(n)}"),
            new("ticket by number, page", 50, n => $"/desk/tickets/{Number(n)}", IsPage: true),
            new("board", 100, _ => "/desk", IsPage: true), new("board, missed", 100, _ => "/desk?list=missed", IsPage: true),
            new("board, my turn", 100, _ => "/desk?list=mine", IsPage: true),
            new("board, today", 100, _ => "/desk?list=today", IsPage: true),
            new("board, one department", 100, _ => "/desk?department=brand", IsPage: true),
            new("board, one kind", 100, _ => "/desk?kind=praise", IsPage: true),
            new("board, page 20", 100, _ => "/desk?page=20", IsPage: true), new("board's counts", 100, _ => "/desk/counts", IsPage: true),
            .. new[]
            {
                "", "sort=due", "sort=updated", "due=today", "due=today&sort=due", "due=soon&sort=due", "due=missed&sort=due",
                "status=new&sort=due", "status=waitingForResident&sort=due", "status=closed&sort=due", "kind=praise&sort=due",
                "channel=hotline&sort=due", "department=brand&sort=due", "assignee=staff3&sort=due", "assignee=none&sort=due",
                "kind=praise", "department=brand", "assignee=staff3", "status=new", "status=waitingForResident", "status=closed",
            }.Select(query => new MeasuredRequest($"list {query}".Trim(), ListAim, _ => "/api/v1/tickets?" + query)),
            .. new[]
            {
                ("a common word", ResidentWords.CommonChinese), ("a common Uyghur word", ResidentWords.CommonUyghur),
                ("two common words", "红枣 快递"), ("a rare word", ResidentWords.Rare), ("no hit", "不存在的词"),
            }.SelectMany(word => Search(word.Item1, _ => word.Item2)),
            .. Search("a phone", Phone), .. Search("a number", Number),
            new("promise, all time", 100, _ => "/api/v1/promise"),
            new("promise, 30 days", 100, n => $"/api/v1/promise?from={Day(-40)}&to={Day(-10)}"),
            new("supervisor", 300, _ => "/desk/supervisor", IsPage: true), new("wall", 300, _ => "/wall", IsPage: true),
            new("figures, last month", 100, _ => "/desk/reports", IsPage: true),
            new("figures, a list", 100, _ => "/desk/figures?of=missed", IsPage: true),
            new("people, by name", ListAim, n => $"/desk/people?q=%E9%98%BF%E4%BE%9D%E5%8F%A4%E4%B8%BD{n}", IsPage: true),
            new("people, by phone", ListAim, n => $"/desk/people?q={Phone(n)}", IsPage: true),
            new("events after", ListAim, _ => "/api/v1/events?after=1000&limit=100"),
        ];
    }

    public static async Task<Timings> MeasureAsync(HttpClient client, MeasuredRequest request)
    {
        var (times, watch) = (new List<double>(), Stopwatch.StartNew());
        for (var n = 0; n < Repeats + WarmUps && (watch.Elapsed < Longest || times.Count < 3); n++)
        {
            var start = Stopwatch.GetTimestamp();
            using var answer = await client.GetAsync(new Uri(request.Path(n), UriKind.Relative));
            await answer.Content.ReadAsByteArrayAsync();
            if (answer.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Redirect))
                throw new InvalidOperationException($"{request.Name} was answered {(int)answer.StatusCode}: {request.Path(n)}");
            if (n >= WarmUps) times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        return new(times);
    }

    private static IEnumerable<MeasuredRequest> Search(string what, Func<int, string> words) =>
    [
        new($"search, {what}, API", ListAim, n => "/api/v1/tickets?q=" + Uri.EscapeDataString(words(n))),
        new($"search, {what}, board", ListAim, n => "/desk?q=" + Uri.EscapeDataString(words(n)), IsPage: true),
    ];

    private static string Day(int offset) => TimeProvider.System.GetUtcNow().AddDays(offset).ToString("yyyy-MM-dd") + "T00:00:00Z";
}
