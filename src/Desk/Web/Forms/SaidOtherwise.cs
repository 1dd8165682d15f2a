using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>A new matter changes nothing that is known of a person; where it gives another place, colleagues are told of it.</summary>
internal static class SaidOtherwise
{
    public static string? Of(Matter matter, Person? known, PlaceNames places)
    {
        if (known is null || matter is not { Anonymity: Anonymity.Named, Requester: { } told }) return null;
        var township = told.Township is { } code && code != known.Township ? places.TownshipName(matter.Actor.Language, code) : null;
        var village = told.Village?.Trim() is { Length: > 0 } name && name != known.Village ? name : null;
        var said = string.Join(" · ", new[] { township, village }.OfType<string>());
        return said.Length == 0 ? null : DeskTexts.Say(matter.Actor.Language, "form.saidOtherwise", ("said", said));
    }
}
