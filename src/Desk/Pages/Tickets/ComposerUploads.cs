using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Files chosen in the composer. They are stored as soon as they arrive, so that a form shown again still has them.</summary>
internal sealed class ComposerUploads(Uploads uploads, UploadLimits limits, DiskSpace disk, IDbContextFactory<DeskDb> contexts)
{
    /// <summary>The field with the length of the recording that was made on the page.</summary>
    public const string SecondsField = "recordingSeconds";

    private const string RecordingField = "recording";

    public Task<FormWithFiles> ReadAsync(HttpContext http) =>
        FormWithFiles.ReadAsync(http, limits, () => FormPost.IsTokenValidAsync(http));

    /// <summary>Stores the valid files and adds their ids to the form. Returns null if they could not be stored.</summary>
    public async Task<TicketForm?> TryStoreAsync(TicketForm form, FormWithFiles sent, Actor actor)
    {
        var valid = sent.Files.Where(file => file.FaultCode is null)
            .Select(file => file.ToUpload(file.Field == RecordingField ? ReadSeconds(form) : null)).OfType<Upload>();
        try
        {
            var stored = await uploads.StoreAsync([.. valid], ContactChannel.Api, OwnerKey(actor));
            var ids = form.Attachments.Where(UnattachedFiles.IsFileId).Concat(stored.Select(file => AttachmentId(file)));
            return form with { Attachments = [.. ids] };
        }
        catch (Exception failure) when (failure is StorageUnavailableException or IOException)
        {
            return null;
        }
    }

    public TicketActionResult NotStored => new TicketActionResult.ActionNotSaved(disk.NotStoredKey);

    /// <summary>Lists a fault for each file that was refused, with its name, and one for too many files.</summary>
    public static IReadOnlyList<FieldFault> FindFaults(TicketForm form, FormWithFiles sent)
    {
        var faults = sent.Files.Where(file => file.FaultCode is not null)
            .Select(file => new FieldFault(UnattachedFiles.FieldName, file.FaultCode ?? "", ("name", file.Name ?? ""))).ToList();
        if (sent.Malformed) faults.Add(new(UnattachedFiles.FieldName, "brokenForm"));
        if (form.Attachments.Count > UnattachedFiles.MaxFiles)
            faults.Add(new(UnattachedFiles.FieldName, "tooManyFiles", ("most", UnattachedFiles.MaxFiles)));
        return faults;
    }

    /// <summary>Reads the form's stored files that belong to the actor and are not sent with a message yet.</summary>
    public async Task<IReadOnlyList<Attachment>> ReadStoredAsync(TicketForm form, Actor actor, CancellationToken cancellation)
    {
        if (form.Attachments.Count == 0) return [];
        var ids = form.Attachments.Where(UnattachedFiles.IsFileId)
            .Select(id => long.Parse(id, CultureInfo.InvariantCulture)).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attachments.AsNoTracking().AttachableBy(OwnerKey(actor)).Where(a => ids.Contains(a.Id))
            .OrderBy(a => a.Id).ToListAsync(cancellation);
    }

    private static int? ReadSeconds(TicketForm form) =>
        form.Number(SecondsField) is { } stated ? Math.Clamp(stated, 1, OutgoingFile.MaxRecordingSeconds) : null;

    private static string OwnerKey(Actor actor) => actor.Author.ToString();

    private static string AttachmentId(Attachment file) => file.Id.ToString(CultureInfo.InvariantCulture);
}
