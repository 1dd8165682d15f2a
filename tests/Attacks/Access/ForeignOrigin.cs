using System.Text;

namespace EcomCenter.Attacks.Access;

/// <summary>Another site lets the browser of a member of staff send requests, with its cookie.</summary>
internal sealed class ForeignOrigin : Attack
{
    private static readonly string[] Origins = ["https://evil.example", "null", "http://127.0.0.1", "http://127.0.0.1.evil.example"];

    public override string Title => "A request of another site with the cookie of staff changes nothing and opens no board";

    public override async Task RunAsync(AttackRun run)
    {
        var desk = await run.StartDeskAsync();
        var number = (await run.VisitWithKey(desk, "staff").OpenTicketAsync("原来的")).Number;
        var clerk = await run.VisitAsStaffAsync(desk, Office.Clerk);
        foreach (var origin in Origins) await TryAsync(run, clerk, number, origin);
        await PostFormsAsync(run, clerk, number);
        var own = desk.Address.GetLeftPart(UriPartial.Authority);
        run.ExpectStatus(await NegotiateAsync(clerk, "board", own), 200, "the own page's negotiation");
        var tickets = new DeskFile(run.DataFolder);
        run.Expect(tickets.Count("SELECT COUNT(*) FROM tickets") == 1, "another site opened a ticket");
        run.Expect(tickets.Count("SELECT COUNT(*) FROM ticket_events") == 1, "another site changed the ticket");
    }

    private static async Task TryAsync(AttackRun run, Visitor clerk, string number, string origin)
    {
        var body = Visitor.NewTicket("别处来的");
        run.ExpectStatus(await clerk.PostJsonAsync(Visitor.Tickets, body, ("Origin", origin)), 403, $"a ticket of {origin}");
        foreach (var action in new[] { "take", "close", "resolve" })
        {
            var reply = await clerk.PostJsonAsync($"{Visitor.Tickets}/{number}/{action}", [], ("Origin", origin));
            run.ExpectStatus(reply, 403, $"{action} of {origin}");
        }

        foreach (var hub in new[] { "board", "chat" })
            run.ExpectStatus(await NegotiateAsync(clerk, hub, origin), 403, $"the negotiation of {hub} by {origin}");
        var socket = await clerk.GetAsync("/hubs/board", ("Origin", origin), ("Connection", "Upgrade"), ("Upgrade", "websocket"),
            ("Sec-WebSocket-Version", "13"), ("Sec-WebSocket-Key", "dGhlIHNhbXBsZSBub25jZQ=="));
        run.ExpectStatus(socket, 403, $"the socket of {origin}");
    }

    private static Task<Reply> NegotiateAsync(Visitor visitor, string hub, string origin) =>
        visitor.SendAsync(HttpMethod.Post, $"/hubs/{hub}/negotiate?negotiateVersion=1", null, ("Origin", origin));

    /// <summary>Forms need no permission of the browser to be sent, so each must lack its token.</summary>
    private static async Task PostFormsAsync(AttackRun run, Visitor clerk, string number)
    {
        var forms = new[]
        {
            "/desk/counter/enter", "/desk/hotline/enter", $"/desk/tickets/{number}/take", $"/desk/tickets/{number}/say",
            "/desk/my-account/password", "/desk/my-account/sessions",
        };
        foreach (var path in forms)
        {
            var reply = await clerk.PostAsync(path, ("description", "别处来的"), ("text", "别处来的"), ("kind", "note"), ("password", "x"));
            run.Expect(reply.Status is 400, $"a form without token at {path} was answered {reply.Status}");
        }

        var plain = await clerk.SendAsync(HttpMethod.Post, Visitor.Tickets,
            new StringContent(Visitor.NewTicket("别处来的").ToJsonString(), Encoding.UTF8, "text/plain"));
        run.ExpectStatus(plain, 415, "JSON sent as text");
        run.ExpectStatus(await clerk.FillInAsync("/desk", "/sign-out", (Visitor.TokenField, "x")), 302, "sign-out without token");
        run.ExpectStatus(await clerk.GetAsync("/desk"), 200, "the board after a sign-out that another site sent");
    }
}
