using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Contracts.TicketStatus;
using static EcomCenter.Desk.Tests.Tickets.ActionTableTests.SampleTicket;
using static EcomCenter.Desk.Tests.Tickets.Week;
using static EcomCenter.Desk.Tickets.TicketAction;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>
/// The action table of the response promise: each action changes exactly the listed parts in each status; all other pairs are refused.
/// </summary>
public class ActionTableTests
{
    /// <summary>Sample tickets: the five statuses, split by assignee and by unanswered cycle where the table depends on them.</summary>
    public enum SampleTicket
    {
        Untouched, UntouchedAssigned, TakenUnanswered, AnsweredAssigned, AnsweredUnassigned, WaitingAssigned,
        WaitingUnassigned, ResolvedByStaff, ClosedResolved, ClosedWithdrawn
    }

    private static readonly SampleTicket[] BeforeResolving =
        [Untouched, UntouchedAssigned, TakenUnanswered, SampleTicket.AnsweredAssigned, AnsweredUnassigned, WaitingAssigned,
            WaitingUnassigned];

    private static readonly SampleTicket[] NotClosed = [.. BeforeResolving, ResolvedByStaff];
    private static readonly SampleTicket[] All = Enum.GetValues<SampleTicket>();

    /// <summary>The allowed pairs and the ticket properties that they change. Any other pair is refused as wrong state.</summary>
    private static readonly List<ActionRule> Table =
    [
        Allowed(Write, [Untouched, UntouchedAssigned, TakenUnanswered], "Messages"),
        Allowed(Write, [SampleTicket.AnsweredAssigned, AnsweredUnassigned], "Cycles Messages"),
        Allowed(Write, [WaitingAssigned, WaitingUnassigned], "Cycles Messages Status", InProgress),
        Allowed(Write, [ResolvedByStaff], "Cycles Messages NotSolvedCount ResolvedAt Status", InProgress),

        Allowed(Take, [Untouched, UntouchedAssigned], "Assignee Status", InProgress),
        Allowed(Take, [AnsweredUnassigned, WaitingUnassigned], "Assignee"),
        Refused(Take, [TakenUnanswered, SampleTicket.AnsweredAssigned, WaitingAssigned], RefusalReason.AlreadyTaken),

        Allowed(Assign, BeforeResolving, "Assignee"),

        Allowed(Answer, [Untouched], "Assignee Messages Status", InProgress),
        Allowed(Answer, [UntouchedAssigned], "Messages Status", InProgress),
        Allowed(Answer,
            [TakenUnanswered, SampleTicket.AnsweredAssigned, AnsweredUnassigned, WaitingAssigned, WaitingUnassigned, ResolvedByStaff],
            "Messages"),

        Allowed(Note, All, "Messages"),
        Allowed(Link, All, "Links"),

        Allowed(Call, [Untouched], "Assignee Cycles Messages Status", InProgress),
        Allowed(Call, [UntouchedAssigned], "Cycles Messages Status", InProgress),
        Allowed(Call, [TakenUnanswered], "Cycles Messages"),
        Allowed(Call, [SampleTicket.AnsweredAssigned, AnsweredUnassigned, WaitingAssigned, WaitingUnassigned, ResolvedByStaff], "Messages"),

        Allowed(Amend, NotClosed, "Kind"),

        Refused(Resolve, [Untouched, UntouchedAssigned, TakenUnanswered], RefusalReason.Unanswered),
        Allowed(Resolve, [SampleTicket.AnsweredAssigned, AnsweredUnassigned, WaitingAssigned, WaitingUnassigned],
            "Messages ResolvedAt Status", Resolved),

        Allowed(Close, [ResolvedByStaff], "ClosedAt Status", Closed),

        Allowed(Reopen, [ResolvedByStaff], "Cycles Messages NotSolvedCount ResolvedAt Status", InProgress),
        Allowed(Reopen, [ClosedResolved], "ClosedAt Cycles Messages NotSolvedCount ResolvedAt Status", InProgress),
        Refused(Reopen, [ClosedWithdrawn], RefusalReason.NeverResolved),

        Allowed(Cancel, [Untouched, UntouchedAssigned, TakenUnanswered], "ClosedAt Cycles Messages Status", Closed),
        Allowed(Cancel, [SampleTicket.AnsweredAssigned, AnsweredUnassigned, WaitingAssigned, WaitingUnassigned, ResolvedByStaff],
            "ClosedAt Messages Status", Closed),

        Allowed(Rate, [ResolvedByStaff, ClosedResolved], "Ratings"),
        Refused(Rate, [ClosedWithdrawn], RefusalReason.NeverResolved),

        // Here only a courtesy is moved, which every status allows. MovingMessagesTests covers messages with a cycle.
        Allowed(Move, NotClosed, "Messages"),
        Allowed(Split, NotClosed, "Messages"),

        Allowed(Reroute, NotClosed, "Department"),
        Allowed(Transfer, BeforeResolving, "Messages SlipDepartments SlipDueAt Slips"),

        // No sample has a slip. TransferSlipTests covers the actions on slips in each of their states.
        Refused(AcceptSlip, NotClosed, RefusalReason.SlipEnded),
        Refused(ReturnSlip, NotClosed, RefusalReason.SlipEnded),
        Refused(ExtendSlip, NotClosed, RefusalReason.SlipEnded),
        Refused(GrantTime, NotClosed, RefusalReason.SlipEnded),
        Refused(RefuseTime, NotClosed, RefusalReason.SlipEnded),
        Refused(AnswerSlip, NotClosed, RefusalReason.SlipEnded),
        Refused(WithdrawSlip, NotClosed, RefusalReason.SlipEnded),

        // No sample was drawn. FollowUpTests covers the call.
        Refused(FollowUp, [ResolvedByStaff, ClosedResolved, ClosedWithdrawn], RefusalReason.NoFollowUp),

        Allowed(Escalate, NotClosed, "Messages Referrals"),
        // Nobody has called a sample not solved twice, and none waits for the head. HeadReferralTests covers both.
        Refused(Appeal, NotClosed, RefusalReason.NotSolvedTwice),
        Refused(Instruct, All, RefusalReason.NotWithHead),

        Allowed(DraftOrder, All, "Orders"),

        // No sample has an order that was issued. SupervisionOrderTests covers the actions on orders in each of their states.
        Refused(IssueOrder, All, RefusalReason.WrongOrderState),
        Refused(AnswerOrder, All, RefusalReason.WrongOrderState),
        Refused(AcceptOrder, All, RefusalReason.WrongOrderState),
        Refused(RepeatOrder, All, RefusalReason.WrongOrderState),
        Refused(DropOrder, All, RefusalReason.WrongOrderState),
    ];

