using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>One entry of the ticket's timeline: a message, or the events between two messages.</summary>
internal sealed record TimelineEntry(Message? Message, IReadOnlyList<TicketEvent> Events)
{
    private static readonly TimeSpan NoticeTolerance = TimeSpan.FromMinutes(1);

    /// <summary>Lists the messages with the events between them, from the first message that the page shows.</summary>
    public static IReadOnlyList<TimelineEntry> BuildTimeline(TicketPageModel model)
    {
        var all = BuildAll(model);
        var first = model.FirstShownMessage is { } id ? all.FindIndex(entry => entry.Message?.Id == id) : 0;
        return all[first..];
    }

    private static List<TimelineEntry> BuildAll(TicketPageModel model)
    {
        var events = new Queue<TicketEvent>(model.Events.Where(e => !IsShownAsMessage(e)));
        var entries = new List<TimelineEntry>();
        foreach (var message in model.Story)
        {
            AddEventsBefore(entries, events, message.RecordedAt);
            entries.Add(new(message, []));
        }

        AddEventsBefore(entries, events, DateTimeOffset.MaxValue);
        return entries;
    }

    public static string DescribeEvent(TicketPageModel model, TicketEvent ticketEvent, TimeFormatter timeFormatter)
    {
        var language = model.Reader.Language;
        (string, object) who = ("who", IsolateDirection(AuthorName(model, ticketEvent.By, language)));
        return ticketEvent switch
        {
            CycleMissed missed => DescribeMissedCycle(missed, language, timeFormatter),
            LevelRaised raised => Describe(raised.LevelAt > raised.DueAt ? "Late" : "", ("level", LevelNames.For(language, raised.Level)),
                ("due", FormatMoment(raised.DueAt, language, timeFormatter))),
            DueRecomputed recomputed => Describe("", ("before", FormatMoment(recomputed.Before, language, timeFormatter)),
                ("due", FormatMoment(recomputed.Cycle.DueAt, language, timeFormatter))),
            ChatReachChanged { Reachable: false } => Describe("Shut", who),
            TicketAssigned assigned => Describe("", who, ("user", IsolateDirection(model.StaffName(assigned.User)))),
            TicketRated rated => Describe("", ("score", rated.Score)),
            TicketErased erased => Describe("", ("years", erased.Years)),
            KindAmended kind => Describe("", who, ("kind", DisplayNames.For(language, kind.To))),
            ServiceItemAmended service => Describe("", who, ("service", DisplayNames.Service(language, service.To))),
            LanguageAmended amended => Describe("", who, ("language", DisplayNames.NativeName(amended.To))),
            TicketUrged urged => Describe("", who, ("times", urged.Times)),
            DepartmentAmended amended => Describe("", who, ("department", model.Catalogue.DepartmentName(language, amended.To))),
            IdleTicketReturned idle => Describe("", ("user", IsolateDirection(model.StaffName(idle.User))), ("hours", idle.Hours)),
            SlipDueRecomputed recomputed => Describe("", ("department", model.SlipDepartmentName(recomputed.Slip)),
                ("before", FormatTime(recomputed.Before)), ("due", FormatTime(recomputed.DueAt))),
            SlipReturned { By.Kind: AuthorKind.System } idle => Describe("Idle", ("department", model.SlipDepartmentName(idle.Slip))),
            SlipReturned returned => Describe("", who,
                ("reason", DeskTexts.Format(language, "ticket.slip.return." + EnumCode.From(returned.Reason)))),
            SlipTimeGranted granted => Describe("", who, ("due", FormatTime(granted.DueAt))),
            SlipReminded reminded => Describe(reminded.Late ? "Late" : "", ("due", FormatTime(reminded.DueAt)),
                ("department", model.SlipDepartmentName(reminded.Slip))),
            OrderReminded reminded => Describe(reminded.Late ? "Late" : "", ("due", FormatTime(reminded.DueAt)),
                ("user", IsolateDirection(model.StaffName(reminded.User)))),
            HeadInstructed instructed => Describe(instructed.Order is null ? "Slip" : "", who),
            InstructionOverdue overdue => Describe("", ("due", FormatTime(overdue.DueAt))),
            AnonymityAmended anonymity => Describe("", who, ("anonymity", DisplayNames.For(language, anonymity.To))),
            _ => Describe("", who),
        };

        string FormatTime(DateTimeOffset at) => IsolateDirection(timeFormatter.DateAndTime(language, at));

        string Describe(string variant, params ReadOnlySpan<(string, object)> values) =>
            DeskTexts.Format(language, TextKey(ticketEvent) + variant, values);
    }

    private static string TextKey(TicketEvent ticketEvent) => "ticket.happened." + EventJson.NameOf(ticketEvent);

    /// <summary>States the due time of a missed cycle; adds the time it was noticed when that was more than a minute later.</summary>
    private static string DescribeMissedCycle(CycleMissed missed, Language language, TimeFormatter timeFormatter)
    {
        var isNoticedLater = missed.NoticedAt - missed.DueAt > NoticeTolerance;
        return DeskTexts.Format(language, TextKey(missed) + (isNoticedLater ? "NoticedLater" : ""),
            ("due", FormatMoment(missed.DueAt, language, timeFormatter)),
            ("noticed", FormatMoment(missed.NoticedAt, language, timeFormatter)));
    }

    private static string FormatMoment(DateTimeOffset at, Language language, TimeFormatter timeFormatter) =>
        IsolateDirection($"{timeFormatter.Date(language, at)} {timeFormatter.TimeOfDay(at)}");

    public static string AuthorName(TicketPageModel model, Author author, Language language) => author.Kind switch
    {
        AuthorKind.Staff => model.StaffName(author.Code),
        AuthorKind.Service => author.Code,
        AuthorKind.Resident => DeskTexts.Format(language, "ticket.resident"),
        _ => DeskTexts.Format(language, "ticket.system"),
    };

    /// <summary>Wraps a name in direction isolates, so that another script does not reorder the sentence around it.</summary>
    private static string IsolateDirection(string name) => $"\u2068{name}\u2069";

    private static void AddEventsBefore(List<TimelineEntry> entries, Queue<TicketEvent> events, DateTimeOffset until)
    {
        var before = new List<TicketEvent>();
        while (events.TryPeek(out var next) && next.At < until) before.Add(events.Dequeue());
        if (before.Count > 0) entries.Add(new(null, before));
    }

    private static bool IsShownAsMessage(TicketEvent ticketEvent) =>
        ticketEvent is TicketOpened or ResidentWrote or AnswerWritten or NoteWritten or CallLogged or TicketResolved
            or SlipSent or SlipTimeAsked or SlipTimeRefused or SlipAnswered
            or OrderIssued or OrderAnswered or OrderRepeated or OrderDropped or FollowUpCalled or TicketEscalated;
}
