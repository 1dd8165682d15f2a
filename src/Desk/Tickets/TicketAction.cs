using System.Text.Json.Serialization;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tickets;

/// <summary>Everything that can be done with a ticket. <c>Write</c> is a message of the resident, who also moves it; staff split it off.</summary>
[JsonConverter(typeof(CamelCaseEnum<TicketAction>))]
public enum TicketAction
{
    Write, Take, Assign, Answer, Note, Link, Call, Amend, Resolve, Close, Reopen, Cancel, Rate, Move, Split,
}
