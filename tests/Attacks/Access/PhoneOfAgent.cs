using System.Text.Json.Nodes;

namespace EcomCenter.Attacks.Access;

/// <summary>An agent opens a ticket with the phone of a resident who is hidden from departments.</summary>
internal sealed class PhoneOfAgent : Attack
{
    private const string Resident = "布海力其木", Village = "乌鲁克萨依", Organisation = "核桃加工厂", Phone = "13699991122";

    public override string Title => "An agent who opens a ticket with a hidden resident's phone learns nothing of the resident";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        await run.VisitWithKey(desk, "staff").OpenTicketAsync("只有中心可以知道", Complete);
        var agent = await run.VisitAsStaffAsync(desk, Office.Agent);
        foreach (var anonymity in new[] { "named", "hidden" })
        {
            var body = Visitor.NewTicket("这是谁的电话?");
            (body["anonymity"], body["requester"]) = (anonymity, new JsonObject { ["phone"] = Phone });
            var reply = await agent.PostJsonAsync(Visitor.Tickets, body);
            run.ExpectStatus(reply, 201, "a ticket of an agent");
            ExpectNothingTold(run, reply, $"the answer ({anonymity})");
            var number = reply.Json.GetProperty("number").GetString();
            foreach (var path in new[] { $"/desk/tickets/{number}", $"/api/v1/tickets/{number}", "/desk", "/api/v1/tickets" })
                ExpectNothingTold(run, await agent.GetAsync(path), $"{path} ({anonymity})");
        }
    }

    private static void Complete(JsonObject body)
    {
        (body["anonymity"], body["department"]) = ("hidden", Office.AgentDepartment);
        body["requester"] = new JsonObject
        {
            ["name"] = Resident, ["phone"] = Phone, ["village"] = Village, ["organisation"] = Organisation, ["type"] = "enterprise",
        };
    }

    private static void ExpectNothingTold(AttackRun run, Reply reply, string where)
    {
        foreach (var secret in new[] { Resident, Village, Organisation })
            run.Expect(!reply.Contains(secret), $"{where} tells {secret}");
    }
}
