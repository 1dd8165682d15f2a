using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Tickets;

/// <summary>Routes of the ticket page, its live part and its action forms.</summary>
internal static class TicketEndpoints
{
    public static void Map(RouteGroupBuilder desk)
    {
        var ticket = desk.MapGroup("/tickets/{number}");
        ticket.MapGet("", ShowAsync);
        ticket.MapGet("/story", ShowLiveFragmentAsync);
        ticket.MapGet("/slips/{slip}", PrintSlipAsync);
        // The handlers check the antiforgery token themselves: a form with an old token must be shown again with everything typed.
        ticket.MapPost($"/{WriteMessage.Composer.Name}", SendFromComposerAsync).DisableAntiforgery();
        ticket.MapPost("/{action}", SubmitAsync).DisableAntiforgery();
        ticket.MapGet("/{action}", (HttpRequest request, string number) =>
            TypedResults.Redirect(ActionSubmission.PageAddress(request, number)));
    }

    private static async Task<IResult> ShowAsync(
        HttpContext http, string number, ActionSubmission submission, ReadingLog log, CancellationToken cancellation)
    {
        if (await FindAsync(http, number, submission, cancellation) is not { } model)
            return http.Request.Query.ContainsKey(ActionSubmission.DoneQuery)
                ? ActionSubmission.TicketLeft() : ActionSubmission.TicketNotFound();
        var showsPhone = model.MaySeePhone && http.Request.Query.ContainsKey(TicketPageModel.WholePhoneQuery);
        var subject = model.Ticket.Number.ToString();
        if (showsPhone) await log.RecordOpenedAsync(SecurityEventKind.PhoneShown, http.SecurityOrigin(), subject);
        if (model.IsConfidential) await log.RecordOpenedAsync(SecurityEventKind.ComplaintOpened, http.SecurityOrigin(), subject);
        var asked = http.Request.Query[TicketPageModel.SlipQuery];
        long? slip = long.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
        return PageResult.For<TicketPage>(new { Model = model with { ShowsWholePhone = showsPhone, SlipForAnswer = slip } });
    }

    private static async Task<IResult> PrintSlipAsync(
        HttpContext http, string number, string slip, ActionSubmission submission, ReadingLog log, CancellationToken cancellation)
    {
        var model = await FindAsync(http, number, submission, cancellation);
        var printed = model?.Ticket.Slips.FirstOrDefault(s => $"{s.Ordinal}" == slip);
        if (model is null || printed is null) return ActionSubmission.TicketNotFound();
        if (model.IsConfidential)
            await log.RecordOpenedAsync(SecurityEventKind.ComplaintOpened, http.SecurityOrigin(), model.Ticket.Number.ToString());
        return PageResult.For<SlipSheetPage>(new { Model = model, Slip = printed });
    }

    private static async Task<IResult> ShowLiveFragmentAsync(
        HttpContext http, string number, ActionSubmission submission, ReadingLog log, CancellationToken cancellation)
    {
        if (await FindAsync(http, number, submission, cancellation) is not { } model) return ActionSubmission.TicketNotFound();
        var subject = model.Ticket.Number.ToString();
        if (model.IsConfidential) await log.RecordRepeatedAsync(SecurityEventKind.ComplaintOpened, http.SecurityOrigin(), subject);
        return PageResult.For<LiveFragment>(new { Model = model });
    }

    /// <summary>Handles the composer, the one form with files.</summary>
    private static async Task<IResult> SendFromComposerAsync(
        HttpContext http, string number, ComposerUploads files, ActionSubmission submission, IOptions<DeskOptions> options,
        CancellationToken cancellation)
    {
        if (await FindAsync(http, number, submission, cancellation) is not { Ticket.Number: var known })
            return ActionSubmission.TicketNotFound();
        await using var sent = await files.ReadAsync(http);
        var post = await FormPost.ReadAsync(http);
        var form = new TicketForm(post.Fields, options.Value.DisplayTimeZone);
        if (!post.HasValidToken || sent.FirstRefusal is FileRefusal.NotAllowed)
            return await submission.ShowAsync(http, known, new(WriteMessage.Composer, form), cancellation);
        var stored = await files.TryStoreAsync(form, sent, http.RequireActor());
        form = stored ?? form;
        var faults = ComposerUploads.FindFaults(form, sent);
        var refusal = stored is null ? files.NotStored : faults.Count > 0 ? new TicketActionResult.ActionInvalid(faults) : null;
        var attempt = new ActionAttempt(WriteMessage.Composer, form, refusal)
        {
            Files = await files.ReadStoredAsync(form, http.RequireActor(), cancellation),
        };
        return await submission.RunAsync(http, known, attempt, cancellation);
    }

    private static async Task<IResult> SubmitAsync(
        HttpContext http, string number, string action, ActionSubmission submission, IOptions<DeskOptions> options,
        CancellationToken cancellation)
    {
        if (ActionRegistry.FindForm(action) is not { } form) return ActionSubmission.TicketNotFound();
        if (TicketNumber.Read(number).Number is not { } known) return ActionSubmission.TicketNotFound();
        var post = await FormPost.ReadAsync(http);
        var attempt = new ActionAttempt(form, new(post.Fields, options.Value.DisplayTimeZone));
        return post.HasValidToken
            ? await submission.RunAsync(http, known, attempt, cancellation)
            : await submission.ShowAsync(http, known, attempt, cancellation);
    }

    private static async Task<TicketPageModel?> FindAsync(
        HttpContext http, string number, ActionSubmission submission, CancellationToken cancellation) =>
        TicketNumber.Read(number).Number is { } known
            ? await submission.FindAsync(http, known, cancellation) : null;
}
