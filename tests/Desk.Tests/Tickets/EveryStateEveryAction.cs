using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Contracts.TicketStatus;
using static EcomCenter.Desk.Tests.Tickets.EveryStateEveryAction.Where;
using static EcomCenter.Desk.Tests.Tickets.Week;
using static EcomCenter.Desk.Tickets.TicketAction;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>
/// The action table of the response promise: each action changes exactly the listed parts in each status; all other pairs are refused.
/// </summary>
public class EveryStateEveryAction
{
    /// <summary>Sample tickets: the five statuses, split by assignee and by unanswered cycle where the table depends on them.</summary>
    public enum Where { Fresh, FreshForRuzi, Asked, Answered, Nobodys, Waiting, WaitingNobodys, Done, Over, Withdrawn }

    private static readonly Where[] BeforeResolving =
        [Fresh, FreshForRuzi, Asked, Where.Answered, Nobodys, Waiting, WaitingNobodys];

    private static readonly Where[] NotClosed = [.. BeforeResolving, Done];
    private static readonly Where[] All = Enum.GetValues<Where>();

    /// <summary>The allowed pairs and the ticket properties that they change. Any other pair is refused as wrong state.</summary>
    private static readonly List<Rule> Table =
    [
        Allowed(Write, [Fresh, FreshForRuzi, Asked], "Messages"),
        Allowed(Write, [Where.Answered, Nobodys], "Cycles Messages"),
        Allowed(Write, [Waiting, WaitingNobodys], "Cycles Messages Status", InProgress),
        Allowed(Write, [Done], "Cycles Messages ResolvedAt Status", InProgress),

        Allowed(Take, [Fresh, FreshForRuzi], "Assignee Status", InProgress),
        Allowed(Take, [Nobodys, WaitingNobodys], "Assignee"),
        Refused(Take, [Asked, Where.Answered, Waiting], RefusalReason.AlreadyTaken),

        Allowed(Assign, BeforeResolving, "Assignee"),

        Allowed(Answer, [Fresh], "Assignee Messages Status", InProgress),
        Allowed(Answer, [FreshForRuzi], "Messages Status", InProgress),
        Allowed(Answer, [Asked, Where.Answered, Nobodys, Waiting, WaitingNobodys, Done], "Messages"),

        Allowed(Note, All, "Messages"),
        Allowed(Link, All, "Links"),

        Allowed(Call, [Fresh], "Assignee Cycles Messages Status", InProgress),
        Allowed(Call, [FreshForRuzi], "Cycles Messages Status", InProgress),
        Allowed(Call, [Asked], "Cycles Messages"),
        Allowed(Call, [Where.Answered, Nobodys, Waiting, WaitingNobodys, Done], "Messages"),

        Allowed(Amend, NotClosed, "Kind"),

        Refused(Resolve, [Fresh, FreshForRuzi, Asked], RefusalReason.Unanswered),
        Allowed(Resolve, [Where.Answered, Nobodys, Waiting, WaitingNobodys], "Messages ResolvedAt Status", Resolved),

        Allowed(Close, [Done], "ClosedAt Status", Closed),

        Allowed(Reopen, [Done], "Cycles Messages ResolvedAt Status", InProgress),
        Allowed(Reopen, [Over], "ClosedAt Cycles Messages ResolvedAt Status", InProgress),
        Refused(Reopen, [Withdrawn], RefusalReason.NeverResolved),

        Allowed(Cancel, [Fresh, FreshForRuzi, Asked], "ClosedAt Cycles Messages Status", Closed),
        Allowed(Cancel, [Where.Answered, Nobodys, Waiting, WaitingNobodys, Done], "ClosedAt Messages Status", Closed),

        Allowed(Rate, [Done, Over], "Ratings"),
        Refused(Rate, [Withdrawn], RefusalReason.NeverResolved),

        // Here only a courtesy is moved, which every status allows. MovingMessagesTests covers messages with a cycle.
        Allowed(Move, NotClosed, "Messages"),
        Allowed(Split, NotClosed, "Messages"),
    ];

    public static TheoryData<Where, TicketAction> Pairs()
    {
        var pairs = new TheoryData<Where, TicketAction>();
        foreach (var where in All)
            foreach (var action in Enum.GetValues<TicketAction>())
                pairs.Add(where, action);
        return pairs;
    }

    [Theory, MemberData(nameof(Pairs))]
    public void An_action_changes_exactly_what_the_table_says_or_is_refused_and_changes_nothing(Where where, TicketAction action)
    {
        var story = Bring(where).At(Thursday.At(10));
        if (action is Move or Split) story.Thanked();
        var rule = Table.SingleOrDefault(r => r.Action == action && r.Where.Contains(where))
            ?? Refused(action, [where], RefusalReason.WrongState);
        var (before, status, events) = (Snapshot.Of(story.Ticket), story.Ticket.Status, story.Events.Count);

        var refusal = Do(story, action);

        Assert.Equal(rule.Reason, refusal?.Reason);
        if (refusal is null)
        {
            Assert.Equal(rule.To ?? status, story.Ticket.Status);
            var changes = Snapshot.Changes(before, Snapshot.Of(story.Ticket)).Order(StringComparer.Ordinal);
            Assert.Equal(rule.Changes, string.Join(' ', changes));
            Assert.Equal(events + 1, story.Events.Count);
            Assert.Equal(story.Events.Count, story.Ticket.Version);
        }
        else
        {
            Assert.Equal((action, status), (refusal.Action, refusal.Status));
            Assert.Equal(AllowedAt(where), refusal.Allowed.Order());
            Assert.Equal(before, Snapshot.Of(story.Ticket));
            Assert.Equal(events, story.Events.Count);
        }
    }

