using CsCheck;
using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Promise;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Random sequences of actions on a ticket. The rules of the response promise must hold after every step.</summary>
public class RandomWalkTests
{
    private const string ServiceKey = "portal";
    private static readonly string[] Staff = ["aygul", "ruzi", "gulnar"];
    private static readonly string[] Departments = ["logistics", "brand", "product"];

    /// <summary>All actions; <c>dice</c> chooses among the variants of one.</summary>
    private static readonly (string Name, Func<TicketScenario, int, Refusal?> Do)[] Actions =
    [
        ("write", (s, _) => s.Ticket.AddResidentMessage(Author.Resident, s.Body("More", s.Now.AddMinutes(-3)), s.Context)),
        ("write on their behalf", (s, _) => s.Ticket.AddResidentMessage(Author.Staff("aygul"), s.Body("They called"), s.Context)),
        ("thanks", (s, _) => s.Ticket.AddResidentMessage(Author.Resident, s.Body("👍") with { IsCourtesy = true }, s.Context)),
        ("take", (s, dice) => s.Ticket.Take(PickAuthor(dice), s.Context)),
        ("assign", (s, dice) => s.Ticket.Assign(Author.Staff("supervisor"), Staff[dice % 3], s.Context)),
        ("answer", (s, dice) => s.Ticket.Answer(PickAuthor(dice), Answer(s, dice), s.Context)),
        ("answer again", (s, dice) => s.Ticket.Answer(PickAuthor(dice), Answer(s, dice), s.Context)),
        ("answer on the spot", (s, dice) => s.Ticket.AnswerOnTheSpot(PickAuthor(dice), Answer(s, dice), AnsweredVia.FaceToFace, s.Context)),
        ("deliver", Deliver), ("deliver more", Deliver), ("fail", Fail),
        ("note", (s, dice) => s.Ticket.AddNote(PickAuthor(dice), s.Body("Between us"), s.Context)),
        ("call", (s, dice) => s.Ticket.LogCall(PickAuthor(dice), Call(s, dice, Answer(s, dice / 2)), s.Context)),
        ("talk", (s, dice) => s.Ticket.LogCall(PickAuthor(dice), Call(s, dice, null), s.Context)),
        ("amend", (s, dice) => s.Ticket.Amend(Author.Resident, (TicketKind)(dice % 7), s.Context)),
        ("link", (s, dice) => s.Ticket.LinkTo(PickAuthor(dice), dice == 0 ? s.Ticket : A.AnotherTicket().Ticket, s.Context)),
        ("resolve", (s, dice) => s.Ticket.Resolve(PickAuthor(dice), s.Body("Done"), s.Context)),
        ("close", (s, _) => s.Ticket.Close(Author.System, s.Context)),
        ("reopen", (s, dice) => s.Ticket.Reopen(dice % 2 == 0 ? Author.Resident : PickAuthor(dice), s.Body("Again"), s.Context)),
        ("cancel", (s, dice) => dice > 1 ? null :
            s.Ticket.Cancel(Author.Resident, (CycleEndReason)(dice * 3), s.Body("Never mind"), s.Context)),
        ("rate", (s, dice) => s.Ticket.Rate(Author.Resident, 1 + (dice % 5), null, s.Context)),
        ("rate and comment", (s, dice) => s.Ticket.Rate(Author.Resident, 1 + (dice % 5), null, s.Context)
            ?? s.Ticket.CommentOnRating(Author.Resident, s.Body("Slow"), s.Context)),
        ("write unsure",
            (s, _) => s.Ticket.AddResidentMessage(Author.Resident, s.Body("Which one?") with { IsUncertain = true }, s.Context)),
        ("settle", (s, dice) => s.Ticket.ConfirmMessages(
            Author.Resident, [.. s.Ticket.Messages.Where(m => m.IsUncertain).Take(1 + dice).Select(m => m.Id)], s.Context)),
        ("move away",
            (s, dice) => s.Ticket.MoveMessagesTo(Author.Resident, PickResidentMessages(s, dice), A.AnotherTicket().Ticket, s.Context)
                .RefusalOrNull()),
        ("split", (s, dice) => s.Ticket.SplitMessages(Author.Staff("aygul"), TicketAction.Split, PickResidentMessages(s, dice),
            new(3, TicketNumber.FromCounter(100_019), TicketKind.Other), s.Context).RefusalOrNull()),
        ("move here", MoveHere),
        ("service", (s, dice) => s.Ticket.Amend(Author.Resident, dice % 2 == 0 ? "rights" : "market", s.Context)),
        ("urge", (s, dice) => s.Ticket.Urge(Author.Resident, [.. Enumerable.Repeat(s.Context.Now.AddMinutes(-dice), dice % 4)], s.Context)),
        ("request a call", (s, _) => s.Ticket.RequestCall(Author.Resident, s.Context)),
        ("language", (s, dice) => s.Ticket.Amend(Author.Resident, (Language)(dice % 3), s.Context)),
        ("anonymity", (s, dice) => s.Ticket.Amend(Author.Resident, (Anonymity)(dice % 3), s.Context)),
        ("confirm", (s, _) => s.Ticket.ConfirmDetails(Author.Resident, s.Context)),
        ("join", (s, dice) => Execute(() => s.Ticket.JoinChat(
            new() { Id = 900 + dice, PersonId = 9, Kind = new(ContactChannel.WeChat), Value = "9", AsWritten = "9" }, Language.Ug,
            s.Context))),
        ("window", (s, _) => Execute(() => s.Ticket.RecordReplyWindowClosed(s.Context))),
        ("shut", (s, dice) => Execute(() => s.Ticket.SetReachable(dice % 2 == 0, s.Context))),
        ("resume", (s, _) => Execute(() =>
        {
            foreach (var waiting in s.Ticket.GetWaitingMessages()) s.Ticket.ResumeDelivery(waiting.Id, s.Context);
        })),
        ("erase", (s, dice) => Execute(() => _ = dice > 9 && s.Ticket.Erase(2, s.Context))),
        ("reroute", (s, dice) => s.Ticket.Reroute(
            PickAuthor(dice), Departments[dice % 3], dice % 2 == 0 ? (Language)(dice % 3) : null, dice % 4 != 0, s.Context)),
        ("transfer", (s, dice) => s.Ticket.Transfer(
            PickAuthor(dice), Departments[dice % 3], s.Body("Please see to it"),
            new(s.Now.AddDays(2), s.Now.AddDays(1), dice % 2 == 0 ? TimeSpan.FromDays(2) : null),
            dice % 4 == 3 ? Doubted(s) : s.Context)),
        ("accept a slip", (s, dice) => OnSlip(s, dice, TicketAction.AcceptSlip)),
        ("answer a slip", (s, dice) => OnSlip(s, dice, TicketAction.AnswerSlip)),
        ("return a slip", (s, dice) => OnSlip(s, dice, TicketAction.ReturnSlip)),
        ("ask for time", (s, dice) => OnSlip(s, dice, TicketAction.ExtendSlip)),
        ("grant time", (s, dice) => OnSlip(s, dice, TicketAction.GrantTime)),
        ("refuse time", (s, dice) => OnSlip(s, dice, TicketAction.RefuseTime)),
        ("withdraw a slip", (s, dice) => OnSlip(s, dice, TicketAction.WithdrawSlip)),
        ("draft an order", (s, _) => s.Ticket.DraftOrder(Author.Staff("supervisor"), s.Context)),
        ("issue an order", (s, dice) => OnOrder(s, dice, TicketAction.IssueOrder)),
        ("answer an order", (s, dice) => OnOrder(s, dice, TicketAction.AnswerOrder)),
        ("accept an order", (s, dice) => OnOrder(s, dice, TicketAction.AcceptOrder)),
        ("repeat an order", (s, dice) => OnOrder(s, dice, TicketAction.RepeatOrder)),
        ("drop an order", (s, dice) => dice > 2 ? null : OnOrder(s, dice, TicketAction.DropOrder)),
        ("draw for a follow-up", (s, dice) => Execute(() => s.Ticket.DrawFollowUp((FollowUpCause)(dice % 2), s.Context))),
        ("follow up", (s, dice) => s.Ticket.RecordFollowUp(
            Author.Staff(dice % 3 == 0 ? "aygul" : "caller"),
            new(dice % 4 != 0, dice % 4 == 0 ? null : dice % 3 != 1, dice % 5 == 0 ? null : 1 + (dice % 5), s.Body("They said")),
            s.Context)),
        ("escalate", (s, dice) => s.Ticket.Escalate(PickAuthor(dice), s.Body("Important"), s.Now.AddDays(1),
            dice % 4 == 3 ? Doubted(s) : s.Context)),
        ("appeal", (s, _) => s.Ticket.Appeal(Author.Resident, s.Body("Please look at it"), s.Now.AddDays(1), s.Context)),
        ("instruct", (s, dice) => s.Ticket.Instruct(Author.Staff("supervisor"), dice % 2 == 0
            ? new(s.Body("See to it"), null, null, Staff[dice % 3], s.Now.AddDays(2))
            : new(s.Body("See to it"), Departments[dice % 3], s.SlipTimes(), null, null), s.Context)),
        ("write under a doubted clock", (s, _) => s.Ticket.AddResidentMessage(Author.Resident, s.Body("What day is it?"), Doubted(s))),
        ("resolve under a doubted clock", (s, dice) => s.Ticket.Resolve(PickAuthor(dice), s.Body("Done"), Doubted(s))),
        ("correct the times",
            (s, dice) => Execute(() => s.Ticket.CorrectTimes(
                shown => shown.AddMinutes(dice is 0 ? 0 : 30 - (dice * 90)), s.SlipTimesFrom, s.Context))),
        ("edit the calendar", (s, dice) => Execute(
            () => s.Ticket.RecomputeDueTime((start, length) => start + (length * ((dice + 6) / 12.0)), s.Context))),
        ("edit the calendar of a department", (s, dice) => Execute(() => s.Ticket.RecomputeSlips(
            (slip, length) => new(slip.HandedOverAt + (length * ((dice + 6) / 12.0)), null, length), s.Context))),
        ("return an idle ticket", (s, dice) => Execute(() => s.Ticket.ReturnIdle(s.Now.AddHours(-dice), 24, s.Context))),
        ("return idle slips", (s, dice) => Execute(
            () => _ = dice > 8 && s.Ticket.ReturnIdleSlips(slip => slip.DueAt < s.Now, s.Context))),
        ("edit the calendar under a doubted clock", (s, dice) => Execute(
            () => Assert.False(s.Ticket.RecomputeDueTime((start, length) => start + (length * (dice + 2)), Doubted(s))))),
        ("notice", (s, _) => s.MissesRecorded() is null ? throw new InvalidOperationException() : null),
    ];

