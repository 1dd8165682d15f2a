using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Moving of messages from one ticket to another, together with their response cycle.</summary>
public class MovingMessagesTests
{
    private static readonly SplitTarget Target = new(3, TicketNumber.FromCounter(100_019), TicketKind.Complaint);

    [Fact]
    public void Moving_takes_the_text_along_and_leaves_an_empty_message()
    {
        var (from, to) = (A.Ticket().At(Monday.At(11)).Wrote("About the other one"), A.AnotherTicket().Opened());
        var moved = from.LastMessage;
        Move(from, to);

        Assert.Equal(("", 0, to.Ticket.Id), (moved.Text, moved.Salt.Length, moved.MovedToTicketId));
        var there = to.Ticket.Messages.MaxBy(m => m.Id)!;
        Assert.Equal(("About the other one", Monday.At(11)), (there.Text, there.At));
        Assert.Equal(there.ComputeHash(), to.Events.OfType<MessageMovedHere>().Single().Words);
    }

    [Fact]
    public void No_hash_in_the_events_links_the_two_tickets()
    {
        var (from, to) = (A.Ticket().At(Monday.At(11)).Wrote("About the other one").Wrote("And that"), A.AnotherTicket().Opened());
        var (said, second) = (from.Events.OfType<ResidentWrote>().Select(e => e.Words).ToList(), from.LastMessage.Id);
        Move(from, to, second - 1);
        Assert.DoesNotContain(to.Events.OfType<MessageMovedHere>().Single().Words, said);
        var own = Moved(from.Ticket.SplitMessages(Author.Resident, TicketAction.Move, [second], Target, from.Context)).To;
        Assert.DoesNotContain(own.TakeEvents().OfType<TicketOpened>().Single().Words, said);
    }

    [Fact]
    public void Moving_a_message_that_joined_a_running_cycle_leaves_the_cycle_unchanged()
    {
        var from = A.Ticket().At(Monday.At(11)).Wrote();
        Move(from, A.AnotherTicket().Opened());
        Assert.Equal((1, CycleState.Open, Monday.At(10)), (from.Ticket.Cycles.Count, from.Cycle.State, from.Cycle.StartedAt));
    }

    [Fact]
    public void A_reopening_by_staff_waits_on_when_the_words_that_took_its_cycle_over_are_moved_away()
    {
        var to = A.Ticket().Answered().Delivered().Resolved().At(Monday.At(15));
        Assert.Null(to.Try((ticket, context) => ticket.Reopen(Author.Staff("aygul"), to.Body("Not solved"), context)));
        var reopened = to.Cycle;
        var other = A.AnotherTicket().At(Monday.At(15)).Wrote("Earlier words", Monday.At(13)).At(Monday.At(16));
        Move(other, to);
        Assert.Equal((CycleEndReason.Merged, Monday.At(13)), (reopened.EndReason, to.Cycle.StartedAt));
        to.At(Monday.At(17));
        Move(to, other);
        Assert.Equal((true, Monday.At(15), reopened.FirstMessageId), (to.Ticket.Unanswered, to.Cycle.StartedAt, to.Cycle.FirstMessageId));
    }

    [Fact]
    public void The_cycle_moves_with_the_message_that_started_it()
    {
        var from = A.Ticket().Answered().Delivered().At(Monday.At(15)).Wrote();
        var to = A.AnotherTicket().Answered().Delivered();
        from.At(Monday.At(16));
        Move(from, to);

        Assert.Equal((CycleState.Cancelled, CycleEndReason.Moved, false), (from.Cycle.State, from.Cycle.EndReason, from.Ticket.Unanswered));
        Assert.Equal((2, Monday.At(15), CycleState.Open), (to.Cycle.Ordinal, to.Cycle.StartedAt, to.Cycle.State));
    }

    [Fact]
    public void Another_waiting_message_starts_a_cycle_from_its_own_time()
    {
        var from = A.Ticket().Answered().Delivered().At(Monday.At(15)).Wrote();
        var first = from.LastMessage.Id;
        from.At(Monday.At(17)).Wrote().At(Monday.At(18));
        Move(from, A.AnotherTicket().Opened(), first);
        Assert.Equal((3, Monday.At(17), true), (from.Cycle.Ordinal, from.Cycle.StartedAt, from.Ticket.Unanswered));
    }

    [Fact]
    public void An_overdue_message_is_missed_at_once_on_the_other_ticket()
    {
        var from = A.Ticket().Answered().Delivered().At(Monday.At(15)).Wrote().At(Thursday.At(10)).MissesRecorded();
        var to = A.AnotherTicket().Answered().Delivered();
        Move(from, to);
        Assert.Equal((CycleState.Missed, Monday.At(15).AddHours(48), true), (to.Cycle.State, to.Cycle.DueAt, to.Ticket.Unanswered));
        Assert.Equal((CycleState.Missed, CycleEndReason.Moved, false), (from.Cycle.State, from.Cycle.EndReason, from.Ticket.Unanswered));
    }

