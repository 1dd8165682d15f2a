using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Demo;

/// <summary>The demo's hands: everything goes through the real door and the real actions.</summary>
internal sealed class DemoDesk(DeskWriter writer, IntakeDoor door, OnTicket on)
{
    public const string AgentDepartment = "techSupport";

    public static Actor Clerk { get; } = new() { By = By.Staff("clerk"), Role = StaffRole.Clerk };

    public static Actor Agent { get; } = new() { By = By.Staff("agent"), Role = StaffRole.Agent, Department = AgentDepartment };

    public static Actor Supervisor { get; } = new() { By = By.Staff("supervisor"), Role = StaffRole.Supervisor };

    public async Task<Ticket> OpenAsync(Matter matter, CancellationToken cancellation) =>
        (await writer.WriteAsync(unit => door.TakeAsync(unit, matter, cancellation), cancellation)).Ticket;

    /// <summary>A refusal here is a mistake in the demo's script.</summary>
    public async Task<Ticket> DoAsync(Ticket ticket, Actor actor, Func<WriteUnit, TicketRequest, Task<Outcome>> action, CancellationToken cancellation)
    {
        var outcome = await writer.WriteAsync(unit => action(unit, new(ticket.Number, actor)), cancellation);
        return outcome is Outcome.Done done ? done.Ticket : throw new InvalidOperationException($"The demo was told no: {outcome}.");
    }

    public Task<Ticket> TakeAsync(Ticket ticket, Actor actor, CancellationToken cancellation) =>
        DoAsync(ticket, actor, (unit, request) => on.TakeAsync(unit, request, cancellation), cancellation);

    /// <summary>Answers so that it arrives: into the chat, or by a call where only a phone is known.</summary>
    public Task<Ticket> AnswerAsync(Ticket ticket, Actor actor, OnTheSpot answer, CancellationToken cancellation) =>
        DoAsync(ticket, actor, (unit, request) => ticket.Reach is Reach.Phone
            ? on.CallAsync(unit, request, new(answer.Text, CallDirection.Out, Reached: true, answer.Kind, null, answer.PromisedAt, answer.Office), cancellation)
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
