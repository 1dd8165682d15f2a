using System.Text.Json.Nodes;

namespace EcomCenter.Attacks.Access;

/// <summary>Posts a ticket with somebody's phone number, to learn whose it is.</summary>
internal sealed class PhoneAlone : Attack
{
    private const string Resident = "古丽巴哈尔", Village = "达玛沟村", Organisation = "红枣合作社", Phone = "13799998765";

    public override string Title => "A ticket posted with a phone alone tells nobody's name, village or organisation";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        foreach (var anonymity in new[] { "hidden", "named" })
            await run.VisitWithKey(desk, "staff").OpenTicketAsync("以前的事", body => Complete(body, anonymity));
        foreach (var key in new[] { "intake", "otherIntake" })
            foreach (var phone in new[] { Phone, "+86 137 9999 8765", "137-9999-8765" })
                await AskByKeyAsync(run, run.VisitWithKey(desk, key), phone);
        await AskByReportAsync(run, run.Visit(desk, "127.0.0.2"));
    }

    private static void Complete(JsonObject body, string anonymity)
    {
        (body["anonymity"], body["department"]) = (anonymity, Office.AgentDepartment);
        body["requester"] = new JsonObject
        {
            ["name"] = Resident, ["phone"] = Phone, ["village"] = Village, ["organisation"] = Organisation, ["type"] = "cooperative",
        };
    }

    private static async Task AskByKeyAsync(AttackRun run, Visitor program, string phone)
    {
        foreach (var anonymity in new[] { "named", "hidden" })
        {
            var body = Visitor.NewTicket("这是谁的电话?");
            (body["anonymity"], body["requester"]) = (anonymity, new JsonObject { ["phone"] = phone });
            var reply = await program.PostJsonAsync(Visitor.Tickets, body);
            run.ExpectStatus(reply, 201, "a ticket with a phone alone");
            ExpectNothingTold(run, reply, "the answer to a key");
            var shown = reply.Json.GetProperty("requester").GetProperty("phone").GetString();
            run.Expect(shown == phone, $"a key gets back {shown} instead of what it sent");
        }
    }

    private static async Task AskByReportAsync(AttackRun run, Visitor visitor)
    {
        var reply = await visitor.FillInAsync("/report", "/report/enter", ("description", "这是谁的电话?"), ("requester.phone", Phone));
        run.ExpectStatus(reply, 302, "a report with a phone alone");
        var receipt = await visitor.GetAsync(reply.Location ?? "");
        ExpectNothingTold(run, receipt, "the receipt");
        var number = receipt.Page.QuerySelector(".big-number, [data-copy]")?.TextContent.Trim() ?? "";
        ExpectNothingTold(run, await visitor.TrackAsync(number, Phone[^4..]), "the tracking page");
    }

    private static void ExpectNothingTold(AttackRun run, Reply reply, string where)
    {
        foreach (var secret in new[] { Resident, Village, Organisation })
            run.Expect(!reply.Contains(secret), $"{where} tells {secret}");
    }
}