    [Fact]
    public void A_ticket_that_the_message_had_reopened_is_resolved_again()
    {
        var from = A.Ticket().Answered().Delivered().At(Monday.At(12)).Resolved().At(Tuesday.At(10)).Wrote();
        Move(from, A.AnotherTicket().Opened());
        Assert.Equal((TicketStatus.Resolved, Monday.At(12)), (from.Ticket.Status, from.Ticket.ResolvedAt));
        Assert.Equal(TicketStatus.Resolved, from.Events.OfType<MessageMovedAway>().Single().Back);

        from.At(Tuesday.At(12)).Wrote();
        Move(from, A.AnotherTicket().Opened());
        Assert.Equal(TicketStatus.Resolved, from.Ticket.Status);
    }

    [Fact]
    public void A_ticket_that_waited_for_the_resident_waits_again()
    {
        var from = A.Ticket().Answered(AnswerKind.NeedFromYou).Delivered().At(Tuesday.At(10)).Wrote();
        Move(from, A.AnotherTicket().Opened());
        Assert.Equal(TicketStatus.WaitingForResident, from.Ticket.Status);
    }

    [Fact]
    public void A_ticket_that_staff_reopened_stays_open()
    {
        var from = A.Ticket().Answered().Delivered().At(Monday.At(12)).Resolved();
        Assert.Null(from.Ticket.Reopen(Author.Staff("aygul"), from.Body("Looked again"), from.Context));
        from.At(Tuesday.At(10)).Wrote();
        Move(from, A.AnotherTicket().Opened());
        Assert.Equal((TicketStatus.InProgress, true), (from.Ticket.Status, from.Ticket.Unanswered));
    }

    [Fact]
    public void Moving_a_message_to_a_resolved_ticket_reopens_it()
    {
        var to = A.AnotherTicket().Answered().Delivered().Resolved();
        Move(A.Ticket().At(Monday.At(11)).Wrote(), to);
        Assert.Equal((TicketStatus.InProgress, null, 2), (to.Ticket.Status, to.Ticket.ResolvedAt, to.Cycle.Ordinal));
    }

    [Fact]
    public void An_earlier_answer_on_the_other_ticket_does_not_cover_the_moved_message()
    {
        var to = A.AnotherTicket().Answered().Delivered().At(Monday.At(12)).Answered();
        var onItsWay = to.LastMessage.Id;
        var from = A.Ticket().At(Monday.At(11)).Wrote().At(Monday.At(13));
        // Both tickets take their ids from one counter.
        Moved(from.Ticket.MoveMessagesTo(Author.Resident, [from.LastMessage.Id], to.Ticket, to.Context with { Now = from.Now }));
        to.Delivered(message: onItsWay);
        Assert.Equal((true, Monday.At(11)), (to.Ticket.Unanswered, to.Cycle.StartedAt));
    }

    [Fact]
    public void An_older_cycle_replaces_a_younger_one()
    {
        var to = A.AnotherTicket().OpenedAt(Monday.At(12));
        var from = A.Ticket().At(Monday.At(11)).Wrote().At(Monday.At(13));
        Move(from, to);
        Assert.Equal([(CycleState.Cancelled, CycleEndReason.Merged, Monday.At(12)), (CycleState.Open, null, Monday.At(11))],
            to.Ticket.Cycles.Select(c => (c.State, c.EndReason, c.StartedAt)));
        var told = to.Events.OfType<MessageMovedHere>().Single();
        Assert.Equal((to.Ticket.Cycles[0].Id, to.Cycle.Id), (told.Ended?.Id, told.NewCycle?.Id));
    }

    [Fact]
    public void Moving_the_older_message_away_again_restores_the_start_of_the_younger_cycle()
    {
        var to = A.AnotherTicket().OpenedAt(Monday.At(12));
        var from = A.Ticket().At(Monday.At(11)).Wrote().At(Monday.At(13));
        Move(from, to);
        Moved(to.Ticket.MoveMessagesTo(Author.Resident, [to.Ticket.Messages.MaxBy(m => m.Id)!.Id], from.Ticket, from.Context));
        Assert.Equal((CycleState.Open, Monday.At(12), true), (to.Cycle.State, to.Cycle.StartedAt, to.Ticket.Unanswered));
    }

    [Fact]
    public void A_message_that_was_answered_beside_the_older_one_waits_for_no_second_answer()
    {
        var to = A.AnotherTicket().OpenedAt(Monday.At(12)).Answered();
        var onItsWay = to.LastMessage.Id;
        var from = A.Ticket().At(Monday.At(11)).Wrote().At(Monday.At(13));
        Moved(from.Ticket.MoveMessagesTo(Author.Resident, [from.LastMessage.Id], to.Ticket, to.Context with { Now = from.Now }));
        to.Delivered(message: onItsWay).At(Thursday.At(15));
        Moved(to.Ticket.MoveMessagesTo(
            Author.Resident, [to.Ticket.Messages.MaxBy(m => m.Id)!.Id], from.Ticket, from.Context with { Now = to.Now }));
        Assert.Equal((2, false), (to.Ticket.Cycles.Count, to.Ticket.Unanswered));
    }

