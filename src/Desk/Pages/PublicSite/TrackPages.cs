using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// The page where residents track a ticket. The form that looks it up changes nothing, so it needs no antiforgery token and works without
/// cookies. The one on the found page answers what staff asked, or adds to the ticket.
/// </summary>
public static class TrackPages
{
    public const string Path = "/track", AnswerPath = Path + "/answer";

    /// <summary>
    /// The letters of a box that are read: more than a whole receipt has. Anybody may send any text, and what is searched for in it takes
    /// longer than it is long.
    /// </summary>
    private const int MaxBoxLength = 2_000;

    public static void MapTrack(this IEndpointRouteBuilder app)
    {
        var track = app.MapGroup(Path).ExcludeFromDescription();
        track.AddEndpointFilter((call, next) =>
        {
            call.HttpContext.Response.Headers["Referrer-Policy"] = "no-referrer";
            return next(call);
        });
        track.MapGet("", IResult (string? number) => PageResult.For<TrackPage>(new { Number = number }));
        track.MapPost("", ShowTicketAsync);
        track.MapGet("voice/{token}", (string token, HttpContext http, TrackedVoice voice, TicketTracking tracking) =>
            voice.PlayStateAsync(token, http, tracking, http.RequestAborted));
        track.MapGet("voice/{token}/{id:long}",
            (string token, long id, HttpContext http, TrackedVoice voice, DeskDb db, AttachmentStore store) =>
                voice.PlayAnswerAsync(token, id, http, db, store, http.RequestAborted));
        track.MapPost("answer", (HttpContext http, TrackedMessageHandler handler) => handler.HandleAsync(http));
        // A language switch or a reload requests the address of the form with GET.
        track.MapGet("answer", () => TypedResults.Redirect(Path));
    }

    private static async Task<IResult> ShowTicketAsync(
        HttpContext http, TicketTracking tracking, TrackedTicketTokens tokens, CancellationToken cancellation)
    {
        var post = await FormPost.ReadAsync(http, skipTokenCheck: true);
        var (number, code, words) = (post.Text("number"), post.Text("code"), post.Text("words"));
        var faults = new List<FieldFault>();
        var (typedNumber, typedCode) = LookUpBoxes.Read(Bound(number), Bound(code));
        var read = ReadNumber(faults, typedNumber);
        if (typedCode is null) faults.Add(new("code", "empty"));
        if (read is null || typedCode is null)
            return Redisplay(http, (number, code, words), faults, null, StatusCodes.Status422UnprocessableEntity);
        var result = await tracking.FindAsync(http.GetRateLimitKey(), read.Value, typedCode, cancellation);
        if (result is TrackResult.TrackTooManyTries(var wait)) http.Response.RefuseGuess(wait);
        return result switch
        {
            TrackResult.TrackFound(var ticket) =>
                PageResult.For<TrackedPage>(new { Ticket = ticket, Token = tokens.Create(ticket.Number), Words = words }),
            TrackResult.TrackTooManyTries =>
                Redisplay(http, (number, null, words), [], "track.tooMany", StatusCodes.Status429TooManyRequests),
            _ => Redisplay(http, (number, code, words), [], "track.noMatch", StatusCodes.Status404NotFound),
        };
    }

    private static string? Bound(string? typed) => typed is { Length: > MaxBoxLength } ? typed[..MaxBoxLength] : typed;

    /// <summary>Reads the number before the lookup, so that a mistyped digit and a missing code are reported together.</summary>
    private static TicketNumber? ReadNumber(List<FieldFault> faults, string? number)
    {
        var (read, fault) = TicketNumber.Read(number);
        if (read is not null) return read;
        faults.Add(new("number", number is null ? "empty" : fault.ToFieldFaultCode()));
        return null;
    }

    private static RazorComponentResult<TrackPage> Redisplay(HttpContext http, (string? Number, string? Code, string? Words) typed,
        IReadOnlyList<FieldFault> faults, string? notice, int status) => PageResult.For<TrackPage>(new
        {
            typed.Number, typed.Code, typed.Words, Faults = new FormFaults(faults, http.Language()), Notice = notice,
        }, status);
}
