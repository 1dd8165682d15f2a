using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>What became of a sheet.</summary>
public abstract record Entry
{
    private Entry() { }

    public sealed record Kept(Ticket Ticket, bool Again) : Entry;

    public sealed record Refused(IReadOnlyList<FieldFault> Faults) : Entry;

    /// <summary>The database could not be written: nothing is kept but what stands in the form.</summary>
    public sealed record Trouble : Entry;
}

/// <summary>What colleagues are told beside the matter; it may say that somebody is to call back.</summary>
public sealed record NoteBeside(string Text, bool CallPromised = false);

/// <summary>The way from every form to the one door.</summary>
public sealed class FrontDoor(MatterRules rules, IntakeDoor door, PromisePolicy policy, DeskWriter writer, PlaceNames places, TimeProvider time)
{
    /// <summary>
    /// Takes the matter in, or says all that is wrong with it together with what the form found itself. Whoever gives up waiting has still
    /// handed it in.
    /// </summary>
    public async Task<Entry> TakeAsync(Matter matter, IReadOnlyList<FieldFault> faults, NoteBeside? note = null)
    {
        IReadOnlyList<FieldFault> all = [.. faults, .. rules.Check(matter, time.Now())];
        if (all.Count > 0) return new Entry.Refused(all);
        try
        {
            var taken = await writer.WriteAsync(unit => TakeAsync(unit, matter, note));
            return new Entry.Kept(taken.Ticket, taken.As is TakenAs.Repeated);
        }
        catch (StorageTroubleException)
        {
            return new Entry.Trouble();
        }
    }

    private async Task<Taken> TakeAsync(WriteUnit unit, Matter matter, NoteBeside? note)
    {
        var taken = await door.TakeAsync(unit, matter, CancellationToken.None);
        if (taken.As is not TakenAs.Opened) return taken;
        if (matter.Channel is ContactChannel.Counter or ContactChannel.Hotline) await PickUpCodes.MakeAsync(unit, taken.Ticket, CancellationToken.None);
        if (note is not null) taken.Ticket.Note(matter.Actor.By, Said(note.Text, unit), unit.Moment(policy.Due), note.CallPromised);
        if (SaidOtherwise.Of(matter, taken.Ticket.Person, places) is { } place) taken.Ticket.Note(By.System, Said(place, unit), unit.Moment(policy.Due));
        return taken;
    }

    private static Said Said(string text, WriteUnit unit) => new(text, WriteUnit.NewSalt(), unit.Now);
}
