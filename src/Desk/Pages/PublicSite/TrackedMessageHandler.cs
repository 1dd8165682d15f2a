using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// Takes what a resident sends from the page of their ticket: words, photos, a recording. If something is wrong with it, the page comes
/// back with the words still in it.
/// </summary>
internal sealed class TrackedMessageHandler(TicketTracking tracking, TrackedTicketTokens tokens, ReceiptTokens receipts,
    TrackedMessageLimit limit, TrackedMessageStore store, UploadLimits uploads, BotTexts texts, DiskSpace disk)
{
    public async Task<IResult> HandleAsync(HttpContext http)
    {
        TimeSpan? wait = null;
        await using var sent = await FormWithFiles.ReadAsync(http, uploads, async () => await FormPost.IsTokenValidAsync(http)
            && tokens.Read(http.Request.Form["ticket"]) is { } number
            && (wait = limit.GetWaitForFile(number, http.GetRateLimitKey())) is null);
        var post = await FormPost.ReadAsync(http);
        if (await FindTicketAsync(http, post) is not { } ticket)
            return PageResult.For<TrackPage>(
                new { Words = post.Text(TrackedMessage.WordsField), Notice = "track.expired" }, StatusCodes.Status400BadRequest);
        var page = new Page(ticket, tokens.Create(ticket.Number), post, sent.Files.Count > 0);
        if (ticket.ErasedAfterYears is not null) return page.Show(http);
        if (!post.HasValidToken) return page.Refuse(http, "form.stale", StatusCodes.Status400BadRequest);
        if (wait is { } fileWait) return RefuseTooFast(http, page, fileWait);
        var press = TrackedPress.Find(ticket, post, sent.Files.Count > 0, texts);
        var message = TrackedMessage.From(ticket.Number, post, sent) with
        {
            SaysSolved = press is { IsSolved: true } or { Score: not null },
        };
        if (press is { IsSolved: false } && sent.Files.Count == 0) return await PressAsync(http, page, press);
        // All faults at once, and before the message counts for the limit.
        IReadOnlyList<FieldFault> faults = [.. TrackedMessage.FindFaults(post, sent), .. store.Validate(message, http.Language())];
        return faults.Count > 0 ? page.Refuse(http, faults) : await StoreAsync(http, page, message, press);
    }

    private async Task<IResult> PressAsync(HttpContext http, Page page, TrackedPress press)
    {
        var number = page.Ticket.Number;
        if (limit.CountMessage(number, http.GetRateLimitKey(), 0) is { } wait) return RefuseTooFast(http, page, wait);
        if (press is { IsNoRating: false, IsUnsure: false } && !await store.PressAsync(press, number, http.Language()))
            return page.Refuse(http, disk.NotStoredKey, StatusCodes.Status503ServiceUnavailable);
        var now = await tracking.ReadAsync(number, http.RequestAborted) ?? page.Ticket;
        return PageResult.For<TrackedPage>(new { Ticket = now, page.Token, Done = DoneKeyOf(press) });
    }

    // The page itself says that the appeal waits for the head.
    private static string? DoneKeyOf(TrackedPress press) => press switch
    {
        { IsAppeal: true } => null,
        { IsNoRating: true } => "track.notRated",
        { IsUnsure: true } => "track.unsure",
        { Score: null } => "track.urged",
        _ => "track.rated",
    };

    private async Task<TrackedTicket?> FindTicketAsync(HttpContext http, FormPost post) =>
        tokens.Read(post.Text("ticket")) is { } number ? await tracking.ReadAsync(number, http.RequestAborted) : null;

    private async Task<IResult> StoreAsync(HttpContext http, Page page, TrackedMessage message, TrackedPress? press)
    {
        // What is sent again, by a second press or a reload, is no further message.
        if (!await store.IsStoredAsync(message, http.RequestAborted)
            && limit.CountMessage(message.Ticket, http.GetRateLimitKey(), message.Files.Count) is { } wait)
            return RefuseTooFast(http, page, wait);
        switch (await store.StoreAsync(message, http.Language()))
        {
            case StoredMessage.MessageNotSaved(var notice):
                return page.Refuse(http, notice, StatusCodes.Status503ServiceUnavailable);
            // The ticket was closed, so this is a new one, with a number and a code of its own.
            case StoredMessage.MessageTaken({ } ticket) when ticket != message.Ticket:
                return TypedResults.Redirect($"{ReportPages.Path}/received/{receipts.Create(ticket)}");
            default:
                if (press is { Score: not null }) await store.PressAsync(press, message.Ticket, http.Language());
                var now = await tracking.ReadAsync(message.Ticket, http.RequestAborted) ?? page.Ticket;
                return PageResult.For<TrackedPage>(new
                {
                    Ticket = now, page.Token,
                    Done = press is { Score: not null } ? "track.rated" : message.SaysSolved ? "track.solved" : "track.sent",
                });
        }
    }

    private static RazorComponentResult<TrackedPage> RefuseTooFast(HttpContext http, Page page, TimeSpan wait)
    {
        http.Response.RefuseWithRetryAfter(wait);
        return page.Refuse(http, "track.tooFast", StatusCodes.Status429TooManyRequests);
    }

    /// <summary>The page of the ticket with what was typed.</summary>
    private sealed record Page(TrackedTicket Ticket, string Token, FormPost Post, bool BroughtFiles)
    {
        public RazorComponentResult<TrackedPage> Show(HttpContext http) => Refuse(http, [], null, StatusCodes.Status200OK);

        public RazorComponentResult<TrackedPage> Refuse(HttpContext http, string notice, int status) => Refuse(http, [], notice, status);

        public RazorComponentResult<TrackedPage> Refuse(HttpContext http, IReadOnlyList<FieldFault> faults) =>
            Refuse(http, faults, null, StatusCodes.Status422UnprocessableEntity);

        private RazorComponentResult<TrackedPage> Refuse(
            HttpContext http, IReadOnlyList<FieldFault> faults, string? notice, int status) => PageResult.For<TrackedPage>(new
            {
                Ticket, Token, Post.Id, Words = Post.Text(TrackedMessage.WordsField), Notice = notice,
                Faults = new FormFaults(faults, http.Language()), BroughtFiles,
            }, status);
    }
}
