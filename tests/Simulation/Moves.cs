using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Orders;
using EcomCenter.Desk.Handling.Referrals;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Simulation;

/// <summary>
/// The things that residents, staff and departments may do next with a ticket, each with a weight. Some are refused: a refusal must leave
/// the ticket as it is.
/// </summary>
internal sealed class Moves(SimulatedDesk desk, Residents residents, Random random, SimulatedTime time)
{
    private readonly ApiAction _api = new(desk);

    /// <summary>Does one of the possible things. The result is null for words of the resident, which are never refused.</summary>
    public async Task<(string Name, TicketActionResult? Result)> DoOneAsync(Ticket ticket)
    {
        var moves = List(ticket).ToList();
        var dice = random.Next(moves.Sum(move => move.Weight));
        foreach (var (weight, name, run) in moves)
        {
            dice -= weight;
            if (dice >= 0) continue;
            return (name, await run());
        }

        throw new InvalidOperationException("The weights do not add up.");
    }

    private IEnumerable<(int Weight, string Name, Func<Task<TicketActionResult?>> Run)> List(Ticket ticket)
    {
        var (number, staff) = (ticket.Number, Team.Desk.ElementAt(random.Next(3)));
        foreach (var move in ListTalk(ticket, number, staff)) yield return move;
        foreach (var move in ListStaffWork(ticket, number, staff)) yield return move;
        foreach (var slip in ticket.Slips.Where(slip => slip.IsOpen))
            foreach (var move in ListSlipWork(number, slip, staff)) yield return move;
        foreach (var order in ticket.Orders.Where(order => order.IsOpen))
            foreach (var move in ListOrderWork(number, order)) yield return move;
        if (ticket.OpenReferral is not null)
            yield return (9, "instruct", () => Api(number, "instruct", random.Next(2) == 0
                ? new { words = "请马上办理", department = "logistics" }
                : (object)new { words = "请马上办理", user = "aygul", dueAt = In(48) }, Team.Supervisor));
    }

    private IEnumerable<(int, string, Func<Task<TicketActionResult?>>)> ListTalk(Ticket ticket, TicketNumber number, Actor staff)
    {
        var resident = Actor.Resident(ticket.Language);
        yield return (ticket.Unanswered ? 5 : 9, "write", () => SayAsync(ticket, isCourtesy: false));
        yield return (4, "thank", () => SayAsync(ticket, isCourtesy: true));
        if (ticket.Unanswered) yield return (6, "urge", () => Run((a, u) => a.UrgeAsync(u, new(number, resident), default)));
        yield return (2, "write on behalf", () => Api(number, "messages", new { kind = "fromResident", text = "他又打电话来问" }, staff));
        yield return (1, "withdraw", () => Run((a, u) => a.CancelAsync(u, new(number, resident), "不用了", default)));
        yield return (1, "cancel", () => Api(
            number, "cancel", new { reason = random.Next(2) == 0 ? "spam" : "重复" }, Team.Supervisor));
        if (ticket.NotSolvedCount >= Ticket.NotSolvedForAppeal)
            yield return (8, "appeal", () => Run((a, u) => a.AppealAsync(u, new(number, resident), default)));
        if (ticket.IsOpen) yield break;
        yield return (24, "rate", () => Run((a, u) => a.RateAsync(u, new(number, resident), Score(), Comment(), default)));
        yield return (4, "rate for them", () => Run((a, u) => a.RateAsync(u, new(number, staff), Score(), null, default)));
        yield return (9, "reopen", () => Run((a, u) => a.ReopenAsync(u, new(number, resident), "没解决", default)));
        yield return (2, "reopen for them", () => Api(number, "reopen", new { reason = "他说没有解决" }, staff));
        yield return (3, "close", () => Api(number, "close", new { }, Team.Supervisor));
        if (ticket.WaitingFollowUp is not null)
            yield return (40, "follow up", () => Api(number, "followUp", FollowUp(), random.Next(2) == 0 ? staff : Team.Supervisor));
    }

    private IEnumerable<(int, string, Func<Task<TicketActionResult?>>)> ListStaffWork(Ticket ticket, TicketNumber number, Actor staff)
    {
        yield return (ticket.Unanswered ? 60 : 8, "answer", () => Api(number, "messages", Answer(), staff));
        yield return (ticket.NeedsCallBack ? 40 : 6, "call", () => Api(number, "call", Call(ticket), staff));
        yield return (ticket.Unanswered ? 4 : 45, "resolve", () => Api(number, "resolve", new { text = "已经办好了" }, staff));
        yield return (6, "take", () => Api(number, "take", new { }, random.Next(5) == 0 ? Team.Program : staff));
        yield return (3, "assign", () => Api(number, "assign", new { user = "ruzi" }, Team.Supervisor));
        yield return (3, "note", () => Api(number, "messages", new { kind = "note", text = "打过电话" }, staff));
        yield return (8, "transfer", () => Api(number, "transfer", Transfer(), staff));
        yield return (2, "reroute", () => Api(number, "reroute", new { department = PickDepartment() }, staff));
        yield return (2, "amend", () => Run((a, u) => a.AmendAsync(u, new(number, staff), (TicketKind)random.Next(7), default)));
        yield return (1, "amend service", () => Run((a, u) => a.AmendAsync(
            u, new(number, staff), new Amendment { ServiceItem = "market", Confirmed = random.Next(2) == 0 }, default)));
        yield return (1, "escalate", () => Api(number, "escalate", new { reason = "涉及多人" }, Team.Supervisor));
        yield return (1, "draft an order", () => Run((a, u) => DraftOrder.DraftAsync(a, u, new(number, Team.Supervisor), default)));
        if (ticket.GetSplittableMessages() is { Count: > 0 } messages)
            yield return (6, "split", () => Api(number, "split", new { messages = new[] { messages[^1].Id } }, staff));
    }