    private static readonly Gen<(int Verb, int Dice, int Minutes)[]> Walks = Gen.Select(
        Gen.Int[0, Actions.Length - 1], Gen.Int[0, 11],
        Gen.Frequency((6, Gen.Int[0, 30]), (2, Gen.Int[60, 1_500]), (1, Gen.Int[2_000, 30_000]))).Array[1, 50];

    [Theory, InlineData(ContactChannel.Telegram), InlineData(ContactChannel.Hotline), InlineData(ContactChannel.SuggestionBox)]
    public void The_rules_hold_after_every_step(ContactChannel channel) => Walks.Sample(walk => Walk(channel, walk), iter: 300);

    [Fact]
    public void The_walks_cover_every_status_and_every_event()
    {
        var (states, events) = (new HashSet<TicketStatus>(), new HashSet<Type>());
        // The walks are random, and some events are rare.
        for (var round = 0; round < 10 && (round == 0 || Missing().Count > 0); round++)
            Walks.Sample(walk => Walk(ContactChannel.Telegram, walk, story =>
            {
                states.Add(story.Ticket.Status);
                events.UnionWith(story.Events.Select(e => e.GetType()));
            }), iter: 8000, threads: 1);

        Assert.Equal(Enum.GetValues<TicketStatus>(), states.Order());
        Assert.Empty(Missing());

        List<Type> Missing() =>
            [.. typeof(TicketEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TicketEvent))).Except(events)];
    }

    private static void Walk(ContactChannel channel, (int Verb, int Dice, int Minutes)[] walk, Action<TicketScenario>? after = null)
    {
        var story = A.Ticket().From(channel).CountedInWorkingTime(walk.Length % 2 == 0).WarnedAt(EscalationLadderTests.Plan).Opened();
        var asked = new HashSet<long> { story.LastMessage.Id };
        var rules = new PromiseRulesChecker(story, asked);
        foreach (var (verb, dice, minutes) in walk)
        {
            story.At(story.Now.AddMinutes(minutes));
            var (before, events) = (TicketSnapshot.Serialize(story.Ticket), story.Events.Count);
            if (Actions[verb].Do(story, dice) is { } refusal)
            {
                Assert.Equal((before, events), (TicketSnapshot.Serialize(story.Ticket), story.Events.Count));
                Assert.Equal(story.Ticket.Status, refusal.Status);
                Assert.Empty(refusal.Allowed.Except(Ticket.ActionsAllowedIn(refusal.Status)));
            }

            foreach (var happened in story.Events.Skip(events)) UpdateUnanswered(asked, happened);
            rules.Check();
            after?.Invoke(story);
        }

        Assert.Empty(DeskVerifier.CheckTicket(HistoryOf(story)).Select(finding => finding.ToString()));
    }

    /// <summary>The ticket with its events as they are stored and read again.</summary>
    private static TicketHistory HistoryOf(TicketScenario story)
    {
        story.Ticket.Sequence = story.Events.Count;
        return new(story.Ticket, [.. story.Events.Select((happened, i) => new StoredEvent
        {
            Sequence = i + 1, TicketId = story.Ticket.Id, Version = i + 1, Type = EventJson.NameOf(happened), At = happened.At,
            By = happened.By.ToString(), Data = EventJson.Write(happened),
        })]);
    }

    /// <summary>Updates the set of messages that need an answer. A cancellation empties it.</summary>
    private static void UpdateUnanswered(HashSet<long> asked, TicketEvent happened)
    {
        if (happened is ResidentWrote { Thanks: false } wrote) asked.Add(wrote.Message);
        if (happened is MessageMovedHere { Thanks: false } here) asked.Add(here.Message);
        if (happened is MessageMovedAway away) asked.Remove(away.Message);
        if (happened is TicketReopened reopened) asked.Add(reopened.Message);
        if (happened is FollowUpCalled { NewCycle: not null } called) asked.Add(called.Message);
        if (happened is TicketCancelled) asked.Clear();
    }

    private static long[] PickResidentMessages(TicketScenario story, int dice)
    {
        var theirs = story.Ticket.Messages.Where(m => m is { Kind: MessageKind.FromResident, MovedToTicketId: null }).Reverse().ToList();
        return [.. theirs.Skip(dice % theirs.Count).Take(1 + (dice % 2)).Select(m => m.Id)];
    }

    private static Refusal? MoveHere(TicketScenario story, int dice)
    {
        var other = A.AnotherTicket().OpenedAt(story.Now).Wrote(at: story.Now.AddHours(-dice));
        other.Ticket.MoveMessagesTo(Author.Resident, [other.LastMessage.Id], story.Ticket, story.Context);
        return null;
    }

    private static Refusal? Execute(Action act)
    {
        act();
        return null;
    }

    private static Refusal? OnOrder(TicketScenario s, int dice, TicketAction action)
    {
        if (s.Ticket.Orders.Count == 0) return null;
        var author = Author.Staff("supervisor");
        var order = s.Ticket.Orders.FirstOrDefault(o => dice > 1 && o.RefusalReasonFor(action) is null)
            ?? s.Ticket.Orders[dice % s.Ticket.Orders.Count];
        return action switch
        {
            TicketAction.IssueOrder => s.Ticket.IssueOrder(
                author, order, Staff[dice % 3], s.Now.AddDays(1), s.Body("See to it"), s.Context),
            TicketAction.AnswerOrder => s.Ticket.AnswerOrder(PickAuthor(dice), order, s.Body("Done"), s.Context),
            TicketAction.AcceptOrder => s.Ticket.AcceptOrder(author, order, s.Context),
            TicketAction.RepeatOrder => s.Ticket.RepeatOrder(author, order, s.Now.AddDays(1), s.Body("Not yet"), s.Context),
            _ => s.Ticket.DropOrder(author, order, s.Body("Not needed"), s.Context),
        };
    }

    private static Refusal? OnSlip(TicketScenario story, int dice, TicketAction action) => story.Ticket.Slips.Count == 0 ? null
        : story.PerformOnSlip(story.Ticket.Slips[dice % story.Ticket.Slips.Count], action, PickAuthor(dice));

    private static ChangeContext Doubted(TicketScenario story) => story.Context with { IsClockDoubted = true };

    private static Author PickAuthor(int dice) => dice % 4 == 3 ? Author.Service(ServiceKey) : Author.Staff(Staff[dice % 4]);

    private static AnswerContent Answer(TicketScenario story, int dice) =>
        story.Answer((AnswerKind)(dice % 4), story.Now.AddDays(1 + dice));

    private static CallRecord Call(TicketScenario story, int dice, AnswerContent? said) =>
        new((CallDirection)(dice % 3), Reached: dice % 4 != 0, said?.Kind,
            story.Body("By phone", story.Now.AddMinutes(-dice)), said?.PromisedAt);

    private static Refusal? Deliver(TicketScenario story, int dice)
    {
        if (PickQueued(story, dice) is { } message) story.Delivered(story.Now.AddSeconds(-dice), message.Id);
        return null;
    }

    private static Refusal? Fail(TicketScenario story, int dice)
    {
        if (PickQueued(story, dice) is { } message)
            story.Ticket.RecordDeliveryFailure(message.Id, dice % 2 == 0 ? DeliveryState.Failed : DeliveryState.Unreachable, story.Context);
        return null;
    }

    private static Message? PickQueued(TicketScenario story, int dice)
    {
        var queued = story.Ticket.Messages.Where(m => m is { Delivery: DeliveryState.Queued, Reach: Reach.Chat }).ToList();
        return queued.Count == 0 ? null : queued[dice % queued.Count];
    }

    /// <summary>Checks the rules for one ticket and remembers the facts that must never change.</summary>
    private sealed class PromiseRulesChecker(TicketScenario story, HashSet<long> asked)
    {
        private readonly Dictionary<long, Dictionary<string, object?>> _facts = [];
        private bool _callStays;

        public void Check()
        {
            var ticket = story.Ticket;
            Assert.Equal(story.Events.Count, ticket.Version);
            Assert.Equal(Enumerable.Range(1, ticket.Cycles.Count), ticket.Cycles.Select(c => c.Ordinal));
            Assert.All(ticket.Cycles.SkipLast(1), c => Assert.False(c.Unanswered));
            Assert.All(ticket.Cycles, CheckCycle);
            var latest = ticket.LatestCycle;
            Assert.Equal((latest.DueAt, latest.State, latest.Unanswered), (ticket.DueAt, ticket.CycleState, ticket.Unanswered));
            Assert.Equal(HasUnansweredMessage(ticket), ticket.Unanswered);
            CheckStatus(ticket);
            CheckOrders(ticket);
            CheckSlips(ticket);
            CheckFollowUps(ticket);
            CheckReferrals(ticket);
            Assert.True(ticket.Assignee is null || Staff.Contains(ticket.Assignee));
            Assert.All(ticket.PromisedDates, p => Assert.InRange(p.Renewals, 0, PromisedDate.MaxRenewals));
            Assert.True(ticket.PromisedDates.Count(p => p.IsRunning) <= 1);
            Assert.Distinct(ticket.Ratings.Select(r => r.ResolvedAt));
        }

        /// <summary>Returns true when a message needs an answer and no later answer was delivered. Reads no cycles.</summary>
        private bool HasUnansweredMessage(Ticket ticket)
        {
            var covered = Newest(ticket, m => m.KindOfAnswer is not null && m.Delivery is DeliveryState.Sent);
            return asked.Any(id => id > covered);
        }

        private void CheckStatus(Ticket ticket)
        {
            if (ticket.Status is TicketStatus.New) Assert.True(ticket.Unanswered);
            if (ticket.Status is TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.WaitingForResident)
                Assert.False(ticket.Unanswered);
            if (ticket.Status is TicketStatus.WaitingForResident)
                Assert.Contains(ticket.Messages, m => m is { Kind: MessageKind.NeedFromYou, Delivery: DeliveryState.Sent });
            if (ticket.Status is TicketStatus.Resolved) Assert.NotNull(ticket.ResolvedAt);
            if (ticket.Status is TicketStatus.Closed) Assert.Null(ticket.RunningPromisedDate);
            var answered = Newest(ticket, m => m.KindOfAnswer is not null && m.Delivery is DeliveryState.Sent);
            var resolved = Newest(ticket, m => m is { Kind: MessageKind.Resolution, Delivery: DeliveryState.Sent });
            var waits = ticket.Messages.Any(m =>
                IsUndelivered(m) && m.Id > (m.Kind is MessageKind.Resolution ? Math.Max(answered, resolved) : answered));
            // A closed reply window and a wish need a call even without an undelivered message, and so does one that is sent again, until
            // it arrives.
            _callStays = ticket.NeedsCallBack && (_callStays || story.Events[^1] is ReplyWindowShut or CallRequested or DeliveryResumed);
            Assert.Equal((waits || _callStays) && ticket.Status is not TicketStatus.Closed, ticket.NeedsCallBack);
        }

        private static void CheckOrders(Ticket ticket)
        {
            var caused = ticket.Orders.Where(o => o.CauseId is not null).ToList();
            Assert.Distinct(caused.Select(o => (o.Cause, o.CauseId)));
            Assert.Equal(ticket.Cycles.Count(c => c.State is CycleState.Missed), caused.Count(o => o.Cause is OrderCause.Missed));
            Assert.Equal(ticket.Ratings.Count(rating => rating.Score <= RatingScore.MaxUnsatisfied),
                caused.Count(o => o.Cause is OrderCause.BadRating));
            Assert.All(ticket.Orders, order =>
            {
                Assert.Equal(order.IsOpen, order.EndedAt is null);
                Assert.True(order.State is OrderState.Issued || order.NextCheckAt is null);
                Assert.True(order.State is not OrderState.Accepted || order.AnswerMessageId is not null);
            });
        }

        private static void CheckReferrals(Ticket ticket)
        {
            Assert.True(ticket.Referrals.Count(r => r.Cause is ReferralCause.Appeal) <= 1);
            Assert.All(ticket.Referrals, r =>
            {
                Assert.Equal(r.State is ReferralState.Instructed, r.SlipId is not null ^ r.OrderId is not null);
                Assert.True(r.State is ReferralState.Open || r.NextCheckAt is null);
                Assert.True(r.OrderId is null || ticket.Orders.Any(o => o.Id == r.OrderId && o.Cause is OrderCause.Instruction));
                Assert.True(r.SlipId is null || ticket.Slips.Any(s => s.Id == r.SlipId));
            });
        }

        private static void CheckFollowUps(Ticket ticket)
        {
            var waiting = ticket.FollowUps.Where(f => f.State is FollowUpState.Waiting).ToList();
            Assert.True(waiting.Count == 0 || (waiting.Count == 1 && ticket.Status is TicketStatus.Resolved or TicketStatus.Closed));
            Assert.All(ticket.FollowUps, f => Assert.Equal(f.State is FollowUpState.Called, f.Solved is not null));
            Assert.Distinct(ticket.FollowUps.Select(f => f.ResolvedAt));
        }

        private static void CheckSlips(Ticket ticket)
        {
            var open = ticket.Slips.Where(s => s.IsOpen).ToList();
            Assert.Distinct(open.Select(s => s.Department));
            if (ticket.Status is TicketStatus.Resolved or TicketStatus.Closed) Assert.Empty(open);
            Assert.Equal(open.Min(s => (DateTimeOffset?)s.DueAt), ticket.SlipDueAt);
            Assert.Equal(ticket.Slips.Where(s => s.GivesAccess).Select(s => s.Department).Distinct().Order(),
                (ticket.SlipDepartments ?? "").Split(DepartmentSet.Separator, StringSplitOptions.RemoveEmptyEntries));
            Assert.All(ticket.Slips, slip =>
                Assert.True(slip.IsOpen ? slip.EndedAt is null : slip is { NextCheckAt: null, EndedAt: not null }));
        }

        private static bool IsUndelivered(Message message) =>
            message.Delivery is DeliveryState.Failed or DeliveryState.Unreachable
            || message is { Delivery: DeliveryState.Queued, Reach: Reach.Phone };

        private static long Newest(Ticket ticket, Func<Message, bool> which) =>
            ticket.Messages.Where(which).Select(m => m.Id).DefaultIfEmpty().Max();

        private void CheckCycle(ResponseCycle cycle)
        {
            var recomputed = story.Events.OfType<DueRecomputed>().LastOrDefault(e => e.Cycle.Id == cycle.Id);
            Assert.True(recomputed is null || cycle.WorkingTime is not null);
            Assert.Equal(recomputed?.Cycle.DueAt ?? cycle.StartedAt.AddHours(48), cycle.DueAt);
            Assert.Equal(cycle.State is CycleState.Met, cycle.MetAt is not null);
            Assert.Equal(cycle.State is CycleState.Missed, cycle.NoticedAt is not null);
            Assert.Equal(cycle.EndedAt is null, cycle.EndReason is null);
            Assert.True(cycle.MetAt is null || cycle.MetAt <= cycle.DueAt);
            Assert.True(cycle.NoticedAt is null || cycle.NoticedAt >= cycle.DueAt);
            var isJudged = !cycle.IsStartDoubted && cycle.EndReason is not CycleEndReason.ClockCorrected;
            Assert.True(cycle.State is not CycleState.Cancelled || !isJudged || cycle.EndedAt < cycle.DueAt);
            Assert.True(cycle.AnsweredLateAt is null || (cycle.State is CycleState.Missed && cycle.EndedAt is null));
            CheckLevels(cycle);
            Assert.Equal(cycle.State is CycleState.Missed ? 1 : 0, story.Events.OfType<CycleMissed>().Count(m => m.Cycle == cycle.Id));
            Assert.True(cycle.State is CycleState.Open ? cycle.NextCheckAt is not null : cycle.NextCheckAt is null || cycle.Unanswered);
            CheckFactsUnchanged(cycle);
        }

        // In order and each once: of the levels that warned, each is due and noticed after the one before; the rest is skipped.
        private static void CheckLevels(ResponseCycle cycle)
        {
            Assert.Equal(cycle.State is CycleState.Missed, cycle.Escalations.Any(level => level.Level == PlannedLevel.Missed));
            Assert.Distinct(cycle.Escalations.Select(level => level.Level));
            Assert.Equal(string.Join(',', cycle.Escalations.Select(level => level.Level)), cycle.TakenLevels ?? "");
            Assert.All(cycle.Escalations, level => Assert.True(level.NoticedAt >= level.DueAt));
            var warned = cycle.Escalations.Where(level => !level.IsSkipped).ToList();
            Assert.All(warned.Zip(warned.Skip(1)), pair =>
                Assert.True(pair.First.DueAt < pair.Second.DueAt && pair.First.NoticedAt <= pair.Second.NoticedAt));
            Assert.Distinct(warned.Select(level => level.NoticedAt));
        }

        private void CheckFactsUnchanged(ResponseCycle cycle)
        {
            var now = new Dictionary<string, object?>
            {
                ["start"] = cycle.StartedAt, ["first"] = cycle.FirstMessageId,
                ["due"] = cycle is { WorkingTime: not null, State: CycleState.Open } ? null : cycle.DueAt,
                ["met"] = cycle.MetAt, ["noticed"] = cycle.NoticedAt,
                ["late"] = cycle.AnsweredLateAt, ["ended"] = cycle.EndedAt, ["why"] = cycle.EndReason, ["via"] = cycle.Via,
                ["state"] = cycle.State is CycleState.Open ? null : cycle.State,
            };
            if (_facts.TryGetValue(cycle.Id, out var seen))
                Assert.All(seen.Where(fact => fact.Value is not null), fact => Assert.Equal(fact.Value, now[fact.Key]));
            _facts[cycle.Id] = now;
        }
    }
}
