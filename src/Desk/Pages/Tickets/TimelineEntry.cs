using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>One entry of the ticket's timeline: a message, or the events between two messages.</summary>
internal sealed record TimelineEntry(Message? Message, IReadOnlyList<StoredEvent> Events)
{
    // Not listed as events, because each has a message that shows it.
    private static readonly string[] EventsShownAsMessages =
        ["ticketOpened", "residentWrote", "answerWritten", "noteWritten", "callLogged", "ticketResolved"];

    private static readonly TimeSpan NoticeTolerance = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<TimelineEntry> BuildTimeline(TicketPageModel model)
    {
        var events = new Queue<StoredEvent>(model.Events.Where(e => !EventsShownAsMessages.Contains(e.Type)));
        var entries = new List<TimelineEntry>();
        foreach (var message in model.Ticket.Messages.Where(m => m.MovedToTicketId is null).OrderBy(m => m.Id))
        {
            AddEventsBefore(entries, events, message.RecordedAt);
            entries.Add(new(message, []));
        }

        AddEventsBefore(entries, events, DateTimeOffset.MaxValue);
        return entries;
    }

    public static string DescribeEvent(TicketPageModel model, StoredEvent storedEvent, TimeFormatter shown)
    {
        using var data = JsonDocument.Parse(storedEvent.Data);
        var language = model.Reader.Language;
        if (storedEvent.Type == "cycleMissed") return DescribeMissedCycle(data.RootElement, language, shown);
        var isUnreachable = storedEvent.Type == "chatReachChanged" && !data.RootElement.GetProperty("reachable").GetBoolean();
        var kind = storedEvent.Type == "kindAmended" && Enum.TryParse<TicketKind>(ReadText(data, "to"), ignoreCase: true, out var newKind)
            ? DisplayNames.For(language, newKind) : "";
        var anonymity = storedEvent.Type == "anonymityAmended"
            && Enum.TryParse<Anonymity>(ReadText(data, "to"), ignoreCase: true, out var newAnonymity)
            ? DisplayNames.For(language, newAnonymity) : "";
        return DeskTexts.Format(language, "ticket.happened." + storedEvent.Type + (isUnreachable ? "Shut" : ""),
            ("who", IsolateDirection(AuthorName(model, storedEvent.By, language))),
            ("user", ReadText(data, "user") is { } user ? IsolateDirection(model.StaffName(user)) : ""),
            ("score", ReadText(data, "score") ?? ""), ("years", ReadText(data, "years") ?? ""),
            ("kind", kind),
            ("service", storedEvent.Type == "serviceItemAmended" ? DisplayNames.Service(language, ReadText(data, "to") ?? "") : ""),
            ("anonymity", anonymity));
    }

    /// <summary>States the due time of a missed cycle; adds the time it was noticed when that was more than a minute later.</summary>
    private static string DescribeMissedCycle(JsonElement data, Language language, TimeFormatter shown)
    {
        var (due, noticed) = (data.GetProperty("dueAt").GetDateTimeOffset(), data.GetProperty("noticedAt").GetDateTimeOffset());
        return DeskTexts.Format(language, "ticket.happened.cycleMissed" + (noticed - due > NoticeTolerance ? "NoticedLater" : ""),
            ("due", Time(due)), ("noticed", Time(noticed)));

        string Time(DateTimeOffset at) => IsolateDirection($"{shown.Date(language, at)} {shown.TimeOfDay(at)}");
    }

    public static string AuthorName(TicketPageModel model, string author, Language language) =>
        AuthorName(model, Author.Parse(author), language);

    public static string AuthorName(TicketPageModel model, Author author, Language language) => author.Kind switch
    {
        AuthorKind.Staff => model.StaffName(author.Code),
        AuthorKind.Service => author.Code,
        AuthorKind.Resident => DeskTexts.Format(language, "ticket.resident"),
        _ => DeskTexts.Format(language, "ticket.system"),
    };

    /// <summary>Wraps a name in direction isolates, so that another script does not reorder the sentence around it.</summary>
    private static string IsolateDirection(string name) => $"\u2068{name}\u2069";

    private static void AddEventsBefore(List<TimelineEntry> entries, Queue<StoredEvent> events, DateTimeOffset until)
    {
        var before = new List<StoredEvent>();
        while (events.TryPeek(out var next) && next.At < until) before.Add(events.Dequeue());
        if (before.Count > 0) entries.Add(new(null, before));
    }

    private static string? ReadText(JsonDocument data, string name) =>
        data.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
}
