using System.Text.Json.Nodes;

namespace EcomCenter.Attacks.Access;

/// <summary>An agent of a department looks for a resident who is hidden from departments.</summary>
internal sealed class HiddenResidents : Attack
{
    private const string Resident = "祖丽皮亚", Phone = "13899994321", Village = "英吾斯塘村";

    public override string Title => "An agent finds no hidden resident by name, phone or village, anywhere";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var program = run.VisitWithKey(desk, "staff");
        var hidden = (await program.OpenTicketAsync("快递丢了", body => Complete(body, "hidden"))).Number;
        var anonymous = (await program.OpenTicketAsync("网店欺负人", body => body["anonymity"] = "anonymous")).Number;
        var named = (await program.OpenTicketAsync("盒子坏了", body => Complete(body, "named"))).Number;
        var (agent, clerk) = (await run.VisitAsStaffAsync(desk, Office.Agent), await run.VisitAsStaffAsync(desk, Office.Clerk));
        foreach (var words in new[] { Resident, Resident[..2], Phone, Phone[^4..], Phone[..7], "138 9999 4321", Village, Village[..3] })
            await SearchAsync(run, agent, words, hidden, anonymous);
        var found = await clerk.GetAsync("/desk?q=" + Uri.EscapeDataString(Resident));
        run.Expect(found.Contains(hidden), "a clerk can't find the resident either");
        await ReadPagesAsync(run, agent, hidden, named);
        foreach (var path in new[] { "/desk/people?q=" + Uri.EscapeDataString(Resident), "/desk/counter", "/desk/hotline" })
            run.ExpectStatus(await agent.GetAsync(path), 403, $"{path} for an agent");
    }

    private static void Complete(JsonObject body, string anonymity)
    {
        (body["anonymity"], body["department"]) = (anonymity, Office.AgentDepartment);
        body["requester"] = new JsonObject { ["name"] = Resident, ["phone"] = Phone, ["village"] = Village };
    }

    private static async Task SearchAsync(AttackRun run, Visitor agent, string words, string hidden, string anonymous)
    {
        var typed = Uri.EscapeDataString(words);
        foreach (var path in new[] { $"/desk?q={typed}", $"/desk/list?q={typed}", $"/desk/counts?q={typed}", $"/api/v1/tickets?q={typed}" })
        {
            var reply = await agent.GetAsync(path);
            run.Expect(!reply.Contains(hidden) && !reply.Contains(anonymous), $"{path} finds the ticket of a hidden resident");
        }
    }

    /// <summary>Reads what an agent may open: nothing on it names the resident or leads from one ticket to the other.</summary>
    private static async Task ReadPagesAsync(AttackRun run, Visitor agent, string hidden, string named)
    {
        var pages = new[] { $"/desk/tickets/{hidden}", $"/desk/tickets/{hidden}/story", $"/api/v1/tickets/{hidden}" };
        foreach (var path in pages)
        {
            var reply = await agent.GetAsync(path);
            run.ExpectStatus(reply, 200, path);
            foreach (var secret in new[] { Resident, Phone, Phone[^4..], Village, named })
                run.Expect(!reply.Contains(secret), $"{path} tells {secret}");
        }

        foreach (var path in new[] { $"/desk/tickets/{named}", $"/api/v1/tickets/{named}" })
            run.Expect(!(await agent.GetAsync(path)).Contains(hidden), $"{path} names the hidden ticket of the same resident");
        var events = await agent.GetAsync("/api/v1/events?after=0");
        run.Expect(!events.Contains(Resident) && !events.Contains(Phone), "the events tell who the resident is");
        var whole = await agent.GetAsync($"/desk/tickets/{named}?phone=whole");
        run.Expect(!whole.Contains(Phone), "an agent is shown a whole phone number");
    }
}
