using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.SuggestionBox;

/// <summary>One paper sheet from the box, as it was typed.</summary>
public sealed record SuggestionBoxRow(int Index)
{
    public string? ExternalId { get; init; }

    public TicketKind Kind { get; init; } = TicketKind.Suggestion;

    public string? Text { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public bool Anonymous { get; init; }

    public FormFaults Faults { get; init; } = FormFaults.None;

    public bool IsEmpty => Text is null && Name is null && Phone is null;

    public SuggestionBoxRow WithFaults(IEnumerable<FieldFault> faults, Language language) =>
        this with { Faults = new([.. faults], language) };

    public static string FieldName(int index, string name) => $"row{index}.{name}";

    public static SuggestionBoxRow From(FormPost post, int index) => new(index)
    {
        ExternalId = post.ComputeExternalId(FieldName(index, "")), Kind = post.Choice(FieldName(index, "kind"), TicketKind.Suggestion),
        Text = post.Text(FieldName(index, "text")), Name = post.Text(FieldName(index, "name")),
        Phone = post.Text(FieldName(index, "phone")),
        Anonymous = post.Text(FieldName(index, "anonymous")) is not null,
    };

    /// <summary>Faults for personal data on an anonymous sheet, which would not be stored.</summary>
    public IEnumerable<FieldFault> UnusedFields =>
        from filled in new[] { (Field: "requester.name", Text: Name), (Field: "requester.phone", Text: Phone) }
        where Anonymous && filled.Text is not null
        select new FieldFault(filled.Field, "keptOfNobody");

    public IntakeRequest ToIntakeRequest(Actor actor, DateTimeOffset? collectedAt) => new()
    {
        Channel = ContactChannel.SuggestionBox, Kind = Kind, Description = Text ?? "", Actor = actor, ExternalId = ExternalId,
        ReceivedAt = collectedAt, Language = ScriptDetector.Detect(Text) ?? actor.Language,
        Anonymity = Anonymous ? Anonymity.Anonymous : Anonymity.Named,
        Requester = Anonymous ? null : new() { Name = Name, Phone = Phone },
    };
}

/// <summary>A row that was stored as a ticket.</summary>
public sealed record AcceptedRow(Ticket Ticket, string Code);
