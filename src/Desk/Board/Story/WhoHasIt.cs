using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Texts;

namespace EcomCenter.Desk.Board.Story;

/// <summary>Names the ticket's assignee and since when, for staff whose take came too late.</summary>
internal static class WhoHasIt
{
    /// <summary>Null when the refusal has another reason.</summary>
    public static string? Say(TicketStory story, Outcome? outcome, ShownTime shown, DateTimeOffset now)
    {
        if (outcome is not Outcome.Refused { Refusal.Reason: RefusalReason.AlreadyTaken }) return null;
        if (story.Ticket.Assignee is not { } holder || story.Events.LastOrDefault(ChangedHands) is not { } since) return null;
        var variant = holder == story.Reader.By.Code ? "you" : since.Type == "ticketAssigned" ? "given" : "took";
        return DeskTexts.Say(story.Reader.Language, "ticket.hasIt." + variant, ("who", $"\u2068{story.NameOf(holder)}\u2069"),
            ("number", $"\u2066{story.Ticket.Number}\u2069"), ("time", $"\u2068{Time(story.Reader.Language, since.At, shown, now)}\u2069"));
    }

    private static string Time(Language language, DateTimeOffset at, ShownTime shown, DateTimeOffset now) =>
        shown.Date(language, at) == shown.Date(language, now) ? shown.Clock(at) : shown.Moment(language, at);

    /// <summary>True for events that change the assignee. Answering a new ticket takes it too.</summary>
    private static bool ChangedHands(StoredEvent happened)
    {
        if (happened.Type is "ticketTaken" or "ticketAssigned") return true;
        using var data = JsonDocument.Parse(happened.Data);
        return data.RootElement.TryGetProperty("tookIt", out var took) && took.ValueKind is JsonValueKind.True;
    }
}
