using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>The public report form as the resident typed it.</summary>
public sealed record ReportForm
{
    public string Id { get; init; } = FormPost.NewId();

    public string? ExternalId { get; init; }

    public TicketKind Kind { get; init; } = TicketKind.Complaint;

    public string? Description { get; init; }

    public bool Anonymous { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Township { get; init; }

    public string? Village { get; init; }

    public static ReportForm From(FormPost post) => new()
    {
        Id = post.Id, ExternalId = post.ComputeExternalId(), Kind = post.Choice("kind", TicketKind.Complaint),
        Description = post.Text("description"), Anonymous = post.Text("anonymous") is not null,
        Name = post.Text("requester.name"), Phone = post.Text("requester.phone"),
        Township = post.Text("requester.township"), Village = post.Text("requester.village"),
    };

    public IntakeRequest ToIntakeRequest(Language reader) => new()
    {
        Channel = ContactChannel.SuggestionBox, Kind = Kind, Description = Description ?? "",
        Actor = Actor.Resident(reader), ExternalId = ExternalId,
        Language = ScriptDetector.Detect(Description) ?? reader, Anonymity = Anonymous ? Anonymity.Anonymous : Anonymity.Named,
        Requester = Anonymous ? null : new() { Name = Name, Phone = Phone, Township = Township, Village = Village },
    };
}
