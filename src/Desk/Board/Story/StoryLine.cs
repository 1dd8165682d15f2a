using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Board.Story;

/// <summary>One entry of the ticket's timeline: a message, or the events between two messages.</summary>
internal sealed record StoryLine(Message? Message, IReadOnlyList<StoredEvent> Events)
{
    // Not listed as events, because each has a message that shows it.
    private static readonly string[] Told =
        ["ticketOpened", "residentWrote", "answerWritten", "noteWritten", "callLogged", "ticketResolved"];

    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<StoryLine> Of(TicketStory story)
    {
        var events = new Queue<StoredEvent>(story.Events.Where(e => !Told.Contains(e.Type)));
        var entries = new List<StoryLine>();
        foreach (var message in story.Ticket.Messages.Where(m => m.MovedTo is null).OrderBy(m => m.Id))
        {
            Between(entries, events, message.RecordedAt);
            entries.Add(new(message, []));
        }

        Between(entries, events, DateTimeOffset.MaxValue);
        return entries;
    }

    public static string Say(TicketStory story, StoredEvent happened, ShownTime shown)
    {
        using var data = JsonDocument.Parse(happened.Data);
        var language = story.Reader.Language;
        if (happened.Type == "cycleMissed") return SayMissed(data.RootElement, language, shown);
        var isUnreachable = happened.Type == "chatReachChanged" && !data.RootElement.GetProperty("reachable").GetBoolean();
        var kind = happened.Type == "kindAmended" && Enum.TryParse<TicketKind>(Text(data, "to"), ignoreCase: true, out var newKind)
            ? Names.Of(language, newKind) : "";
        var anonymity = happened.Type == "anonymityAmended"
            && Enum.TryParse<Anonymity>(Text(data, "to"), ignoreCase: true, out var newAnonymity)
            ? Names.Of(language, newAnonymity) : "";
        return DeskTexts.Say(language, "ticket.happened." + happened.Type + (isUnreachable ? "Shut" : ""),
            ("who", Apart(WhoOf(story, happened.By, language))),
            ("user", Text(data, "user") is { } user ? Apart(story.NameOf(user)) : ""),
            ("score", Text(data, "score") ?? ""), ("years", Text(data, "years") ?? ""),
            ("kind", kind),
            ("service", happened.Type == "serviceItemAmended" ? Names.Service(language, Text(data, "to") ?? "") : ""),
            ("anonymity", anonymity));
    }

    /// <summary>States the due time of a missed cycle; adds the time it was noticed when that was more than a minute later.</summary>
    private static string SayMissed(JsonElement miss, Language language, ShownTime shown)
    {
        var (due, noticed) = (miss.GetProperty("dueAt").GetDateTimeOffset(), miss.GetProperty("noticedAt").GetDateTimeOffset());
        return DeskTexts.Say(language, "ticket.happened.cycleMissed" + (noticed - due > AtOnce ? "NoticedLater" : ""),
            ("due", Time(due)), ("noticed", Time(noticed)));

        string Time(DateTimeOffset at) => Apart($"{shown.Date(language, at)} {shown.Clock(at)}");
    }

    public static string WhoOf(TicketStory story, string by, Language language) => WhoOf(story, By.Parse(by), language);

    public static string WhoOf(TicketStory story, By by, Language language) => by.Kind switch
    {
        ByKind.Staff => story.NameOf(by.Code),
        ByKind.Service => by.Code,
        ByKind.Resident => DeskTexts.Say(language, "ticket.resident"),
        _ => DeskTexts.Say(language, "ticket.system"),
    };

    /// <summary>Wraps a name in direction isolates, so that another script does not reorder the sentence around it.</summary>
    private static string Apart(string name) => $"\u2068{name}\u2069";

    private static void Between(List<StoryLine> lines, Queue<StoredEvent> events, DateTimeOffset until)
    {
        var before = new List<StoredEvent>();
        while (events.TryPeek(out var next) && next.At < until) before.Add(events.Dequeue());
        if (before.Count > 0) lines.Add(new(null, before));
    }

    private static string? Text(JsonDocument data, string name) =>
        data.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
}
