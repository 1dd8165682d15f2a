using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Web.Forms;

/// <summary>The result of submitting a form.</summary>
public abstract record Entry
{
    private Entry() { }

    public sealed record Kept(Ticket Ticket, bool Again) : Entry;

    public sealed record Refused(IReadOnlyList<FieldFault> Faults) : Entry;

    /// <summary>The database could not be written. Nothing was stored; the input is only in the form.</summary>
    public sealed record Trouble : Entry;
}

/// <summary>An internal note for staff, stored with the new ticket. It may mark that a call-back was promised.</summary>
public sealed record NoteBeside(string Text, bool CallPromised = false);

/// <summary>Submits the forms of all pages to intake.</summary>
public sealed class FrontDoor(
    MatterRules rules, IntakeDoor door, PromisePolicy policy, DeskWriter writer, PlaceNames places, TimeProvider time)
{
    /// <summary>
    /// Submits the request, or returns all its faults together with those the form found itself. Not cancelled when the browser
    /// disconnects: what was sent is stored.
    /// </summary>
    public async Task<Entry> TakeAsync(Matter matter, IReadOnlyList<FieldFault> faults, NoteBeside? note = null)
    {
        IReadOnlyList<FieldFault> all = [.. faults, .. rules.Check(matter, time.Now())];
        if (all.Count > 0) return new Entry.Refused(all);
        try
        {
            var result = await writer.WriteAsync(unit => TakeAsync(unit, matter, note));
            return new Entry.Kept(result.Ticket, result.As is TakenAs.Repeated);
        }
        catch (StorageTroubleException)
        {
            return new Entry.Trouble();
        }
    }

    private async Task<Taken> TakeAsync(WriteUnit unit, Matter matter, NoteBeside? note)
    {
        var result = await door.TakeAsync(unit, matter, CancellationToken.None);
        if (result.As is not TakenAs.Opened) return result;
        var ticket = result.Ticket;
        if (matter.Channel is ContactChannel.Counter or ContactChannel.Hotline)
            await PickUpCodes.MakeAsync(unit, ticket, CancellationToken.None);
        if (note is not null) ticket.Note(matter.Actor.By, Said(note.Text, unit), unit.Moment(policy.Due), note.CallPromised);
        if (SaidOtherwise.Of(matter, ticket.Person, places) is { } difference)
            ticket.Note(By.System, Said(difference, unit), unit.Moment(policy.Due));
        return result;
    }

    private static Said Said(string text, WriteUnit unit) => new(text, WriteUnit.NewSalt(), unit.Now);
}
