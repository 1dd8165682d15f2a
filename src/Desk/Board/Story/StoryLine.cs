using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Board.Story;

/// <summary>A message, or what happened between two messages.</summary>
internal sealed record StoryLine(Message? Message, IReadOnlyList<StoredEvent> Events)
{
    // Their message tells it.
    private static readonly string[] Told = ["ticketOpened", "residentWrote", "answerWritten", "noteWritten", "callLogged", "ticketResolved"];

    private static readonly TimeSpan AtOnce = TimeSpan.FromMinutes(1);

    public static IReadOnlyList<StoryLine> Of(TicketStory story)
    {
        var events = new Queue<StoredEvent>(story.Events.Where(e => !Told.Contains(e.Type)));
        var lines = new List<StoryLine>();
        foreach (var message in story.Ticket.Messages.Where(m => m.MovedTo is null).OrderBy(m => m.Id))
        {
            Between(lines, events, message.RecordedAt);
            lines.Add(new(message, []));
        }

        Between(lines, events, DateTimeOffset.MaxValue);
        return lines;
    }

    public static string Say(TicketStory story, StoredEvent happened, ShownTime shown)
    {
        using var data = JsonDocument.Parse(happened.Data);
        var language = story.Reader.Language;
        if (happened.Type == "cycleMissed") return SayMissed(data.RootElement, language, shown);
        var which = happened.Type == "chatReachChanged" ? data.RootElement.GetProperty("reachable").GetBoolean() ? "" : "Shut" : "";
        return DeskTexts.Say(language, "ticket.happened." + happened.Type + which, ("who", Apart(WhoOf(story, happened.By, language))),
            ("user", Text(data, "user") is { } user ? Apart(story.NameOf(user)) : ""), ("score", Text(data, "score") ?? ""), ("years", Text(data, "years") ?? ""),
            ("kind", happened.Type == "kindAmended" && Enum.TryParse<TicketKind>(Text(data, "to"), ignoreCase: true, out var kind) ? Names.Of(language, kind) : ""),
            ("service", happened.Type == "serviceItemAmended" ? Names.Service(language, Text(data, "to") ?? "") : ""),
            ("anonymity", happened.Type == "anonymityAmended" && Enum.TryParse<Anonymity>(Text(data, "to"), ignoreCase: true, out var anonymity) ? Names.Of(language, anonymity) : ""));
    }

    /// <summary>The true time of a miss is its due time, also where nobody was there to notice.</summary>
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

    /// <summary>A name in another script disturbs nobody's order of words.</summary>
    private static string Apart(string name) => $"\u2068{name}\u2069";

    private static void Between(List<StoryLine> lines, Queue<StoredEvent> events, DateTimeOffset until)
    {
        var some = new List<StoredEvent>();
        while (events.TryPeek(out var next) && next.At < until) some.Add(events.Dequeue());
        if (some.Count > 0) lines.Add(new(null, some));
    }

    private static string? Text(JsonDocument data, string name) => data.RootElement.TryGetProperty(name, out var value) ? value.ToString() : null;
}
