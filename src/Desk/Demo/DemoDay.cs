using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Demo;

/// <summary>
/// Simulates the work at the demo's desk, step by step: tickets are opened, taken, answered and resolved. The limits keep the board about
/// as full as at the start, always with new, late and almost late tickets, however long the demo runs.
/// </summary>
internal sealed class DemoDay(DemoDesk desk, IDbContextFactory<DeskDb> contexts, IOptions<PromiseOptions> promise, TimeProvider time)
{
    private const int MostOpen = 66, FewestOpen = 52, FewestNew = 10, FewestTaken = 6, MostMissed = 8, FewestSoon = 3;

    // No bot runs in a demo, so an answer over these channels is never delivered.
    private static readonly ContactChannel[] Mute = [ContactChannel.Telegram, ContactChannel.WeChat];

    private readonly DemoMatters _demo = DemoMatters.Load();

    public async Task FillAsync(CancellationToken cancellation)
    {
        var script = Script;
        await Parallel.ForAsync(0, DemoScript.Tickets, cancellation,
            async (n, stopping) => await script.PlayAsync(n, time.Now(), stopping));
    }

    public async Task StepAsync(int n, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tickets = db.Tickets.AsNoTracking().Where(t =>
            t.Status == TicketStatus.New || t.Status == TicketStatus.InProgress || t.Status == TicketStatus.WaitingForResident);
        await ((n % 4) switch
        {
            0 => OpenAsync(tickets, n / 4, cancellation),
            1 => TakeAsync(tickets, n / 4, cancellation),
            2 => AnswerAsync(tickets, n / 4, cancellation),
            _ => ResolveAsync(tickets, cancellation),
        });
    }

    private DemoScript Script => new(desk, _demo, promise.Value.Response);

    private async Task OpenAsync(IQueryable<Ticket> open, int n, CancellationToken cancellation)
    {
        if (await open.CountAsync(cancellation) >= MostOpen) return;
        var (now, soon) = (time.Now(), time.Now() + promise.Value.Response / 12);
        var needsDueSoon = await open.CountAsync(t => t.Unanswered && t.DueAt > now && t.DueAt < soon, cancellation) < FewestSoon;
        await desk.OpenAsync(needsDueSoon ? FromTheBox(n) : Fresh(n), cancellation);
    }

    private Matter Fresh(int n) =>
        Script.MatterOf(DemoScript.Tickets + n, n % 2 == 0 ? ContactChannel.WebChat : ContactChannel.Hotline, time.Now())
            with { ReceivedAt = null };

    /// <summary>A slip from the suggestion box with 97 % of its response time used, so that it is almost late.</summary>
    private Matter FromTheBox(int n) =>
        Script.MatterOf(DemoScript.Tickets + n, ContactChannel.SuggestionBox, time.Now())
            with { ReceivedAt = time.Now() - promise.Value.Response * 0.97 };

    private async Task TakeAsync(IQueryable<Ticket> open, int n, CancellationToken cancellation)
    {
        var newTickets = open.Where(t => t.Status == TicketStatus.New && !Mute.Contains(t.Channel));
        if (await newTickets.CountAsync(cancellation) <= FewestNew) return;
        var ticket = await newTickets.OrderByDescending(t => t.DueAt).FirstAsync(cancellation);
        var taker = ticket.Department is DemoDesk.AgentDepartment ? DemoDesk.Agent : n % 3 == 0 ? DemoDesk.Supervisor : DemoDesk.Clerk;
        await desk.TakeAsync(ticket, taker, cancellation);
    }

    /// <summary>
    /// Answers a ticket that is not late, so that a few late ones stay visible. If there are too many late ones, answers the oldest of
    /// them.
    /// </summary>
    private async Task AnswerAsync(IQueryable<Ticket> open, int n, CancellationToken cancellation)
    {
        var now = time.Now();
        var late = open.Where(t => t.Unanswered && t.DueAt <= now);
        if (await late.CountAsync(cancellation) > MostMissed)
        {
            await EndAsync(await late.OrderBy(t => t.DueAt).FirstAsync(cancellation), n, cancellation);
            return;
        }

        var taken = open.Where(t => t.Status == TicketStatus.InProgress && t.Unanswered && t.DueAt > now && !Mute.Contains(t.Channel));
        if (await taken.CountAsync(cancellation) > FewestTaken)
            await SayAsync(await taken.OrderByDescending(t => t.DueAt).FirstAsync(cancellation), n, cancellation);
    }

    private Task<Ticket> EndAsync(Ticket late, int n, CancellationToken cancellation) =>
        Mute.Contains(late.Channel) ? desk.WithdrawAsync(late, cancellation) : SayAsync(late, n, cancellation);

    private Task<Ticket> SayAsync(Ticket ticket, int n, CancellationToken cancellation)
    {
        var answers = _demo.WordsIn(ticket.Language).Answers;
        return desk.AnswerAsync(ticket, HandOf(ticket), new(answers[n % answers.Count]), cancellation);
    }

    private async Task ResolveAsync(IQueryable<Ticket> open, CancellationToken cancellation)
    {
        if (await open.CountAsync(cancellation) <= FewestOpen) return;
        var answered = open.Where(t => t.Status == TicketStatus.InProgress && !t.Unanswered);
        if (await answered.OrderBy(t => t.Id).FirstOrDefaultAsync(cancellation) is { } ticket)
            await desk.ResolveAsync(ticket, HandOf(ticket), _demo.WordsIn(ticket.Language).Done, cancellation);
    }

    private static Actor HandOf(Ticket ticket) => ticket.Assignee switch
    {
        "agent" => DemoDesk.Agent,
        "supervisor" => DemoDesk.Supervisor,
        _ => DemoDesk.Clerk,
    };
}