    [Fact]
    public void Each_sample_has_its_status() => Assert.Equal(
        [New, New, InProgress, InProgress, InProgress, WaitingForResident, WaitingForResident, Resolved, Closed, Closed],
        All.Select(where => Bring(where).Ticket.Status));

    [Theory, InlineData(Done), InlineData(Over)]
    public void Fifteen_days_after_resolving_reopening_and_rating_are_refused_as_too_late(Where where)
    {
        var story = Bring(where);
        var last = story.Ticket.ResolvedAt!.Value.AddDays(15);
        var before = Snapshot.Of(story.At(last.AddSeconds(1)).Ticket);

        Assert.Equal(RefusalReason.TooLate, Do(story, Reopen)?.Reason);
        Assert.Equal(RefusalReason.TooLate, Do(story, Rate)?.Reason);
        Assert.Equal(before, Snapshot.Of(story.Ticket));

        Assert.Null(Do(story.At(last), Rate));
        Assert.Null(Do(story, Reopen));
    }

    [Fact]
    public void A_ticket_is_not_linked_to_itself()
    {
        var story = A.Ticket();
        var before = Snapshot.Of(story.Ticket);
        Assert.Equal(RefusalReason.SameTicket, story.Try((t, context) => t.Link(By.Staff("aygul"), t, context))?.Reason);
        Assert.Equal(before, Snapshot.Of(story.Ticket));
    }

    private static Story Bring(Where where) => where switch
    {
        Fresh => A.Ticket().Opened(),
        FreshForRuzi => A.Ticket().AssignedTo("ruzi"),
        Asked => A.Ticket().TakenBy("aygul"),
        Where.Answered => A.Ticket().Answered().Delivered(),
        Nobodys => A.Ticket().Answered(by: By.Service("portal")).Delivered(),
        Waiting => A.Ticket().Answered(AnswerKind.NeedFromYou).Delivered(),
        WaitingNobodys => A.Ticket().Answered(AnswerKind.NeedFromYou, by: By.Service("portal")).Delivered(),
        Done => A.Ticket().Answered().Delivered().At(Tuesday).Resolved(),
        Over => A.Ticket().Answered().Delivered().At(Tuesday).Resolved().Closed(),
        Withdrawn => A.Ticket().Cancelled(),
        _ => throw new ArgumentOutOfRangeException(nameof(where)),
    };

    // Acts before the due time of an unanswered cycle, so that no miss is recorded as well.
    private static Refusal? Do(Story story, TicketAction action)
    {
        if (story.Ticket.UnansweredCycle is { } cycle) story.At(cycle.DueAt.AddHours(-1));
        var (ticket, author, context) = (story.Ticket, By.Staff("gulnar"), story.Moment);
        var target = new OwnMatter(3, TicketNumber.FromCounter(100_019), TicketKind.Other);
        return action switch
        {
            Write => ticket.Write(By.Resident, story.Words("More"), context),
            Take => ticket.Take(author, context),
            Assign => ticket.Assign(author, "dilnur", context),
            Answer => ticket.Answer(author, story.Answer(), context),
            Note => ticket.Note(author, story.Words("Between us"), context),
            Link => ticket.Link(author, A.AnotherTicket().Ticket, context),
            Call => ticket.Call(author, new(CallDirection.Out, Reached: true, AnswerKind.Answer, story.Words("By phone")), context),
            Amend => ticket.Amend(author, TicketKind.Complaint, context),
            Resolve => ticket.Resolve(author, story.Words("Done"), context),
            Close => ticket.Close(author, context),
            Reopen => ticket.Reopen(By.Resident, story.Words("Again"), context),
            Cancel => ticket.Cancel(By.Resident, CycleEnd.Withdrawn, story.Words("Never mind"), context),
            Rate => ticket.Rate(By.Resident, 5, null, context),
            Move => ticket.Move(By.Resident, [story.LastMessage.Id], A.AnotherTicket().Ticket, context, []),
            Split => ticket.Split(author, Split, [story.LastMessage.Id], target, context, [], out _),
            _ => throw new ArgumentOutOfRangeException(nameof(action)),
        };
    }

    /// <summary>The allowed actions that a refusal has to list.</summary>
    private static IEnumerable<TicketAction> AllowedAt(Where where) =>
        Table.Where(r => r.Reason is null && r.Where.Contains(where)).Select(r => r.Action).Order();

    private static Rule Allowed(TicketAction action, Where[] where, string changes, TicketStatus? to = null) =>
        new(action, where, changes, to, null);

    private static Rule Refused(TicketAction action, Where[] where, RefusalReason why) => new(action, where, "", null, why);

    private sealed record Rule(TicketAction Action, Where[] Where, string Changes, TicketStatus? To, RefusalReason? Reason);
}
