using CsCheck;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>Random sequences of actions on a ticket. The rules of the response promise must hold after every step.</summary>
public class RandomWalks
{
    private const string Key = "portal";
    private static readonly string[] Staff = ["aygul", "ruzi", "gulnar"];

    /// <summary>All actions; <c>dice</c> chooses among the variants of one.</summary>
    private static readonly (string Name, Func<Story, int, Refusal?> Do)[] Verbs =
    [
        ("write", (s, _) => s.Ticket.Write(By.Resident, s.Words("More", s.Now.AddMinutes(-3)), s.Moment)),
        ("write on their behalf", (s, _) => s.Ticket.Write(By.Staff("aygul"), s.Words("They called"), s.Moment)),
        ("thanks", (s, _) => s.Ticket.Write(By.Resident, s.Words("👍") with { Thanks = true }, s.Moment)),
        ("take", (s, dice) => s.Ticket.Take(Someone(dice), s.Moment)),
        ("assign", (s, dice) => s.Ticket.Assign(By.Staff("supervisor"), Staff[dice % 3], s.Moment)),
        ("answer", (s, dice) => s.Ticket.Answer(Someone(dice), Answer(s, dice), s.Moment)),
        ("answer again", (s, dice) => s.Ticket.Answer(Someone(dice), Answer(s, dice), s.Moment)),
        ("answer on the spot", (s, dice) => s.Ticket.AnswerOnTheSpot(Someone(dice), Answer(s, dice), Via.FaceToFace, s.Moment)),
        ("deliver", Deliver), ("deliver more", Deliver), ("fail", Fail),
        ("note", (s, dice) => s.Ticket.Note(Someone(dice), s.Words("Between us"), s.Moment)),
        ("call", (s, dice) => s.Ticket.Call(Someone(dice), Call(s, dice, Answer(s, dice / 2)), s.Moment)),
        ("talk", (s, dice) => s.Ticket.Call(Someone(dice), Call(s, dice, null), s.Moment)),
        ("amend", (s, dice) => s.Ticket.Amend(By.Resident, (TicketKind)(dice % 7), s.Moment)),
        ("link", (s, dice) => s.Ticket.Link(Someone(dice), dice == 0 ? s.Ticket : A.AnotherTicket().Ticket, s.Moment)),
        ("resolve", (s, dice) => s.Ticket.Resolve(Someone(dice), s.Words("Done"), s.Moment)),
        ("close", (s, _) => s.Ticket.Close(By.System, s.Moment)),
        ("reopen", (s, dice) => s.Ticket.Reopen(dice % 2 == 0 ? By.Resident : Someone(dice), s.Words("Again"), s.Moment)),
        ("cancel", (s, dice) => dice > 1 ? null : s.Ticket.Cancel(By.Resident, (CycleEnd)(dice * 3), s.Words("Never mind"), s.Moment)),
        ("rate", (s, dice) => s.Ticket.Rate(By.Resident, 1 + (dice % 5), null, s.Moment)),
        ("rate and comment", (s, dice) => s.Ticket.Rate(By.Resident, 1 + (dice % 5), null, s.Moment)
            ?? s.Ticket.Comment(By.Resident, s.Words("Slow"), s.Moment)),
        ("write unsure", (s, _) => s.Ticket.Write(By.Resident, s.Words("Which one?") with { Unsure = true }, s.Moment)),
        ("settle", (s, dice) => s.Ticket.Settle(
            By.Resident, [.. s.Ticket.Messages.Where(m => m.Unsure).Take(1 + dice).Select(m => m.Id)], s.Moment)),
        ("move away", (s, dice) => s.Ticket.Move(By.Resident, Theirs(s, dice), A.AnotherTicket().Ticket, s.Moment, [])),
        ("split", (s, dice) => s.Ticket.Split(By.Staff("aygul"), TicketAction.Split, Theirs(s, dice),
            new(3, TicketNumber.FromCounter(100_019), TicketKind.Other), s.Moment, [], out _)),
        ("move here", MoveHere),
        ("service", (s, dice) => s.Ticket.Amend(By.Resident, dice % 2 == 0 ? "rights" : "market", s.Moment)),
        ("anonymity", (s, dice) => s.Ticket.Amend(By.Resident, (Anonymity)(dice % 3), s.Moment)),
        ("confirm", (s, _) => s.Ticket.Confirm(By.Resident, s.Moment)),
        ("join", (s, dice) => Done(() => s.Ticket.JoinChat(
            new() { Id = 900 + dice, PersonId = 9, Kind = AddressKind.WeChat, Value = "9", AsWritten = "9" }, Language.Ug, s.Moment))),
        ("window", (s, _) => Done(() => s.Ticket.ReplyWindowHasShut(s.Moment))),
        ("shut", (s, dice) => Done(() => s.Ticket.ChatIsOpen(dice % 2 == 0, s.Moment))),
        ("erase", (s, dice) => Done(() => _ = dice > 9 && s.Ticket.Erase(2, s.Moment))),
        ("notice", (s, _) => s.Noticed() is null ? throw new InvalidOperationException() : null),
    ];

