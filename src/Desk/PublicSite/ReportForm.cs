using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.PublicSite;

/// <summary>The public report form as the resident typed it.</summary>
public sealed record ReportForm
{
    public string Id { get; init; } = Posted.NewId();

    public string? ExternalId { get; init; }

    public TicketKind Kind { get; init; } = TicketKind.Complaint;

    public string? Description { get; init; }

    public bool Anonymous { get; init; }

    public string? Name { get; init; }

    public string? Phone { get; init; }

    public string? Township { get; init; }

    public string? Village { get; init; }

    public static ReportForm From(Posted posted) => new()
    {
        Id = posted.Id, ExternalId = posted.ExternalId(), Kind = posted.Choice("kind", TicketKind.Complaint),
        Description = posted.Text("description"), Anonymous = posted.Text("anonymous") is not null,
        Name = posted.Text("requester.name"), Phone = posted.Text("requester.phone"),
        Township = posted.Text("requester.township"), Village = posted.Text("requester.village"),
    };

    public Matter ToMatter(Language reader) => new()
    {
        Channel = ContactChannel.SuggestionBox, Kind = Kind, Description = Description ?? "",
        Actor = Actor.Resident(reader), ExternalId = ExternalId,
        Language = Script.Of(Description) ?? reader, Anonymity = Anonymous ? Anonymity.Anonymous : Anonymity.Named,
        Requester = Anonymous ? null : new() { Name = Name, Phone = Phone, Township = Township, Village = Village },
    };
}
