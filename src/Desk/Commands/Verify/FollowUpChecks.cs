using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Commands.Verify;

/// <summary>Replays the events of follow-up calls and compares the outcome with the stored calls.</summary>
internal static class FollowUpChecks
{
    public static IEnumerable<Finding> Check(TicketHistory history)
    {
        var told = new Dictionary<long, ReplayedCall>();
        foreach (var happened in history.Events) Replay(told, happened);
        foreach (var call in history.Ticket.FollowUps)
        {
            var number = ("call", (object)call.Id);
            if (!told.Remove(call.Id, out var replayed)) yield return new(history.Subject, "followUpUntold", number);
            else if (replayed != new ReplayedCall(call.Cause, call.State, call.Tries, call.Solved, call.Score))
                yield return new(history.Subject, "followUpChanged", number);
        }

        if (told.Count > 0) yield return new(history.Subject, "followUpLost", ("count", told.Count));
    }

    private static void Replay(Dictionary<long, ReplayedCall> calls, TicketEvent happened)
    {
        if (happened is FollowUpDrawn drawn) calls[drawn.FollowUp] = new(drawn.Cause, FollowUpState.Waiting, 0, null, null);
        else if (happened is FollowUpEnded ended && calls.TryGetValue(ended.FollowUp, out var waiting))
            calls[ended.FollowUp] = waiting with { State = FollowUpState.Ended };
        else if (happened is FollowUpCalled called && calls.TryGetValue(called.FollowUp, out var call))
            calls[called.FollowUp] = call.After(called);
    }

    private sealed record ReplayedCall(FollowUpCause Cause, FollowUpState State, int Tries, bool? Solved, int? Score)
    {
        public ReplayedCall After(FollowUpCalled called) => called.Reached
            ? this with { State = FollowUpState.Called, Tries = Tries + 1, Solved = called.Solved, Score = called.Score }
            : this with { State = Tries + 1 >= FollowUpCall.MaxTries ? FollowUpState.NotReached : State, Tries = Tries + 1 };
    }
}