    private static readonly Gen<(int Verb, int Dice, int Minutes)[]> Walks = Gen.Select(
        Gen.Int[0, Verbs.Length - 1], Gen.Int[0, 11],
        Gen.Frequency((6, Gen.Int[0, 30]), (2, Gen.Int[60, 1_500]), (1, Gen.Int[2_000, 30_000]))).Array[1, 50];

    [Theory, InlineData(ContactChannel.Telegram), InlineData(ContactChannel.Hotline), InlineData(ContactChannel.SuggestionBox)]
    public void The_rules_hold_after_every_step(ContactChannel channel) => Walks.Sample(walk => Walk(channel, walk), iter: 300);

    [Fact]
    public void The_walks_cover_every_status_and_every_event()
    {
        var (states, events) = (new HashSet<TicketStatus>(), new HashSet<Type>());
        Walks.Sample(walk => Walk(ContactChannel.Telegram, walk, story =>
        {
            states.Add(story.Ticket.Status);
            events.UnionWith(story.Events.Select(e => e.GetType()));
        }), seed: "0000000000000", iter: 500, threads: 1);

        Assert.Equal(Enum.GetValues<TicketStatus>(), states.Order());
        Assert.Empty(typeof(TicketEvent).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TicketEvent))).Except(events));
    }

    private static void Walk(ContactChannel channel, (int Verb, int Dice, int Minutes)[] walk, Action<Story>? after = null)
    {
        var story = A.Ticket().From(channel).Opened();
        var asked = new HashSet<long> { story.LastMessage.Id };
        var rules = new Laws(story, asked);
        foreach (var (verb, dice, minutes) in walk)
        {
            story.At(story.Now.AddMinutes(minutes));
            var (before, events) = (Snapshot.Of(story.Ticket), story.Events.Count);
            if (Verbs[verb].Do(story, dice) is { } refusal)
            {
                Assert.Equal((before, events), (Snapshot.Of(story.Ticket), story.Events.Count));
                Assert.Equal(story.Ticket.Status, refusal.Status);
                Assert.Empty(refusal.Allowed.Except(Ticket.ActionsIn(refusal.Status)));
            }

            foreach (var happened in story.Events.Skip(events)) Remember(asked, happened);
            rules.Hold();
            after?.Invoke(story);
        }
    }

    /// <summary>Updates the set of messages that need an answer. A cancellation empties it.</summary>
    private static void Remember(HashSet<long> asked, TicketEvent happened)
    {
        if (happened is ResidentWrote { Thanks: false } wrote) asked.Add(wrote.Message);
        if (happened is MessageMovedHere { Thanks: false } here) asked.Add(here.Message);
        if (happened is MessageMovedAway away) asked.Remove(away.Message);
        if (happened is TicketReopened reopened) asked.Add(reopened.Message);
        if (happened is TicketCancelled) asked.Clear();
    }

    private static long[] Theirs(Story story, int dice)
    {
        var theirs = story.Ticket.Messages.Where(m => m is { Kind: MessageKind.FromResident, MovedTo: null }).Reverse().ToList();
        return [.. theirs.Skip(dice % theirs.Count).Take(1 + (dice % 2)).Select(m => m.Id)];
    }

    private static Refusal? MoveHere(Story story, int dice)
    {
        var other = A.AnotherTicket().OpenedAt(story.Now).Wrote(at: story.Now.AddHours(-dice));
        other.Ticket.Move(By.Resident, [other.LastMessage.Id], story.Ticket, story.Moment, []);
        return null;
    }

    private static Refusal? Done(Action act)
    {
        act();
        return null;
    }

    private static By Someone(int dice) => dice % 4 == 3 ? By.Service(Key) : By.Staff(Staff[dice % 4]);

    private static AnswerGiven Answer(Story story, int dice) => story.Answer((AnswerKind)(dice % 4), story.Now.AddDays(1 + dice));

    private static CallMade Call(Story story, int dice, AnswerGiven? said) =>
        new((CallDirection)(dice % 3), Reached: dice % 4 != 0, said?.Kind,
            story.Words("By phone", story.Now.AddMinutes(-dice)), said?.PromisedAt);

    private static Refusal? Deliver(Story story, int dice)
    {
        if (Queued(story, dice) is { } message) story.Delivered(story.Now.AddSeconds(-dice), message.Id);
        return null;
    }

    private static Refusal? Fail(Story story, int dice)
    {
        if (Queued(story, dice) is { } message)
            story.Ticket.DeliveryHasFailed(message.Id, dice % 2 == 0 ? DeliveryState.Failed : DeliveryState.Unreachable, story.Moment);
        return null;
    }

    private static Message? Queued(Story story, int dice)
    {
        var queued = story.Ticket.Messages.Where(m => m is { Delivery: DeliveryState.Queued, Reach: Reach.Chat }).ToList();
        return queued.Count == 0 ? null : queued[dice % queued.Count];
    }

    /// <summary>Checks the rules for one ticket and remembers the facts that must never change.</summary>
    private sealed class Laws(Story story, HashSet<long> asked)
    {
        private readonly Dictionary<long, Dictionary<string, object?>> _seen = [];
        private bool _shut;

        public void Hold()
        {
            var ticket = story.Ticket;
            Assert.Equal(story.Events.Count, ticket.Version);
            Assert.Equal(Enumerable.Range(1, ticket.Cycles.Count), ticket.Cycles.Select(c => c.Ordinal));
            Assert.All(ticket.Cycles.SkipLast(1), c => Assert.False(c.Unanswered));
            Assert.All(ticket.Cycles, CycleIsSound);
            var latest = ticket.LatestCycle;
            Assert.Equal((latest.DueAt, latest.State, latest.Unanswered), (ticket.DueAt, ticket.CycleState, ticket.Unanswered));
            Assert.Equal(SomethingIsUnanswered(ticket), ticket.Unanswered);
            StateIsSound(ticket);
            Assert.True(ticket.Assignee is null || Staff.Contains(ticket.Assignee));
            Assert.All(ticket.Promises, p => Assert.InRange(p.Renewals, 0, PromiseClock.MostRenewals));
            Assert.True(ticket.Promises.Count(p => p.Runs) <= 1);
            Assert.Distinct(ticket.Ratings.Select(r => r.ResolvedAt));
        }

        /// <summary>Returns true when a message needs an answer and no later answer was delivered. Reads no cycles.</summary>
        private bool SomethingIsUnanswered(Ticket ticket)
        {
            var covered = Newest(ticket, m => m.Answers is not null && m.Delivery is DeliveryState.Sent);
            return asked.Any(id => id > covered);
        }

        private void StateIsSound(Ticket ticket)
        {
            if (ticket.Status is TicketStatus.New) Assert.True(ticket.Unanswered);
            if (ticket.Status is TicketStatus.Resolved or TicketStatus.Closed or TicketStatus.WaitingForResident)
                Assert.False(ticket.Unanswered);
            if (ticket.Status is TicketStatus.WaitingForResident)
                Assert.Contains(ticket.Messages, m => m is { Kind: MessageKind.NeedFromYou, Delivery: DeliveryState.Sent });
            if (ticket.Status is TicketStatus.Resolved) Assert.NotNull(ticket.ResolvedAt);
            if (ticket.Status is TicketStatus.Closed) Assert.Null(ticket.RunningPromise);
            var answered = Newest(ticket, m => m.Answers is not null && m.Delivery is DeliveryState.Sent);
            var resolved = Newest(ticket, m => m is { Kind: MessageKind.Resolution, Delivery: DeliveryState.Sent });
            var waits = ticket.Messages.Any(m =>
                IsUndelivered(m) && m.Id > (m.Kind is MessageKind.Resolution ? Math.Max(answered, resolved) : answered));
            // A closed reply window needs a call even without an undelivered message.
            _shut = ticket.CallBack && (_shut || story.Events[^1] is ReplyWindowShut);
            Assert.Equal((waits || _shut) && ticket.Status is not TicketStatus.Closed, ticket.CallBack);
        }

        private static bool IsUndelivered(Message message) =>
            message.Delivery is DeliveryState.Failed or DeliveryState.Unreachable
            || message is { Delivery: DeliveryState.Queued, Reach: Reach.Phone };

        private static long Newest(Ticket ticket, Func<Message, bool> which) =>
            ticket.Messages.Where(which).Select(m => m.Id).DefaultIfEmpty().Max();

        private void CycleIsSound(ResponseCycle cycle)
        {
            Assert.Equal(cycle.StartedAt.AddHours(48), cycle.DueAt);
            Assert.Equal(cycle.State is CycleState.Met, cycle.MetAt is not null);
            Assert.Equal(cycle.State is CycleState.Missed, cycle.NoticedAt is not null);
            Assert.Equal(cycle.EndedAt is null, cycle.EndReason is null);
            Assert.True(cycle.MetAt is null || cycle.MetAt <= cycle.DueAt);
            Assert.True(cycle.NoticedAt is null || cycle.NoticedAt >= cycle.DueAt);
            Assert.True(cycle.State is not CycleState.Cancelled || cycle.EndedAt < cycle.DueAt);
            Assert.True(cycle.AnsweredLateAt is null || (cycle.State is CycleState.Missed && cycle.EndedAt is null));
            Assert.Equal(cycle.State is CycleState.Missed ? 1 : 0, cycle.Rungs.Count);
            Assert.Equal(cycle.State is CycleState.Missed ? 1 : 0, story.Events.OfType<CycleMissed>().Count(m => m.Cycle == cycle.Id));
            Assert.Equal(cycle.State is CycleState.Open, cycle.NextRungAt is not null);
            NothingIsRewritten(cycle);
        }

        private void NothingIsRewritten(ResponseCycle cycle)
        {
            var now = new Dictionary<string, object?>
            {
                ["start"] = cycle.StartedAt, ["due"] = cycle.DueAt, ["first"] = cycle.FirstMessageId,
                ["met"] = cycle.MetAt, ["noticed"] = cycle.NoticedAt,
                ["late"] = cycle.AnsweredLateAt, ["ended"] = cycle.EndedAt, ["why"] = cycle.EndReason, ["via"] = cycle.Via,
                ["state"] = cycle.State is CycleState.Open ? null : cycle.State,
            };
            if (_seen.TryGetValue(cycle.Id, out var seen))
                Assert.All(seen.Where(fact => fact.Value is not null), fact => Assert.Equal(fact.Value, now[fact.Key]));
            _seen[cycle.Id] = now;
        }
    }
}