    public static TheoryData<SampleTicket, TicketAction> Pairs()
    {
        var pairs = new TheoryData<SampleTicket, TicketAction>();
        foreach (var where in All)
            foreach (var action in Enum.GetValues<TicketAction>())
                pairs.Add(where, action);
        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void An_action_changes_exactly_what_the_table_says_or_is_refused_and_changes_nothing(SampleTicket sample, TicketAction action)
    {
        var story = CreateSample(sample).At(Thursday.At(10));
        if (action is Move or Split) story.SentCourtesy();
        var rule = Table.SingleOrDefault(r => r.Action == action && r.Samples.Contains(sample))
            ?? Refused(action, [sample], RefusalReason.WrongState);
        var (before, status, events) = (TicketSnapshot.Serialize(story.Ticket), story.Ticket.Status, story.Events.Count);

        var refusal = Perform(story, action);

        Assert.Equal(rule.Reason, refusal?.Reason);
        if (refusal is null)
        {
            Assert.Equal(rule.NewStatus ?? status, story.Ticket.Status);
            var changes = TicketSnapshot.ChangedProperties(before, TicketSnapshot.Serialize(story.Ticket)).Order(StringComparer.Ordinal);
            Assert.Equal(rule.Changes, string.Join(' ', changes));
            Assert.Equal(events + 1, story.Events.Count);
            Assert.Equal(story.Events.Count, story.Ticket.Version);
        }
        else
        {
            Assert.Equal((action, status), (refusal.Action, refusal.Status));
            Assert.Equal(AllowedAt(sample), refusal.Allowed.Order());
            Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
            Assert.Equal(events, story.Events.Count);
        }
    }

    [Fact]
    public void Each_sample_has_its_status() => Assert.Equal(
        [New, New, InProgress, InProgress, InProgress, WaitingForResident, WaitingForResident, Resolved, Closed, Closed],
        All.Select(where => CreateSample(where).Ticket.Status));

    [Theory, InlineData(ResolvedByStaff), InlineData(ClosedResolved)]
    public void Fifteen_days_after_resolving_reopening_and_rating_are_refused_as_too_late(SampleTicket sample)
    {
        var story = CreateSample(sample);
        var last = story.Ticket.ResolvedAt!.Value.AddDays(15);
        var before = TicketSnapshot.Serialize(story.At(last.AddSeconds(1)).Ticket);

        Assert.Equal(RefusalReason.TooLate, Perform(story, Reopen)?.Reason);
        Assert.Equal(RefusalReason.TooLate, Perform(story, Rate)?.Reason);
        Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));

