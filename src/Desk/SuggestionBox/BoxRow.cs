using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.SuggestionBox;

/// <summary>One paper sheet from the box, as it was typed.</summary>
public sealed record BoxRow(int At)
{
    public string? ExternalId { get; init; }

    public TicketKind Kind { get; init; } = TicketKind.Suggestion;

    public string? Text { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public bool Anonymous { get; init; }

    public Faults Faults { get; init; } = Faults.None;

    public bool IsEmpty => Text is null && Name is null && Phone is null;

    public BoxRow With(IEnumerable<FieldFault> faults, Language language) => this with { Faults = new([.. faults], language) };

    public static string Field(int at, string name) => $"row{at}.{name}";

    public static BoxRow From(Posted posted, int at) => new(at)
    {
        ExternalId = posted.ExternalId(Field(at, "")), Kind = posted.Choice(Field(at, "kind"), TicketKind.Suggestion),
        Text = posted.Text(Field(at, "text")), Name = posted.Text(Field(at, "name")), Phone = posted.Text(Field(at, "phone")),
        Anonymous = posted.Text(Field(at, "anonymous")) is not null,
    };

    /// <summary>Faults for personal data on an anonymous sheet, which would not be stored.</summary>
    public IEnumerable<FieldFault> LeftOver =>
        from filled in new[] { (Field: "requester.name", Text: Name), (Field: "requester.phone", Text: Phone) }
        where Anonymous && filled.Text is not null
        select new FieldFault(filled.Field, "keptOfNobody");

    public Matter ToMatter(Actor actor, DateTimeOffset? collected) => new()
    {
        Channel = ContactChannel.SuggestionBox, Kind = Kind, Description = Text ?? "", Actor = actor, ExternalId = ExternalId,
        ReceivedAt = collected, MayBeOld = true, Language = Script.Of(Text) ?? actor.Language,
        Anonymity = Anonymous ? Anonymity.Anonymous : Anonymity.Named,
        Requester = Anonymous ? null : new() { Name = Name, Phone = Phone },
    };
}

/// <summary>A row that was stored as a ticket.</summary>
public sealed record KeptRow(Ticket Ticket, string Code);
