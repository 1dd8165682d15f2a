using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Reading;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// Plays what can be heard of a tracked ticket: the recordings of its answers, and its number and due time in the centre's clips. The token
/// of the shown page opens them.
/// </summary>
internal sealed class TrackedVoice(VoiceClips clips, TrackedTicketTokens tokens, IOptions<DeskOptions> desk)
{
    public static string AddressOf(string token, TrackedRecording recording) => $"{StateAddressOf(token)}/{recording.FileId}";

    public static string StateAddressOf(string token) => $"{TrackPages.Path}/voice/{Uri.EscapeDataString(token)}";

    /// <summary>True if the centre has recorded all that the state of the ticket needs.</summary>
    public bool CanSay(TrackedTicket ticket, Language language) => ticket.Unanswered && clips.HasAll(language, ClipsFor(ticket));

    public async Task<Results<FileStreamHttpResult, NotFound>> PlayAnswerAsync(
        string token, long id, HttpContext http, DeskDb db, AttachmentStore store, CancellationToken cancellation)
    {
        if (tokens.Read(token) is not { } number) return TypedResults.NotFound();
        return await db.RecordingsFor(number).FirstOrDefaultAsync(a => a.Id == id, cancellation) is { } file
            && AttachmentResponse.Open(http, store, file, original: false) is { } content ? content : TypedResults.NotFound();
    }

    public async Task<Results<FileStreamHttpResult, NotFound>> PlayStateAsync(
        string token, HttpContext http, TicketTracking tracking, CancellationToken cancellation)
    {
        if (tokens.Read(token) is not { } number || await tracking.ReadAsync(number, cancellation) is not { Unanswered: true } ticket
            || clips.OpenJoined(http.Language(), ClipsFor(ticket)) is not { } voice)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Stream(voice, "audio/mpeg", enableRangeProcessing: true);
    }

    private IReadOnlyList<string> ClipsFor(TrackedTicket ticket) =>
        SpokenReceipt.ClipsFor(ticket.Number, TimeZoneInfo.ConvertTime(ticket.DueAt, desk.Value.DisplayTimeZone));
}
