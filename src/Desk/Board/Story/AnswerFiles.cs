using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web.Files;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Board.Story;

/// <summary>Files chosen in the composer. They are stored as soon as they arrive, so that a form shown again still has them.</summary>
internal sealed class AnswerFiles(Uploads uploads, DataDirectory place, IDbContextFactory<DeskDb> contexts)
{
    public Task<FormWithFiles> ReadAsync(HttpContext http) => FormWithFiles.ReadAsync(http, place);

    /// <summary>Stores the valid files and adds their ids to the form.</summary>
    public async Task<TicketForm> KeepAsync(TicketForm form, FormWithFiles sent, Actor actor)
    {
        var valid = sent.Files.Where(file => file.Fault is null).Select(file => file.AsUpload()).OfType<Upload>();
        var stored = await uploads.KeepAsync([.. valid], ContactChannel.Api, OwnerOf(actor));
        return form with { Attachments = [.. form.Attachments.Where(OwnFiles.IsId), .. stored.Select(file => AttachmentId(file))] };
    }

    /// <summary>Lists a fault for each file that was refused, with its name, and one for too many files.</summary>
    public static IReadOnlyList<FieldFault> FaultsOf(TicketForm form, FormWithFiles sent)
    {
        var faults = sent.Files.Where(file => file.Fault is not null)
            .Select(file => new FieldFault(OwnFiles.Field, file.Fault ?? "", ("name", file.Name ?? ""))).ToList();
        if (sent.Broken) faults.Add(new(OwnFiles.Field, "brokenForm"));
        if (form.Attachments.Count > OwnFiles.Most) faults.Add(new(OwnFiles.Field, "tooManyFiles", ("most", OwnFiles.Most)));
        return faults;
    }

    /// <summary>Reads the form's stored files that belong to the actor and are not sent with a message yet.</summary>
    public async Task<IReadOnlyList<Attachment>> OfAsync(TicketForm form, Actor actor, CancellationToken cancellation)
    {
        if (form.Attachments.Count == 0) return [];
        var owner = OwnerOf(actor);
        var ids = form.Attachments.Where(OwnFiles.IsId)
            .Select(id => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).ToList();
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attachments.AsNoTracking().Where(a => ids.Contains(a.Id) && a.Owner == owner && a.MessageId == null)
            .OrderBy(a => a.Id).ToListAsync(cancellation);
    }

    private static string OwnerOf(Actor actor) => actor.By.ToString();

    private static string AttachmentId(Attachment file) => file.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
