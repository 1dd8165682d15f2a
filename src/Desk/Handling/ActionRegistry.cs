using EcomCenter.Desk.Handling.Orders;
using EcomCenter.Desk.Handling.Referrals;
using EcomCenter.Desk.Handling.Slips;
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
        RerouteTicket.Definition, TransferTicket.Definition,
        AcceptSlip.Definition, AnswerSlip.Definition, ReturnSlip.Definition, ExtendSlip.Definition,
        GrantTime.Definition, RefuseTime.Definition, WithdrawSlip.Definition,
        AnswerOrder.Definition, IssueOrder.Definition, AcceptOrder.Definition, RepeatOrder.Definition, DropOrder.Definition,
        DraftOrder.Definition, InstructOnTicket.Definition, EscalateTicket.Definition, AppealTicket.Definition,
        FollowUpTicket.Definition, ReopenTicket.Definition, RateTicket.Definition, CloseTicket.Definition, CancelTicket.Definition,
    ];

    /// <summary>The operations of the API. Actions that share one are listed once.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } =
        [.. All.Where(row => row.IsOnTicket).Select(row => row.Operation).OfType<ApiOperation>().Distinct()];

    /// <summary>The operations of the API on slips.</summary>
    public static IReadOnlyList<ApiOperation> SlipOperations { get; } =
        [.. All.Where(row => row.IsOnSlip).Select(row => row.Operation).OfType<ApiOperation>()];

    /// <summary>The operations of the API on supervision orders.</summary>
    public static IReadOnlyList<ApiOperation> OrderOperations { get; } =
        [.. All.Where(row => row.IsOnOrder).Select(row => row.Operation).OfType<ApiOperation>()];

    /// <summary>The paths that are the name of an action, for callers who sent an unknown one.</summary>
    public static IReadOnlyList<string> ActionPaths { get; } =
        [.. All.Where(row => row.IsOnTicket && row.Operation?.Path == row.ApiName).Select(row => row.ApiName).OfType<string>()];

    public static FormDefinition? FindForm(string name) => All.FirstOrDefault(row => row.Form?.Name == name)?.Form;

    /// <summary>
    /// Returns the names of the allowed actions of a refusal: on slips if a slip refused, on orders if an order did, else on the ticket.
    /// </summary>
    public static IReadOnlyList<string> ApiNamesOf(Refusal refusal)
    {
        var refused = All.FirstOrDefault(row => row.Action == refusal.Action);
        var rows = refusal.Allowed.Select(action => All.FirstOrDefault(row => row.Action == action
            && row.IsOnSlip == (refused?.IsOnSlip is true) && row.IsOnOrder == (refused?.IsOnOrder is true)));
        return [.. rows.Select(row => row?.ApiName).OfType<string>()];
    }
}
