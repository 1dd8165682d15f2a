using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Handling.Slips;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Demo;

/// <summary>The actions of the demo. They use the real intake and the real ticket actions.</summary>
internal sealed class DemoActions(DeskWriter writer, IntakeDoor intake, TicketActions actions)
{
    public const string AgentDepartment = "techSupport";

    public static Actor Clerk { get; } = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    public static Actor Agent { get; } = new() { Author = Author.Staff("agent"), Role = StaffRole.Agent, Department = AgentDepartment };

    public static Actor Supervisor { get; } = new() { Author = Author.Staff("supervisor"), Role = StaffRole.Supervisor };

    public async Task<Ticket> OpenAsync(IntakeRequest request, CancellationToken cancellation) =>
        (await writer.WriteAsync(unit => intake.SubmitAsync(unit, request, cancellation), cancellation)).Ticket;

    /// <summary>Runs an action. Throws if it is refused, because that is a bug in the demo's script.</summary>
    public async Task<Ticket> RunAsync(
        Ticket ticket, Actor actor, Func<WriteUnit, TicketRequest, Task<TicketActionResult>> action, CancellationToken cancellation)
    {
        var result = await writer.WriteAsync(unit => action(unit, new(ticket.Number, actor)), cancellation);
        return result is TicketActionResult.ActionDone done ? done.Ticket
            : throw new InvalidOperationException($"An action of the demo was refused: {result}.");
    }

    public Task<Ticket> TakeAsync(Ticket ticket, Actor actor, CancellationToken cancellation) =>
        RunAsync(ticket, actor, (unit, request) => actions.TakeAsync(unit, request, cancellation), cancellation);

    /// <summary>Answers in a way that reaches the resident: by a logged call if only a phone is known, otherwise by an answer.</summary>
    public Task<Ticket> AnswerAsync(Ticket ticket, Actor actor, AnswerDraft answer, CancellationToken cancellation) =>
        RunAsync(ticket, actor, (unit, request) => ticket.Reach is Reach.Phone
            ? actions.LogCallAsync(unit, request,
                new(answer.Text, CallDirection.Out, Reached: true, answer.Kind, null, answer.PromisedAt, answer.Office), cancellation)
            : actions.AnswerAsync(unit, request, answer, cancellation), cancellation);

    public Task<Ticket> NoteAsync(Ticket ticket, Actor actor, string text, CancellationToken cancellation) =>
        RunAsync(ticket, actor, (unit, request) => actions.NoteAsync(unit, request, text, cancellation), cancellation);

    public Task<Ticket> TransferAsync(Ticket ticket, string department, string ask, CancellationToken cancellation) =>
        RunAsync(ticket, Clerk, (unit, request) => actions.TransferAsync(unit, request, department, ask, null, cancellation), cancellation);

    public Task<Ticket> ResolveAsync(Ticket ticket, Actor actor, string text, CancellationToken cancellation) =>
        RunAsync(ticket, actor, (unit, request) => actions.ResolveAsync(unit, request, text, cancellation), cancellation);

    public Task<Ticket> CloseAsync(Ticket ticket, CancellationToken cancellation) =>
        RunAsync(ticket, Supervisor, (unit, request) => actions.CloseAsync(unit, request, cancellation), cancellation);

    public Task<Ticket> WithdrawAsync(Ticket ticket, CancellationToken cancellation) =>
        RunAsync(ticket, Clerk, (unit, request) => actions.CancelAsync(unit, request, "withdrawn", cancellation), cancellation);
}