        Assert.Null(Perform(story.At(last), Rate));
        Assert.Null(Perform(story, Reopen));
    }

    [Fact]
    public void A_ticket_is_not_linked_to_itself()
    {
        var story = A.Ticket();
        var before = TicketSnapshot.Serialize(story.Ticket);
        Assert.Equal(RefusalReason.SameTicket, story.Try((t, context) => t.LinkTo(Author.Staff("aygul"), t, context))?.Reason);
        Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
    }

    private static TicketScenario CreateSample(SampleTicket sample) => sample switch
    {
        Untouched => A.Ticket().Opened(),
        UntouchedAssigned => A.Ticket().AssignedTo("ruzi"),
        TakenUnanswered => A.Ticket().TakenBy("aygul"),
        SampleTicket.AnsweredAssigned => A.Ticket().Answered().Delivered(),
        AnsweredUnassigned => A.Ticket().Answered(author: Author.Service("portal")).Delivered(),
        WaitingAssigned => A.Ticket().Answered(AnswerKind.NeedFromYou).Delivered(),
        WaitingUnassigned => A.Ticket().Answered(AnswerKind.NeedFromYou, author: Author.Service("portal")).Delivered(),
        ResolvedByStaff => A.Ticket().Answered().Delivered().At(Tuesday).Resolved(),
        ClosedResolved => A.Ticket().Answered().Delivered().At(Tuesday).Resolved().Closed(),
        ClosedWithdrawn => A.Ticket().Cancelled(),
        _ => throw new ArgumentOutOfRangeException(nameof(sample)),
    };

    // Acts before the due time of an unanswered cycle, so that no miss is recorded as well.
    private static Refusal? Perform(TicketScenario story, TicketAction action)
    {
        if (story.Ticket.UnansweredCycle is { } cycle) story.At(cycle.DueAt.AddHours(-1));
        var (ticket, author, context) = (story.Ticket, Author.Staff("gulnar"), story.Context);
        var target = new SplitTarget(3, TicketNumber.FromCounter(100_019), TicketKind.Other);
        return action switch
        {
            Write => ticket.AddResidentMessage(Author.Resident, story.Body("More"), context),
            Take => ticket.Take(author, context),
            Assign => ticket.Assign(author, "dilnur", context),
            Answer => ticket.Answer(author, story.Answer(), context),
            Note => ticket.AddNote(author, story.Body("Between us"), context),
            Link => ticket.LinkTo(author, A.AnotherTicket().Ticket, context),
            Call => ticket.LogCall(author, new(CallDirection.Out, Reached: true, AnswerKind.Answer, story.Body("By phone")), context),
            Amend => ticket.Amend(author, TicketKind.Complaint, context),
            Resolve => ticket.Resolve(author, story.Body("Done"), context),
            Close => ticket.Close(author, context),
            Reopen => ticket.Reopen(Author.Resident, story.Body("Again"), context),
            Cancel => ticket.Cancel(Author.Resident, CycleEndReason.Withdrawn, story.Body("Never mind"), context),
            Rate => ticket.Rate(Author.Resident, 5, null, context),
            Move => ticket.MoveMessagesTo(Author.Resident, [story.LastMessage.Id], A.AnotherTicket().Ticket, context)
                .RefusalOrNull(),
            Split => ticket.SplitMessages(author, Split, [story.LastMessage.Id], target, context).RefusalOrNull(),
            Reroute => ticket.Reroute(author, "brand", null, keepsAssignee: true, context),
            Transfer => ticket.Transfer(author, "logistics", story.Body("Where is the parcel?"), story.SlipTimes(), context),
            FollowUp => ticket.RecordFollowUp(author, new(true, true, 5, story.Body("It works")), context),
            Escalate => ticket.Escalate(author, story.Body("Somebody may be hurt"), context.Now.AddDays(1), context),
            Appeal => ticket.Appeal(Author.Resident, story.Body("Please look at it"), context.Now.AddDays(1), context),
            Instruct => ticket.Instruct(
                author, new(story.Body("See to it"), null, null, "aygul", context.Now.AddDays(1)), context),
            DraftOrder => ticket.DraftOrder(author, context),
            IssueOrder => ticket.IssueOrder(author, OrderOfAnotherTicket(), "aygul", context.Now.AddDays(1), story.Body("Now"), context),
            AnswerOrder => ticket.AnswerOrder(author, OrderOfAnotherTicket(), story.Body("Done"), context),
            AcceptOrder => ticket.AcceptOrder(author, OrderOfAnotherTicket(), context),
            RepeatOrder => ticket.RepeatOrder(author, OrderOfAnotherTicket(), context.Now.AddDays(1), story.Body("When?"), context),
            DropOrder => ticket.DropOrder(author, OrderOfAnotherTicket(), story.Body("Not needed"), context),
            _ => story.PerformOnSlip(SlipOfAnotherTicket(action), action, author),
        };
    }

    private static SupervisionOrder OrderOfAnotherTicket()
    {
        var other = A.AnotherTicket();
        Assert.Null(other.Try((ticket, context) => ticket.DraftOrder(Author.Staff("boss"), context)));
        return other.Ticket.Orders[0];
    }

    private static TransferSlip SlipOfAnotherTicket(TicketAction action)
    {
        var other = A.AnotherTicket().TransferredTo("logistics");
        return (action is GrantTime or RefuseTime ? other.SlipDone(ExtendSlip) : other).Ticket.Slips[0];
    }

    /// <summary>The allowed actions that a refusal has to list. A message about a closed ticket opens a new one.</summary>
    private static IEnumerable<TicketAction> AllowedAt(SampleTicket sample) =>
        Table.Where(r => r.Reason is null && r.Samples.Contains(sample)).Select(r => r.Action)
            .Concat(sample is ClosedResolved or ClosedWithdrawn ? [Write] : []).Order();

    private static ActionRule Allowed(TicketAction action, SampleTicket[] samples, string changes, TicketStatus? to = null) =>
        new(action, samples, changes, to, null);

    private static ActionRule Refused(TicketAction action, SampleTicket[] samples, RefusalReason why) =>
        new(action, samples, "", null, why);

    private sealed record ActionRule(
        TicketAction Action, SampleTicket[] Samples, string Changes, TicketStatus? NewStatus, RefusalReason? Reason);
}
