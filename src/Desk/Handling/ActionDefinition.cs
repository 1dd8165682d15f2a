using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http.Bodies;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>Runs an action with the input that was read for it.</summary>
public delegate Task<TicketActionResult> TicketUseCase(
    TicketActions actions, WriteUnit unit, TicketRequest request, CancellationToken cancellation);

/// <summary>An action on a ticket, as the API and the ticket page offer it. Its use case is in the same file.</summary>
/// <param name="Operation">The operation of the API; null if the API does not offer the action.</param>
/// <param name="Form">The form of the ticket page; null if the page does not offer the action.</param>
internal sealed record ActionDefinition(TicketAction Action, ApiOperation? Operation, FormDefinition? Form)
{
    /// <summary>
    /// The name of the action in the API: its path, or the kind of a message if it shares its operation with others. Null if the API
    /// does not offer it.
    /// </summary>
    public string? ApiName { get; init; } = Operation is null ? null : EnumVocabulary<TicketAction>.NameOf(Action);
}