    private IEnumerable<(int, string, Func<Task<TicketActionResult?>>)> ListSlipWork(TicketNumber number, TransferSlip slip, Actor staff)
    {
        var agent = Team.AgentOf(slip.Department);
        yield return (16, "accept a slip", () => Api(number, "accept", new { }, agent, slip.Id));
        yield return (24, "answer a slip", () => Api(number, "answer", new { text = "已经派车" }, agent, slip.Id));
        yield return (8, "return a slip", () => Api(number, "return", new { reason = "notOurs" }, agent, slip.Id));
        var later = slip.DueAt > time.GetUtcNow() ? slip.DueAt.AddDays(2) : In(30);
        yield return (8, "ask for time", () => Api(number, "extend", new { dueAt = later, reason = "车坏了" }, agent, slip.Id));
        yield return (8, "grant time", () => Api(number, "grant", new { }, staff, slip.Id));
        yield return (4, "refuse time", () => Api(number, "refuse", new { reason = "居民在等" }, staff, slip.Id));
        yield return (3, "withdraw a slip", () => Api(number, "withdraw", new { }, staff, slip.Id));
    }

    private IEnumerable<(int, string, Func<Task<TicketActionResult?>>)> ListOrderWork(TicketNumber number, SupervisionOrder order)
    {
        yield return (5, "issue an order", () => Api(number, "issue", new { user = "aygul", demand = "请说明", dueAt = In(40) },
            Team.Supervisor, order: order.Id));
        yield return (5, "answer an order", () => Api(number, "answer", new { text = "已说明" }, Team.Clerks[0], order: order.Id));
        yield return (4, "accept an order", () => Api(number, "accept", new { }, Team.Supervisor, order: order.Id));
        yield return (2, "repeat an order", () => Api(
            number, "again", new { dueAt = In(30), reason = "不够" }, Team.Supervisor, order: order.Id));
        yield return (2, "drop an order", () => Api(number, "drop", new { reason = "不需要" }, Team.Supervisor, order: order.Id));
    }

    private async Task<TicketActionResult?> SayAsync(Ticket ticket, bool isCourtesy)
    {
        await residents.WriteAsync(desk, ticket, isCourtesy);
        return null;
    }

    private async Task<TicketActionResult?> Api(
        TicketNumber number, string path, object body, Actor actor, long? slip = null, long? order = null) =>
        await _api.RunAsync(number, path, body, actor, slip, order);

    private async Task<TicketActionResult?> Run(
        Func<TicketActions, Desk.Database.WriteUnit, Task<TicketActionResult>> action) => await _api.RunAsync(action);

    private object Answer() => random.Next(10) switch
    {
        < 5 => new { kind = "answer", text = "明天上午会有人来看。" },
        < 7 => new { kind = "nextStep", text = "我们去核实", promisedAt = In(random.Next(3, 200)) },
        < 9 => new { kind = "needFromYou", text = "请把订单号发给我们" },
        _ => (object)new { kind = "outOfRemit", text = "请找市场监管局", office = "市场监管局 12315" },
    };

    private object Call(Ticket ticket) => random.Next(10) switch
    {
        < 2 => new { direction = "out", reached = false, text = "没有人接" },
        < 3 => new { direction = "in", reached = true, text = "只是问问进度" },
        < 5 => new { direction = "out", reached = true, kind = "needFromYou", text = "请他带材料来" },
        < 7 => new { direction = "faceToFace", reached = true, kind = "answer", text = "当面说了", at = StatedAfter(ticket) },
        _ => (object)new { direction = "out", reached = true, kind = "answer", text = "电话里说清楚了" },
    };

    // An hour ago, but not before the ticket, which would be refused.
    private DateTimeOffset StatedAfter(Ticket ticket) => In(-1) is var at && at > ticket.ReceivedAt ? at : ticket.ReceivedAt;

    private object Transfer() => random.Next(3) == 0
        ? new { department = PickDepartment(), ask = "请查一下", dueAt = In(random.Next(5, 100)) }
        : (object)new { department = PickDepartment(), ask = "请查一下" };

    private object FollowUp() => random.Next(8) switch
    {
        < 2 => new { reached = false, words = "没有人接" },
        < 4 => new { reached = true, solved = false, score = 2, words = "没有解决" },
        < 5 => new { reached = true, solved = true, words = "解决了" },
        _ => (object)new { reached = true, solved = true, score = 5, words = "很满意" },
    };

    private DateTimeOffset In(int hours) => time.GetUtcNow().AddHours(hours);

    private int Score() => 1 + random.Next(5);

    private string? Comment() => random.Next(3) == 0 ? "谢谢你们" : null;

    private string PickDepartment() => Team.Agents[random.Next(Team.Agents.Count)].Department!;
}
