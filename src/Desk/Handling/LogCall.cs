using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>A call, or a talk face to face, as staff log it. <c>At</c> is the stated time; null means now.</summary>
public sealed record CallReport(string? Text, CallDirection Direction, bool Reached, AnswerKind? Kind = null, DateTimeOffset? At = null,
    DateTimeOffset? PromisedAt = null, string? Office = null);

/// <summary>Logs a call. A call that reached the person and gave an answer meets the response cycle, at the stated time.</summary>
public static class LogCall
{
    public static async Task<TicketActionResult> LogCallAsync(this TicketActions actions, WriteUnit unit, TicketRequest request,
        CallReport call, CancellationToken cancellation)
    {
        if (TicketActions.Validate(faults => Validate(faults, call, unit.Now)) is { } invalid) return invalid;
        var at = call.At?.TruncateToMilliseconds() ?? unit.Now;
        var tooEarly = false;
        var result = await actions.RunAsync(unit, request, TicketAction.Call, (ticket, context) =>
        {
            // People state whole minutes: 10:03 is not before a ticket received at 10:03:40.
            tooEarly = at < ticket.ReceivedAt.AddMinutes(-1);
            var stated = at < ticket.ReceivedAt ? ticket.ReceivedAt : at > unit.Now ? unit.Now : at;
            return tooEarly ? null : ticket.LogCall(request.Actor.Author, NewCall(unit, call, stated), context);
        }, cancellation);
        return tooEarly ? new TicketActionResult.ActionInvalid([new("at", "beforeTheMatter")]) : result;
    }

    private static CallRecord NewCall(WriteUnit unit, CallReport call, DateTimeOffset stated) =>
        new(call.Direction, call.Reached, call.Kind, TicketActions.NewMessageBody(unit, call.Text!, stated),
            call.PromisedAt?.TruncateToMilliseconds(),
            call.Office?.Trim());

    private static void Validate(List<FieldFault> faults, CallReport call, DateTimeOffset now)
    {
        if (call is { Reached: true, Kind: { } kind })
            AnswerValidation.Validate(faults, "", new(call.Text ?? "", kind, call.PromisedAt, call.Office), now);
        else TextValidation.CheckRequired(faults, "text", call.Text, TextValidation.MaxTextLength);
        if (call.At > now + TimeSpan.FromSeconds(5)) faults.Add(new("at", "inTheFuture"));
        else if (call.At < now - IntakeValidation.MaxBackdating)
            faults.Add(new("at", "tooOld", ("days", IntakeValidation.MaxBackdating.Days)));
    }
}
