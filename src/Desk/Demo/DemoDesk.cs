using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Demo;

/// <summary>The actions of the demo. They use the real intake and the real ticket actions.</summary>
internal sealed class DemoDesk(DeskWriter writer, IntakeDoor door, OnTicket on)
{
    public const string AgentDepartment = "techSupport";

    public static Actor Clerk { get; } = new() { By = By.Staff("clerk"), Role = StaffRole.Clerk };

    public static Actor Agent { get; } = new() { By = By.Staff("agent"), Role = StaffRole.Agent, Department = AgentDepartment };

    public static Actor Supervisor { get; } = new() { By = By.Staff("supervisor"), Role = StaffRole.Supervisor };

    public async Task<Ticket> OpenAsync(Matter matter, CancellationToken cancellation) =>
        (await writer.WriteAsync(unit => door.TakeAsync(unit, matter, cancellation), cancellation)).Ticket;

    /// <summary>Runs an action. Throws if it is refused, because that is a bug in the demo's script.</summary>
    public async Task<Ticket> DoAsync(
        Ticket ticket, Actor actor, Func<WriteUnit, TicketRequest, Task<Outcome>> action, CancellationToken cancellation)
    {
        var result = await writer.WriteAsync(unit => action(unit, new(ticket.Number, actor)), cancellation);
        return result is Outcome.Done done ? done.Ticket
            : throw new InvalidOperationException($"An action of the demo was refused: {result}.");
    }

    public Task<Ticket> TakeAsync(Ticket ticket, Actor actor, CancellationToken cancellation) =>
        DoAsync(ticket, actor, (unit, request) => on.TakeAsync(unit, request, cancellation), cancellation);

    /// <summary>Answers in a way that reaches the resident: by a logged call if only a phone is known, otherwise by an answer.</summary>
    public Task<Ticket> AnswerAsync(Ticket ticket, Actor actor, OnTheSpot answer, CancellationToken cancellation) =>
        DoAsync(ticket, actor, (unit, request) => ticket.Reach is Reach.Phone
            ? on.CallAsync(unit, request,
                new(answer.Text, CallDirection.Out, Reached: true, answer.Kind, null, answer.PromisedAt, answer.Office), cancellation)
            : on.AnswerAsync(unit, request, answer, cancellation), cancellation);

    public Task<Ticket> NoteAsync(Ticket ticket, Actor actor, string text, CancellationToken cancellation) =>
        DoAsync(ticket, actor, (unit, request) => on.NoteAsync(unit, request, text, cancellation), cancellation);

    public Task<Ticket> ResolveAsync(Ticket ticket, Actor actor, string text, CancellationToken cancellation) =>
        DoAsync(ticket, actor, (unit, request) => on.ResolveAsync(unit, request, text, cancellation), cancellation);

    public Task<Ticket> CloseAsync(Ticket ticket, CancellationToken cancellation) =>
        DoAsync(ticket, Supervisor, (unit, request) => on.CloseAsync(unit, request, cancellation), cancellation);

    public Task<Ticket> WithdrawAsync(Ticket ticket, CancellationToken cancellation) =>
        DoAsync(ticket, Clerk, (unit, request) => on.CancelAsync(unit, request, "withdrawn", cancellation), cancellation);
}
