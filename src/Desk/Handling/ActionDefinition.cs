using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>An action with its input, ready to run.</summary>
public delegate Task<TicketActionResult> TicketUseCase(
    TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation);

/// <summary>
/// An action on a ticket, as the API and the ticket page offer it. Each action has a file with its definition and its use case.
/// </summary>
/// <param name="Operation">The operation of the API; null if the API does not offer the action.</param>
/// <param name="Form">The form of the ticket page; null if the page does not offer the action.</param>
internal sealed record ActionDefinition(TicketAction Action, ApiOperation? Operation, FormDefinition? Form)
{
    /// <summary>
    /// True for an action on a slip: the API offers it as <c>POST /slips/{id}/{Path}</c>, and the path is its name there.
    /// </summary>
    public bool IsOnSlip { get; init; }

    /// <summary>
    /// True for an action on a supervision order: the API offers it as <c>POST /orders/{id}/{Path}</c>, and the path is its name there.
    /// </summary>
    public bool IsOnOrder { get; init; }

    /// <summary>True for an action on the ticket itself.</summary>
    public bool IsOnTicket => !IsOnSlip && !IsOnOrder;

    /// <summary>
    /// The name under which a refusal lists the action: its path, or the message kind for an action of <c>POST …/messages</c>. Null if the
    /// API does not offer the action.
    /// </summary>
    public string? ApiName
    {
        get => field ?? (Operation is null ? null : !IsOnTicket ? Operation.Path : EnumVocabulary<TicketAction>.NameOf(Action));
        init;
    }
}
