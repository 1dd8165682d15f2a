using System.Net;
using System.Net.Sockets;
using System.Text;

namespace EcomCenter.Attacks.Access;

/// <summary>Lets redirects lead to another host, and puts another host into pages, links and slips.</summary>
internal sealed class ForeignAddresses : Attack
{
    private const string Evil = "evil.example";

    private static readonly string[] Targets =
    [
        $"//{Evil}", $"/\\{Evil}", $"\\\\{Evil}", $"https://{Evil}/desk", $"https:{Evil}", $"///{Evil}", $"/\t/{Evil}", $"/%09/{Evil}",
        $"/%2F{Evil}", "javascript:alert(1)", $" //{Evil}", $"/./../{Evil}", $"@{Evil}", $"~//{Evil}",
    ];

    private static readonly string[] Pages =
        ["/", "/chat", "/report", "/track", "/sign-in", "/desk", "/desk/counter", "/desk/my-account", "/desk/admin/staff"];

    public override string Title => "No redirect leads to another host, and the Host header is in no page, link, QR code or slip";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        foreach (var target in Targets)
        {
            var reply = await run.Visit(desk).SignInAsync(Office.Clerk, query: "?ReturnUrl=" + Uri.EscapeDataString(target));
            run.Expect(reply.Status == 302 && IsOwn(reply.Location), $"ReturnUrl={target} leads to {reply.Location}");
        }

        await SendRawPathsAsync(run, desk.Address);
        await StateOtherHostAsync(run, await run.VisitAsStaffAsync(desk, Office.Clerk));
        await StateOtherHostAsync(run, run.Visit(desk));
    }

    private static bool IsOwn(string? location) =>
        location is ['/', ..] && !location.StartsWith("//", StringComparison.Ordinal) && !location.Contains('\\')
        && !location.Contains('\t');

    /// <summary>Sends paths that an HTTP client would tidy up.</summary>
    private static async Task SendRawPathsAsync(AttackRun run, Uri desk)
    {
        var paths = new[] { "/report/enter", "/chat/continue", "/desk", "/desk/take", "/desk/tickets/1/take", "/sign-in", "/track" };
        foreach (var path in paths)
            foreach (var raw in new[]
            {
                $"//{Evil}{path}", $"//{Evil}/..{path}", $"{path}//{Evil}", $"/\\{Evil}{path}", $"{path}?lang=en&x=//{Evil}",
            })
                await SendRawPathAsync(run, desk, raw);
    }

    private static async Task SendRawPathAsync(AttackRun run, Uri desk, string path)
    {
        var (head, body) = await GetRawAsync(desk, path);
        var location = head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Location: ", StringComparison.OrdinalIgnoreCase));
        run.Expect(location is null || IsOwn(location["Location: ".Length..]), $"{path} leads to {location}");
        run.Expect(!body.Contains($"\"//{Evil}") && !body.Contains($"://{Evil}"), $"the page {path} links to {Evil}");
    }

    private static async Task<(string Head, string Body)> GetRawAsync(Uri desk, string path)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, desk.Port);
        await client.GetStream().WriteAsync(Encoding.UTF8.GetBytes(
            $"GET {path} HTTP/1.1\r\nHost: {desk.Authority}\r\nAccept: text/html\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(client.GetStream());
        var parts = (await reader.ReadToEndAsync()).Split("\r\n\r\n", 2);
        return (parts[0], parts.Length > 1 ? parts[1] : "");
    }

    private static async Task StateOtherHostAsync(AttackRun run, Visitor visitor)
    {
        var host = new[] { ("Host", Evil), ("X-Forwarded-Host", Evil), ("X-Forwarded-Proto", "https") };
        var slip = await EnterAsync(visitor);
        foreach (var path in Pages.Append(slip))
        {
            var reply = await visitor.GetAsync(path, host);
            run.Expect(!reply.Contains(Evil), $"{path} has the stated host in its page");
            run.Expect(reply.Location?.Contains(Evil) != true, $"{path} redirects to the stated host: {reply.Location}");
        }
    }

    /// <summary>Opens a ticket as staff or as a resident, and returns the address of its slip or receipt.</summary>
    private static async Task<string> EnterAsync(Visitor visitor)
    {
        var counter = await visitor.GetAsync("/desk/counter");
        var reply = counter.Status == 200
            ? await visitor.FillInAsync("/desk/counter", "/desk/counter/enter", ("description", "开网店"))
            : await visitor.FillInAsync("/report", "/report/enter", ("description", "开网店"));
        return reply.Location ?? throw new InvalidOperationException($"The ticket was answered {reply.Status}.");
    }
}
