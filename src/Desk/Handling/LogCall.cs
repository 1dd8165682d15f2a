using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Handling;

/// <summary>A call, or a talk face to face, as staff log it. <c>At</c> is the stated time; null means now.</summary>
public sealed record CallReport(string? Text, CallDirection Direction, bool Reached, AnswerKind? Kind = null, DateTimeOffset? At = null,
    DateTimeOffset? PromisedAt = null, string? Office = null);

/// <summary>Logs a call. A call that reached the person and gave an answer meets the response cycle, at the stated time.</summary>
public static class LogCall
{
    public static async Task<Outcome> CallAsync(this OnTicket on, WriteUnit unit, TicketRequest request,
        CallReport call, CancellationToken cancellation)
    {
        if (OnTicket.Check(faults => Check(faults, call, unit.Now)) is { } invalid) return invalid;
        var at = call.At?.InMilliseconds() ?? unit.Now;
        var tooEarly = false;
        var result = await on.RunAsync(unit, request, TicketAction.Call, (ticket, context) =>
        {
            // People state whole minutes: 10:03 is not before a ticket received at 10:03:40.
            tooEarly = at < ticket.ReceivedAt.AddMinutes(-1);
            var stated = at < ticket.ReceivedAt ? ticket.ReceivedAt : at > unit.Now ? unit.Now : at;
            return tooEarly ? null : ticket.Call(request.Actor.By, Made(unit, call, stated), context);
        }, cancellation);
        return tooEarly ? new Outcome.Invalid([new("at", "beforeTheMatter")]) : result;
    }

    private static CallMade Made(WriteUnit unit, CallReport call, DateTimeOffset stated) =>
        new(call.Direction, call.Reached, call.Kind, OnTicket.Said(unit, call.Text!, stated), call.PromisedAt?.InMilliseconds(),
            call.Office?.Trim());

    private static void Check(List<FieldFault> faults, CallReport call, DateTimeOffset now)
    {
        if (call is { Reached: true, Kind: { } kind })
            AnswerRules.Check(faults, "", new(call.Text ?? "", kind, call.PromisedAt, call.Office), now);
        else WordRules.Check(faults, "text", call.Text, WordRules.LongestText);
        if (call.At > now + TimeSpan.FromSeconds(5)) faults.Add(new("at", "inTheFuture"));
        else if (call.At < now - MatterRules.OldestStated)
            faults.Add(new("at", "tooOld", ("days", MatterRules.OldestStated.Days)));
    }
}
