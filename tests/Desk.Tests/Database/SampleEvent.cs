using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Database;

/// <summary>An event with the name and the JSON that databases and API clients know it by.</summary>
internal sealed record SampleEvent(TicketEvent Event, string Name, string Template)
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 8, 30, 15, 250, TimeSpan.Zero);
    private static readonly Author Clerk = Author.Staff("aygul");
    private static readonly TextHash Words = new("ab12");
    private static readonly CycleSnapshot Open = new(7, Time, Time.AddDays(2), CycleState.Open);
    private static readonly CycleSnapshot Met = new(6, Time.AddDays(-1), Time.AddDays(1), CycleState.Met);

    private const string OpenJson =
        """{"id":7,"startedAt":"2026-03-01T08:30:15.25+00:00","dueAt":"2026-03-03T08:30:15.25+00:00","state":"open"}""";

    private const string MetJson =
        """{"id":6,"startedAt":"2026-02-28T08:30:15.25+00:00","dueAt":"2026-03-02T08:30:15.25+00:00","state":"met"}""";

    public string Json => Template.ReplaceLineEndings("").Replace("OPEN", OpenJson, StringComparison.Ordinal)
        .Replace("MET", MetJson, StringComparison.Ordinal);

    /// <summary>One event of each type in which no property has its default value, and one in which most are absent.</summary>
    public static IReadOnlyList<SampleEvent> All { get; } =
    [
        new(new TicketOpened(Time, Author.Resident, TicketKind.Complaint, ContactChannel.WeChat, 11, Words, Open, Time.AddMinutes(1), 4),
            "ticketOpened",
            """
            {"kind":"complaint","channel":"weChat","message":11,"words":"ab12","cycle":OPEN,
            "enteredAt":"2026-03-01T08:31:15.25+00:00","linkedTo":4}
            """),
        new(new ResidentWrote(Time, Author.Resident, 12, Words, true, true, Open, true, 11),
            "residentWrote", """{"message":12,"words":"ab12","thanks":true,"reopened":true,"newCycle":OPEN,"unsure":true,"edits":11}"""),
        new(new AnswerWritten(Time, Clerk, 13, Words, AnswerKind.NextStep, Reach.Phone, true, Time.AddDays(3), Met, AnsweredVia.FaceToFace),
            "answerWritten",
            """
            {"message":13,"words":"ab12","kind":"nextStep","reach":"phone","tookIt":true,
            "promisedAt":"2026-03-04T08:30:15.25+00:00","answered":MET,"via":"faceToFace"}
            """),
        new(new AnswerDelivered(Time, Author.System, 13, Time.AddSeconds(2), Met, AnsweredVia.Track, Open, true),
            "answerDelivered",
            """
            {"message":13,"acceptedAt":"2026-03-01T08:30:17.25+00:00","answered":MET,"via":"track","newCycle":OPEN,
            "nowWaits":true}
            """),
        new(new DeliveryFailed(Time, Author.System, 13, DeliveryState.Unreachable, Open),
            "deliveryFailed", """{"message":13,"outcome":"unreachable","newCycle":OPEN}"""),
        new(new TimesCorrected(Time, Author.System, Met, Open, Time.AddDays(-1), Time)
            {
                Slips = [new(21, Time, Time.AddDays(1))], Referrals = [new(22, Time, Time.AddDays(2))],
            },
            "timesCorrected",
            """
            {"ended":MET,"newCycle":OPEN,"resolvedAt":"2026-02-28T08:30:15.25+00:00",
            "closedAt":"2026-03-01T08:30:15.25+00:00",
            "slips":[{"id":21,"startedAt":"2026-03-01T08:30:15.25+00:00","dueAt":"2026-03-02T08:30:15.25+00:00"}],
            "referrals":[{"id":22,"startedAt":"2026-03-01T08:30:15.25+00:00","dueAt":"2026-03-03T08:30:15.25+00:00"}]}
            """),
        new(new IdleTicketReturned(Time, Author.System, "aygul", 24), "idleTicketReturned", """{"user":"aygul","hours":24}"""),
        new(new SlipDueRecomputed(Time, Author.System, 21, Time.AddDays(1), Time.AddDays(2)), "slipDueRecomputed",
            """{"slip":21,"before":"2026-03-02T08:30:15.25+00:00","dueAt":"2026-03-03T08:30:15.25+00:00"}"""),
        new(new DueRecomputed(Time, Author.System, Time.AddDays(1), Open),
            "dueRecomputed", """{"before":"2026-03-02T08:30:15.25+00:00","cycle":OPEN}"""),
        new(new DeliveryResumed(Time, Author.System, 13), "deliveryResumed", """{"message":13}"""),
        new(new ReplyWindowShut(Time, Author.System), "replyWindowShut", "{}"),
        new(new TicketTaken(Time, Clerk), "ticketTaken", "{}"),
        new(new TicketAssigned(Time, Clerk, "erkin", "aygul"), "ticketAssigned", """{"user":"erkin","before":"aygul"}"""),
        new(new NoteWritten(Time, Clerk, 14, Words, true, true),
            "noteWritten", """{"message":14,"words":"ab12","callPromised":true,"supervised":true}"""),
        new(new CallLogged(Time, Clerk, 15, Words, Time.AddHours(-1), CallDirection.Out, true, AnswerKind.Answer, true, Met, Open),
            "callLogged",
            """
            {"message":15,"words":"ab12","calledAt":"2026-03-01T07:30:15.25+00:00","direction":"out","reached":true,
            "kind":"answer","tookIt":true,"answered":MET,"newCycle":OPEN}
            """),
        new(new KindAmended(Time, Author.Resident, TicketKind.Other, TicketKind.Praise),
            "kindAmended", """{"from":"other","to":"praise"}"""),
        new(new ServiceItemAmended(Time, Author.Resident, "loan", "shop"), "serviceItemAmended", """{"from":"loan","to":"shop"}"""),
        new(new LanguageAmended(Time, Author.Resident, Language.En, Language.Ug), "languageAmended",
            """{"from":"en","to":"ug"}"""),
        new(new DepartmentAmended(Time, Clerk, "brand", "logistics", true), "departmentAmended",
            """{"from":"brand","to":"logistics","unassigned":true}"""),
        new(new CallRequested(Time, Author.Resident), "callRequested", "{}"),
        new(new TicketUrged(Time, Author.Resident, 3), "ticketUrged", """{"times":3}"""),
        new(new AnonymityAmended(Time, Author.Resident, Anonymity.Hidden, Anonymity.Anonymous),
            "anonymityAmended", """{"from":"hidden","to":"anonymous"}"""),
        new(new DetailsConfirmed(Time, Author.Resident), "detailsConfirmed", "{}"),
        new(new MessageMovedAway(Time, Author.Resident, 12, 5, Met, Open, TicketStatus.Resolved),
            "messageMovedAway", """{"message":12,"to":5,"ended":MET,"newCycle":OPEN,"back":"resolved"}"""),
        new(new MessageMovedHere(Time, Author.Resident, 12, Words, 4, true, true, Met, Open),
            "messageMovedHere", """{"message":12,"words":"ab12","from":4,"thanks":true,"reopened":true,"ended":MET,"newCycle":OPEN}"""),
        new(new MessageSettled(Time, Author.Resident, 12), "messageSettled", """{"message":12}"""),
        new(new ChatJoined(Time, Author.Resident, ContactChannel.WeChat, Language.Ug),
            "chatJoined", """{"channel":"weChat","language":"ug"}"""),
        new(new ChatReachChanged(Time, Author.System, true), "chatReachChanged", """{"reachable":true}"""),
        new(new TicketLinked(Time, Clerk, 5), "ticketLinked", """{"to":5}"""),
        new(new TicketResolved(Time, Clerk, 16, Words), "ticketResolved", """{"message":16,"words":"ab12"}"""),
        new(new TicketClosed(Time, Author.System), "ticketClosed", "{}"),
        new(new TicketErased(Time, Author.System, 3), "ticketErased", """{"years":3}"""),
        new(new TicketReopened(Time, Clerk, 17, Words, Open),
            "ticketReopened", """{"message":17,"words":"ab12","newCycle":OPEN}"""),
        new(new TicketCancelled(Time, Clerk, CycleEndReason.Spam, 18, Words, Met),
            "ticketCancelled", """{"reason":"spam","message":18,"words":"ab12","ended":MET}"""),
        new(new TicketRated(Time, Author.Resident, 2, Words, 31), "ticketRated", """{"score":2,"words":"ab12","order":31}"""),
        new(new RatingCommented(Time, Author.Resident, Words), "ratingCommented", """{"words":"ab12"}"""),
        new(new CycleMissed(Time, Author.System, 7, Time.AddDays(2), Time.AddDays(2).AddSeconds(3), [new("half", Time.AddDays(1))], true,
            31),
            "cycleMissed",
            """
            {"cycle":7,"dueAt":"2026-03-03T08:30:15.25+00:00","noticedAt":"2026-03-03T08:30:18.25+00:00",
            "skipped":[{"level":"half","levelAt":"2026-03-02T08:30:15.25+00:00"}],"overtaken":true,"order":31}
            """),
        new(new LevelRaised(Time, Author.System, 7, "head", Time.AddDays(3), Time.AddDays(2), [new("half", Time.AddDays(1))]),
            "levelRaised",
            """
            {"cycle":7,"level":"head","levelAt":"2026-03-04T08:30:15.25+00:00","dueAt":"2026-03-03T08:30:15.25+00:00",
            "skipped":[{"level":"half","levelAt":"2026-03-02T08:30:15.25+00:00"}]}
            """),
        new(new PromisePassed(Time, Author.System, 9, Time.AddDays(4)),
            "promisePassed", """{"clock":9,"promisedAt":"2026-03-05T08:30:15.25+00:00"}"""),
        new(new SlipSent(Time, Clerk, 21, "logistics", 20, Words, Time.AddDays(2)),
            "slipSent", """{"slip":21,"department":"logistics","message":20,"words":"ab12","dueAt":"2026-03-03T08:30:15.25+00:00"}"""),
        new(new SlipAccepted(Time, Clerk, 21), "slipAccepted", """{"slip":21}"""),
        new(new SlipReturned(Time, Clerk, 21, SlipReturnReason.NeedMore, 31),
            "slipReturned", """{"slip":21,"reason":"needMore","order":31}"""),
        new(new OrderDrafted(Time, Clerk, 31), "orderDrafted", """{"order":31}"""),
        new(new OrderIssued(Time, Clerk, 31, "erkin", 32, Words, Time.AddDays(2)),
            "orderIssued", """{"order":31,"user":"erkin","message":32,"words":"ab12","dueAt":"2026-03-03T08:30:15.25+00:00"}"""),
        new(new OrderAnswered(Time, Clerk, 31, 33, Words), "orderAnswered", """{"order":31,"message":33,"words":"ab12"}"""),
        new(new OrderAccepted(Time, Clerk, 31), "orderAccepted", """{"order":31}"""),
        new(new OrderRepeated(Time, Clerk, 31, "erkin", 34, Words, Time.AddDays(2)),
            "orderRepeated", """{"order":31,"user":"erkin","message":34,"words":"ab12","dueAt":"2026-03-03T08:30:15.25+00:00"}"""),
        new(new OrderDropped(Time, Clerk, 31, 35, Words), "orderDropped", """{"order":31,"message":35,"words":"ab12"}"""),
        new(new OrderReminded(Time, Author.System, 31, "erkin", Time.AddDays(2), true),
            "orderReminded", """{"order":31,"user":"erkin","dueAt":"2026-03-03T08:30:15.25+00:00","late":true}"""),
        new(new FollowUpDrawn(Time, Author.System, 41, FollowUpCause.Complaint),
            "followUpDrawn", """{"followUp":41,"cause":"complaint"}"""),
        new(new FollowUpCalled(Time, Clerk, 41, 42, Words, true, false, 2, Open), "followUpCalled",
            """{"followUp":41,"message":42,"words":"ab12","reached":true,"solved":false,"score":2,"newCycle":OPEN}"""),
        new(new FollowUpEnded(Time, Author.System, 41), "followUpEnded", """{"followUp":41}"""),
        new(new TicketEscalated(Time, Clerk, 51, ReferralCause.Appeal, 52, Words, Time.AddDays(1)), "ticketEscalated",
            """{"referral":51,"cause":"appeal","message":52,"words":"ab12","dueAt":"2026-03-02T08:30:15.25+00:00"}"""),
        new(new HeadInstructed(Time, Clerk, 51, 21, 31), "headInstructed", """{"referral":51,"slip":21,"order":31}"""),
        new(new InstructionOverdue(Time, Author.System, 51, Time.AddDays(1)),
            "instructionOverdue", """{"referral":51,"dueAt":"2026-03-02T08:30:15.25+00:00"}"""),
        new(new SlipTimeAsked(Time, Clerk, 21, 22, Words, Time.AddDays(3)),
            "slipTimeAsked", """{"slip":21,"message":22,"words":"ab12","dueAt":"2026-03-04T08:30:15.25+00:00"}"""),
        new(new SlipTimeGranted(Time, Clerk, 21, Time.AddDays(3)),
            "slipTimeGranted", """{"slip":21,"dueAt":"2026-03-04T08:30:15.25+00:00"}"""),
        new(new SlipTimeRefused(Time, Clerk, 21, 23, Words), "slipTimeRefused", """{"slip":21,"message":23,"words":"ab12"}"""),
        new(new SlipAnswered(Time, Clerk, 21, 24, Words), "slipAnswered", """{"slip":21,"message":24,"words":"ab12"}"""),
        new(new SlipWithdrawn(Time, Clerk, 21), "slipWithdrawn", """{"slip":21}"""),
        new(new SlipReminded(Time, Author.System, 21, Time.AddDays(2), true),
            "slipReminded", """{"slip":21,"dueAt":"2026-03-03T08:30:15.25+00:00","late":true}"""),
        new(new AnswerWritten(Time, Author.Service("site"), 13, Words, AnswerKind.Answer, Reach.Track, false, null, null, null),
            "answerWritten", """{"message":13,"words":"ab12","kind":"answer","reach":"track","tookIt":false}"""),
    ];
}
