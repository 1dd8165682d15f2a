using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>
/// The actions on a ticket. <c>Write</c> is a message of the resident.
/// Residents move messages to another ticket; staff split them into a new one. Departments accept, return and answer slips and ask for more
/// time; the desk grants or refuses it, or withdraws the slip.
/// <c>FollowUp</c> is a follow-up call after a resolution. Staff escalate to the head of the centre, residents appeal; <c>Instruct</c> is
/// the head's instruction.
/// Supervisors draft, issue, accept, repeat and drop supervision orders; the person addressed answers them.
/// </summary>
[JsonConverter(typeof(CamelCaseEnumConverter<TicketAction>))]
public enum TicketAction
{
    Write, Take, Assign, Answer, Note, Link, Call, Amend, Resolve, Close, Reopen, Cancel, Rate, Move, Split,
    Reroute, Transfer, AcceptSlip, ReturnSlip, ExtendSlip, GrantTime, RefuseTime, AnswerSlip, WithdrawSlip,
    DraftOrder, IssueOrder, AnswerOrder, AcceptOrder, RepeatOrder, DropOrder,
    FollowUp, Escalate, Appeal, Instruct,
}
