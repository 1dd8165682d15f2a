using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Demo;

/// <summary>
/// Simulates the work at the demo's desk, step by step: tickets are opened, taken, answered and resolved. The limits keep the board about
/// as full as at the start, always with new, late and almost late tickets, however long the demo runs.
/// </summary>
internal sealed class DemoActivity(
    DemoActions actions, IDbContextFactory<DeskDb> contexts, IOptions<PromiseOptions> promise, TimeProvider time)
{
    private const int MaxOpen = 66, MinOpen = 52, MinNew = 10, MinTaken = 6, MaxMissed = 8, MinDueSoon = 3;

    // No bot runs in a demo, so an answer over these channels is never delivered.
    private static readonly ContactChannel[] UndeliverableChannels =
        [ContactChannel.Telegram, ContactChannel.WeChat, ContactChannel.WeCom];

    private readonly DemoContent _content = DemoContent.Load();

    public async Task FillAsync(CancellationToken cancellation)
    {
        var script = Script;
        await Parallel.ForAsync(0, DemoScript.TicketCount, cancellation,
            async (n, stopping) => await script.CreateTicketAsync(n, time.Now(), stopping));
    }

    public async Task StepAsync(int n, CancellationToken cancellation)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        var tickets = db.Tickets.AsNoTracking().Where(t =>
            t.Status == TicketStatus.New || t.Status == TicketStatus.InProgress || t.Status == TicketStatus.WaitingForResident);
        await ((n % 4) switch
        {
            0 => OpenOneAsync(tickets, n / 4, cancellation),
            1 => TakeOneAsync(tickets, n / 4, cancellation),
            2 => AnswerOneAsync(tickets, n / 4, cancellation),
            _ => ResolveOneAsync(tickets, cancellation),
        });
    }

    private DemoScript Script => new(actions, _content, promise.Value.Response);

    private async Task OpenOneAsync(IQueryable<Ticket> open, int n, CancellationToken cancellation)
    {
        if (await open.CountAsync(cancellation) >= MaxOpen) return;
        var (now, soon) = (time.Now(), time.Now() + promise.Value.Response / 12);
        var needsDueSoon = await open.CountAsync(t => t.Unanswered && t.DueAt > now && t.DueAt < soon, cancellation) < MinDueSoon;
        await actions.OpenAsync(needsDueSoon ? NewSuggestionBoxRequest(n) : NewRequest(n), cancellation);
    }

    private IntakeRequest NewRequest(int n) =>
        Script.CreateRequest(DemoScript.TicketCount + n, n % 2 == 0 ? ContactChannel.WebChat : ContactChannel.Hotline, time.Now())
            with
        { ReceivedAt = null };

    /// <summary>A slip from the suggestion box with 97 % of its response time used, so that it is almost late.</summary>
    private IntakeRequest NewSuggestionBoxRequest(int n) =>
        Script.CreateRequest(DemoScript.TicketCount + n, ContactChannel.SuggestionBox, time.Now())
            with
        { ReceivedAt = time.Now() - promise.Value.Response * 0.97 };

    private async Task TakeOneAsync(IQueryable<Ticket> open, int n, CancellationToken cancellation)
    {
        var newTickets = open.Where(t => t.Status == TicketStatus.New && !UndeliverableChannels.Contains(t.Channel));
        if (await newTickets.CountAsync(cancellation) <= MinNew) return;
        var ticket = await newTickets.OrderByDescending(t => t.DueAt).FirstAsync(cancellation);
        var taker = ticket.Department is DemoActions.AgentDepartment ? DemoActions.Agent : n % 3 == 0 ? DemoActions.Supervisor
            : DemoActions.Clerk;
        await actions.TakeAsync(ticket, taker, cancellation);
    }

    /// <summary>
    /// Answers a ticket that is not late, so that a few late ones stay visible. If there are too many late ones, answers the oldest of
    /// them.
    /// </summary>
    private async Task AnswerOneAsync(IQueryable<Ticket> open, int n, CancellationToken cancellation)
    {
        var now = time.Now();
        var late = open.Where(t => t.Unanswered && t.DueAt <= now);
        if (await late.CountAsync(cancellation) > MaxMissed)
        {
            await AnswerOrWithdrawAsync(await late.OrderBy(t => t.DueAt).FirstAsync(cancellation), n, cancellation);
            return;
        }

        var taken = open.Where(t =>
            t.Status == TicketStatus.InProgress && t.Unanswered && t.DueAt > now && !UndeliverableChannels.Contains(t.Channel));
        if (await taken.CountAsync(cancellation) > MinTaken)
            await SendAnswerAsync(await taken.OrderByDescending(t => t.DueAt).FirstAsync(cancellation), n, cancellation);
    }

    private Task<Ticket> AnswerOrWithdrawAsync(Ticket late, int n, CancellationToken cancellation) =>
        UndeliverableChannels.Contains(late.Channel) ? actions.WithdrawAsync(late, cancellation) : SendAnswerAsync(late, n, cancellation);

    private Task<Ticket> SendAnswerAsync(Ticket ticket, int n, CancellationToken cancellation)
    {
        var answers = _content.TextsIn(ticket.Language).Answers;
        return actions.AnswerAsync(ticket, ActorFor(ticket), new(answers[n % answers.Count]), cancellation);
    }

    private async Task ResolveOneAsync(IQueryable<Ticket> open, CancellationToken cancellation)
    {
        if (await open.CountAsync(cancellation) <= MinOpen) return;
        var answered = open.Where(t => t.Status == TicketStatus.InProgress && !t.Unanswered);
        if (await answered.OrderBy(t => t.Id).FirstOrDefaultAsync(cancellation) is { } ticket)
            await actions.ResolveAsync(ticket, ActorFor(ticket), _content.TextsIn(ticket.Language).Resolution, cancellation);
    }

    private static Actor ActorFor(Ticket ticket) => ticket.Assignee switch
    {
        "agent" => DemoActions.Agent,
        "supervisor" => DemoActions.Supervisor,
        _ => DemoActions.Clerk,
    };
}
