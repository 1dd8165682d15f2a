using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>
/// Compares the address in a request with the stored one. A new ticket never changes what is stored of a person, so staff get a note
/// about the difference.
/// </summary>
internal static class AddressDifference
{
    public static string? Describe(IntakeRequest request, Person? known, CatalogueNames places)
    {
        if (known is null || request is not { Anonymity: Anonymity.Named, Requester: { } given }) return null;
        var township = given.Township is { } code && code != known.Township ? places.TownshipName(request.Actor.Language, code) : null;
        var village = given.Village?.Trim() is { Length: > 0 } name && name != known.Village ? name : null;
        var difference = string.Join(" · ", new[] { township, village }.OfType<string>());
        return difference.Length == 0 ? null : DeskTexts.Format(request.Actor.Language, "form.saidOtherwise", ("said", difference));
    }
}
