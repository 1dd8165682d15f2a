using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web.Files;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Board.Story;

/// <summary>Files chosen in the composer. They are kept as soon as they came, so that a form that comes back still has them.</summary>
internal sealed class AnswerFiles(Uploads uploads, DataDirectory place, IDbContextFactory<DeskDb> contexts)
{
    public Task<FormWithFiles> ReadAsync(HttpContext http) => FormWithFiles.ReadAsync(http, place);

    /// <summary>Keeps what can be kept: the form then names it.</summary>
    public async Task<TicketForm> KeepAsync(TicketForm form, FormWithFiles sent, Actor actor)
    {
        var kept = await uploads.KeepAsync([.. sent.Files.Where(file => file.Fault is null).Select(file => file.AsUpload()).OfType<Upload>()], ContactChannel.Api, OwnerOf(actor));
        return form with { Attachments = [.. form.Attachments.Where(OwnFiles.IsId), .. kept.Select(file => AttachmentId(file))] };
    }

    /// <summary>What could not be kept, each by its name; and more than one message bears.</summary>
    public static IReadOnlyList<FieldFault> FaultsOf(TicketForm form, FormWithFiles sent)
    {
        var faults = sent.Files.Where(file => file.Fault is not null).Select(file => new FieldFault(OwnFiles.Field, file.Fault ?? "", ("name", file.Name ?? ""))).ToList();
        if (sent.Broken) faults.Add(new(OwnFiles.Field, "brokenForm"));
        if (form.Attachments.Count > OwnFiles.Most) faults.Add(new(OwnFiles.Field, "tooManyFiles", ("most", OwnFiles.Most)));
        return faults;
    }

    public async Task<IReadOnlyList<Attachment>> OfAsync(TicketForm form, Actor actor, CancellationToken cancellation)
    {
        if (form.Attachments.Count == 0) return [];
        var (ids, owner) = (form.Attachments.Where(OwnFiles.IsId).Select(id => long.Parse(id, System.Globalization.CultureInfo.InvariantCulture)).ToList(), OwnerOf(actor));
        await using var db = await contexts.CreateDbContextAsync(cancellation);
        return await db.Attachments.AsNoTracking().Where(a => ids.Contains(a.Id) && a.Owner == owner && a.MessageId == null).OrderBy(a => a.Id).ToListAsync(cancellation);
    }

    private static string OwnerOf(Actor actor) => actor.By.ToString();

    private static string AttachmentId(Attachment file) => file.Id.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
