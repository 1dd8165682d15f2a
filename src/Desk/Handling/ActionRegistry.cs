using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>
/// The actions that staff and other programs may take on a ticket, in the order of the ticket page. A new action is a file in this folder
/// and a row here: the routes of the API, its document, the forms of the page and the names of allowed actions follow from the row.
/// The states that allow an action stand in the ticket's table of transitions, the people who may take it in the authority table.
/// CONTRIBUTING.md lists every file that a new action touches.
/// </summary>
internal static class ActionRegistry
{
    public static IReadOnlyList<ActionDefinition> All { get; } =
    [
        AnswerTicket.Definition, NoteOnTicket.Definition, TakeTicket.Definition, ResolveTicket.Definition, LogCall.Definition,
        AssignTicket.Definition, WriteOnBehalf.Definition, AmendTicket.Definition, LinkTicket.Definition, SplitTicket.Definition,
        ReopenTicket.Definition, RateTicket.Definition, CloseTicket.Definition, CancelTicket.Definition,
    ];

    /// <summary>The operations of the API. Actions that share one are listed once.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } = [.. All.Select(row => row.Operation).OfType<ApiOperation>().Distinct()];

    /// <summary>The paths that are the name of an action, for callers who sent an unknown one.</summary>
    public static IReadOnlyList<string> ActionPaths { get; } =
        [.. All.Where(row => row.Operation?.Path == row.ApiName).Select(row => row.ApiName).OfType<string>()];

    public static FormDefinition? FindForm(string name) => All.FirstOrDefault(row => row.Form?.Name == name)?.Form;

    public static string? ApiNameOf(TicketAction action) => All.FirstOrDefault(row => row.Action == action)?.ApiName;
}
