using System.Text.Json.Nodes;

namespace EcomCenter.Attacks.Access;

/// <summary>Does what the security log must have, and lets everybody read it.</summary>
internal sealed class SecurityLogReaders : Attack
{
    private const string Path = "/desk/admin/security";

    public override string Title => "The security log has sign-ins, accounts, keys, phones and complaints, for supervisor and admin alone";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var number = (await run.VisitWithKey(desk, "staff").OpenTicketAsync("质量投诉", Complete)).Number;
        await run.Visit(desk, "127.0.0.7").SignInAsync(Office.Agent, "wrong wrong wrong");
        await run.Visit(desk, "127.0.0.7").SignInAsync("nobody-at-all", "wrong wrong wrong");
        var clerk = await run.VisitAsStaffAsync(desk, Office.Clerk);
        await clerk.GetAsync($"/desk/tickets/{number}");
        await clerk.GetAsync($"/desk/tickets/{number}?phone=whole");
        await clerk.FillInAsync("/desk", "/sign-out");
        await run.RunCommandAsync("key", "create", "--name", "short-lived", "--scope", "read");
        await run.RunCommandAsync("key", "revoke", "--name", "short-lived");
        await run.RunCommandAsync("staff", "deactivate", "--user", Office.Agent);
        foreach (var user in new[] { Office.Supervisor, Office.Admin })
            CheckEntries(run, await (await run.VisitAsStaffAsync(desk, user)).GetAsync(Path), user, number);
        await RefuseOthersAsync(run, desk);
    }

    private static void Complete(JsonObject body)
    {
        body["kind"] = "complaint";
        body["requester"] = new JsonObject { ["name"] = "阿依古丽", ["phone"] = "13899994321" };
    }

    private static void CheckEntries(AttackRun run, Reply log, string reader, string number)
    {
        run.ExpectStatus(log, 200, $"the log for {reader}");
        var rows = log.Page.QuerySelectorAll("tbody tr").Select(row => row.TextContent).ToList();
        foreach (var (kind, parts) in new[]
        {
            ("signed in", new[] { "Signed in", Office.Clerk }), ("signed out", ["Signed out", Office.Clerk]),
            ("sign-in failed", ["127.0.0.7", Office.Agent]), ("complaint", [Office.Clerk, number]), ("key", ["short-lived"]),
            ("account", [Office.Agent]),
        })
            run.Expect(rows.Exists(row => Array.TrueForAll(parts, part => row.Contains(part, StringComparison.OrdinalIgnoreCase))),
                $"{reader} finds no entry for: {kind}");
        run.Expect(rows.Count(row => row.Contains("short-lived")) >= 2, "creation and revocation of a key are not both there");
        var onTicket = rows.Count(row => row.Contains(number) && row.Contains(Office.Clerk));
        run.Expect(onTicket >= 3, $"the log has {onTicket} entries for one phone shown and a complaint opened twice");
        run.Expect(!log.Contains("13899994321") && !log.Contains("阿依古丽"), "the log tells who the resident is");
    }

    private static async Task RefuseOthersAsync(AttackRun run, RunningDesk.DeskProcess desk)
    {
        run.ExpectStatus(await (await run.VisitAsStaffAsync(desk, Office.Clerk)).GetAsync(Path), 403, "the log for a clerk");
        run.ExpectStatus(await run.Visit(desk).GetAsync(Path), 302, "the log for a visitor");
        foreach (var scope in new[] { "intake", "read" })
            run.ExpectStatus(await run.VisitWithKey(desk, scope).GetAsync(Path), 403, $"the log for a key of scope {scope}");
    }
}