    [Fact]
    public void A_replaced_cycle_stays_missed()
    {
        var to = A.AnotherTicket().OpenedAt(Monday.At(12));
        var from = A.Ticket().At(Monday.At(11)).Wrote().At(Thursday.At(10));
        Move(from, to);
        Assert.Equal([(CycleState.Missed, Monday.At(12)), (CycleState.Missed, Monday.At(11))],
            to.Ticket.Cycles.Select(c => (c.State, c.StartedAt)));
        Assert.Equal(2, to.Events.OfType<CycleMissed>().Count());
    }

    [Fact]
    public void An_answered_message_stays_with_its_answer()
    {
        var from = A.Ticket().At(Monday.At(11)).Wrote();
        var message = from.LastMessage.Id;
        from.Answered();
        Assert.Equal(RefusalReason.AlreadyAnswered, Try(from, A.AnotherTicket().Opened(), message));
    }

    [Fact]
    public void A_ticket_keeps_at_least_one_message()
    {
        var from = A.Ticket().Opened();
        Assert.Equal(RefusalReason.OnlyMessage, Try(from, A.AnotherTicket().Opened()));
        var opening = from.LastMessage.Id;
        from.Wrote();
        Assert.Null(Try(from, A.AnotherTicket().Opened(), opening));
    }

    [Fact]
    public void An_edit_moves_with_the_message_that_it_edits()
    {
        var from = A.Ticket().At(Monday.At(11)).Wrote("Forty");
        var original = from.LastMessage.Id;
        Assert.Null(from.Ticket.AddResidentMessage(Author.Resident, from.Body("Fourteen") with { EditsMessageId = original },
            from.Context));
        var to = A.AnotherTicket().Opened();
        Assert.Null(Try(from, to, original));
        var there = to.Ticket.Messages.OrderBy(m => m.Id).TakeLast(2).ToList();
        Assert.Equal(["Forty", "Fourteen"], there.Select(m => m.Text));
        Assert.Equal(there[0].Id, there[1].EditsMessageId);
    }

    [Fact]
    public void Split_messages_become_a_linked_ticket_with_its_own_start()
    {
        var from = A.Ticket().At(Monday.At(11)).Wrote("And my shop?").At(Monday.At(12)).Wrote("It is in Chira").At(Monday.At(13));
        var messages = from.Ticket.Messages.Skip(1).Select(m => m.Id).ToArray();
        var split = Moved(from.Ticket.SplitMessages(Author.Staff("aygul"), TicketAction.Split, messages, Target, from.Context));
        var own = split.To;

        Assert.Equal((Monday.At(11), "And my shop?", TicketStatus.New, TicketKind.Complaint),
            (own.ReceivedAt, own.Subject, own.Status, own.Kind));
        Assert.Equal(["And my shop?", "It is in Chira"], own.Messages.Select(m => m.Text));
        Assert.Equal(from.Ticket.Id, own.Links.Single().ToTicketId);
        Assert.Single(own.Cycles);
        Assert.Equal(own.Messages.Select(m => m.Id), messages.Select(id => split.NewIds[id]));
    }

    [Fact]
    public void Confirming_an_uncertain_message_is_recorded_once()
    {
        var story = A.Ticket();
        Assert.Null(story.Ticket.AddResidentMessage(Author.Resident, story.Body("Which?") with { IsUncertain = true }, story.Context));
        var events = story.Events.Count;
        Assert.Null(story.Ticket.ConfirmMessages(Author.Resident, [story.LastMessage.Id], story.Context));
        Assert.Null(story.Ticket.ConfirmMessages(Author.Resident, [story.LastMessage.Id], story.Context));
        Assert.False(story.LastMessage.IsUncertain);
        Assert.Equal(events + 1, story.Events.Count);
    }

    private static void Move(TicketScenario from, TicketScenario to) => Move(from, to, from.LastMessage.Id);

    private static void Move(TicketScenario from, TicketScenario to, long message) => Assert.Null(Try(from, to, message));

    private static RefusalReason? Try(TicketScenario from, TicketScenario to) => Try(from, to, from.LastMessage.Id);

    private static RefusalReason? Try(TicketScenario from, TicketScenario to, long message) =>
        from.Ticket.MoveMessagesTo(Author.Resident, [message], to.Ticket, from.Context with { NewId = Ids(from, to) })
            .RefusalOrNull()?.Reason;

    private static MessageMove.MessagesMoved Moved(MessageMove move) => Assert.IsType<MessageMove.MessagesMoved>(move);

    /// <summary>Ids that are larger than those of both tickets.</summary>
    private static Func<long> Ids(TicketScenario from, TicketScenario to)
    {
        var last = 1_000 + Math.Max(from.LastMessage.Id, to.LastMessage.Id);
        return () => ++last;
    }
}
