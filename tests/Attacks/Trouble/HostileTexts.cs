using System.Text.Json;
using System.Text.Json.Nodes;
using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Writes long and odd texts, and opens every page that shows them.</summary>
internal sealed class HostileTexts : Attack
{
    private const int Length = 9_800;

    private const string Phone = "13899994321";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(1);

    private static readonly string[] Patterns =
    [
        "[", "]", "[[[]", "\\", "\\u", "1-", "123-", "1", "9 ", " ", "\t", "a@", "a@b.", "@", "{", "<", "&", "&amp;", "%", "لا", "😀",
        "ئۈ", "枣",
        "\u202E", "\u2067\u202B", "\u200F", "\u0301", "\u200D", "\uFFFE", "https://", "+86 ", "()", "(((", "/start ", "\n", "…", "[: ",
    ];

    private static readonly string[] Scripts =
    [
        "<script>alert('stolen')</script>", "\"><img src=x onerror=alert('stolen')>", "</textarea><script>alert('stolen')</script>",
        "<svg/onload=alert('stolen')>", "javascript:alert('stolen')", "[图片: \"onclick=\"alert('stolen')]",
        "{{constructor.constructor('alert(1)')()}}",
        "\u202Egpj.exe\u202C <iframe srcdoc='<script>alert(1)</script>'>",
    ];

    public override string Title => "Whatever a resident writes, every page that shows it answers within a second and runs no script";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync(("WebChat:MessagesPerMinute", "5000"), ("WebChat:MessagesPerMinuteAndAddress", "5000"));
        var clerk = await run.VisitAsStaffAsync(desk, Office.Clerk);
        var readers = new Readers(run, desk.Address, run.VisitWithKey(desk, "staff"), clerk, run.Visit(desk));
        await readers.OpenPagesAsync("warm-up", "热身", expectsTime: false);
        var texts = DescribeTexts().ToList();
        foreach (var (name, text) in texts) await readers.OpenPagesAsync(name, text, expectsTime: true);
        foreach (var (name, text) in texts.Where((_, i) => i % 4 == 0)) await readers.WriteElsewhereAsync(name, text);
        run.Note = $"{texts.Count} texts, slowest {readers.Slowest.Time.TotalMilliseconds:F0} ms at {readers.Slowest.Where}";
    }

    private static IEnumerable<(string Name, string Text)> DescribeTexts()
    {
        foreach (var label in ReadMediaLabels().Distinct())
            foreach (var detail in new[] { Repeat("1, "), Repeat(" ") + "1", Repeat("1 ("), "+" + Repeat("1") + "x" })
                yield return ($"[{label}: {detail[..4]}…]", $"[{label}: {detail}]");
        foreach (var pattern in Patterns) yield return ($"{JsonSerializer.Serialize(pattern)}…", "x" + Repeat(pattern) + "]");
        foreach (var script in Scripts) yield return (script, script + Repeat(script) + script);
    }

    private static IEnumerable<string> ReadMediaLabels()
    {
        foreach (var language in new[] { "zh-Hans", "ug", "en" })
        {
            var file = Path.Combine(DeskBinary.FindRepository(), "src", "Bots", "Texts", language + ".json");
            foreach (var (key, text) in JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(file)) ?? [])
                if (key.StartsWith("content.", StringComparison.Ordinal)) yield return text;
        }
    }

    private static string Repeat(string text) => string.Concat(Enumerable.Repeat(text, (Length / text.Length) - 10));

    /// <summary>Those who read what a resident wrote: a program, a clerk and the resident.</summary>
    private sealed class Readers(AttackRun run, Uri desk, Visitor program, Visitor clerk, Visitor resident)
    {
        private bool _expectsTime;

        public (TimeSpan Time, string Where) Slowest { get; private set; }

        /// <summary>Posts the text as a ticket and opens the pages that show it.</summary>
        public async Task OpenPagesAsync(string name, string text, bool expectsTime)
        {
            _expectsTime = expectsTime;
            var ticket = await program.OpenTicketAsync(text, body => body["requester"] = new JsonObject { ["phone"] = Phone });
            foreach (var path in new[] { $"/desk/tickets/{ticket.Number}", $"/desk/tickets/{ticket.Number}/story", "/desk?list=all",
                $"/desk/people?q={Phone}", $"/desk?q={Uri.EscapeDataString(text[..Math.Min(text.Length, 300)])}" })
                await CheckTimeAsync(name, path, () => clerk.GetAsync(path));
            await CheckTimeAsync(name, "API", () => program.GetAsync($"{Visitor.Tickets}/{ticket.Number}"));
            await CheckTimeAsync(name, "/track", () => resident.TrackAsync(ticket.Number, ticket.Code));
            // A board of hundreds of the same texts would measure the number of rows.
            await program.PostJsonAsync($"{Visitor.Tickets}/{ticket.Number}/cancel", new JsonObject { ["reason"] = "test" });
        }

        /// <summary>Writes the text in the chat and at the counter, and opens the chat and the slip.</summary>
        public async Task WriteElsewhereAsync(string name, string text)
        {
            var chat = run.Own(new Visitor(desk, "127.0.0.2"));
            Check(name, "/chat (sent)", await chat.SayAsync(text), 200);
            await CheckTimeAsync(name, "/chat", () => chat.GetAsync("/chat"));
            var entered = await clerk.FillInAsync("/desk/counter", "/desk/counter/enter", ("who", text[..60]), ("description", text));
            Check(name, "/desk/counter", entered, entered.Status == 302 ? 302 : 422);
            if (entered.Location is { } slip) await CheckTimeAsync(name, "the slip", () => clerk.GetAsync(slip));
        }

        /// <summary>Opens a page, and again if it was slow: other work of the machine delays one request, a bad text all of them.</summary>
        private async Task CheckTimeAsync(string name, string where, Func<Task<Reply>> open)
        {
            var reply = await open();
            Check(name, where, reply, 200);
            var time = reply.Time;
            for (var i = 0; i < 2 && time > Limit; i++) time = new[] { time, (await open()).Time }.Min();
            if (!_expectsTime) return;
            run.Expect(time < Limit, $"{where} took {time.TotalSeconds:F1} s for {name}");
            if (time > Slowest.Time) Slowest = (time, where.Split('?')[0]);
        }

        private void Check(string name, string where, Reply reply, int status)
        {
            run.Expect(reply.Status == status, $"{where} was answered {reply.Status} for {name}");
            if (where != "API") run.Expect(!RunsForeignScript(reply), $"{where} runs a script of {name}");
        }

        private static bool RunsForeignScript(Reply reply)
        {
            if (!reply.Contains("stolen") && !reply.Contains("alert(")) return false;
            var page = reply.Page;
            return page.All.Any(e => e.Attributes.Any(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Name == "srcdoc"
                    || (a.Name is "href" or "src" or "action" && a.Value.StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))))
                || page.Scripts.Any(script => script.Source is null && script.Type is not "application/json");
        }
    }
}
