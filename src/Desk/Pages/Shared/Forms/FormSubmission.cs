using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Shared.Forms;

/// <summary>The result of submitting a form.</summary>
public abstract record FormSubmissionResult
{
    private FormSubmissionResult() { }

    public sealed record FormAccepted(Ticket Ticket, bool IsRepeat) : FormSubmissionResult;

    public sealed record FormRefused(IReadOnlyList<FieldFault> Faults) : FormSubmissionResult;

    /// <summary>
    /// Nothing was stored; the input is only in the form. The database could not be written, or too little of the disk is free.
    /// </summary>
    public sealed record FormNotSaved(string NoticeKey) : FormSubmissionResult;
}

/// <summary>An internal note for staff, stored with the new ticket. It may mark that a call-back was promised.</summary>
public sealed record StaffNote(string Text, bool CallPromised = false);

/// <summary>Submits the forms of all pages to intake.</summary>
public sealed class FormSubmission(
    IntakeValidation validation, IntakeDoor intake, PromisePolicy policy, DeskWriter writer, CatalogueNames places, DiskSpace disk,
    TimeProvider time)
{
    /// <summary>
    /// Submits the request, or returns all its faults together with those the form found itself. Not cancelled when the browser
    /// disconnects: what was sent is stored.
    /// </summary>
    public async Task<FormSubmissionResult> SubmitAsync(IntakeRequest request, IReadOnlyList<FieldFault> faults, StaffNote? note = null)
    {
        IReadOnlyList<FieldFault> all = [.. faults, .. validation.Validate(request, time.Now())];
        if (all.Count > 0) return new FormSubmissionResult.FormRefused(all);
        try
        {
            var result = await writer.WriteAsync(unit => SubmitAsync(unit, request, note));
            return result is null ? new FormSubmissionResult.FormNotSaved(disk.NotStoredKey)
                : new FormSubmissionResult.FormAccepted(result.Ticket, result.Outcome is IntakeOutcome.Duplicate);
        }
        catch (StorageUnavailableException)
        {
            return new FormSubmissionResult.FormNotSaved(disk.NotStoredKey);
        }
    }

    /// <summary>Returns null if too little of the disk is free for another ticket.</summary>
    private async Task<IntakeResult?> SubmitAsync(WriteUnit unit, IntakeRequest request, StaffNote? note)
    {
        if (await intake.HasNoRoomForAsync(unit, request)) return null;
        var result = await intake.SubmitAsync(unit, request, CancellationToken.None);
        if (result.Outcome is not IntakeOutcome.Opened) return result;
        var ticket = result.Ticket;
        if (request.NeedsPickUpCode) await PickUpCodes.GetOrCreateAsync(unit, ticket, CancellationToken.None);
        if (note is not null)
            ticket.AddNote(request.Actor.Author, CreateBody(note.Text, unit), unit.CreateChangeContext(policy),
                note.CallPromised).ThrowIfRefused();
        if (AddressDifference.Describe(request, ticket.Person, places) is { } difference)
            ticket.AddNote(Author.System, CreateBody(difference, unit), unit.CreateChangeContext(policy)).ThrowIfRefused();
        return result;
    }

    private static MessageBody CreateBody(string text, WriteUnit unit) => new(text, WriteUnit.NewSalt(), unit.Now);
}
