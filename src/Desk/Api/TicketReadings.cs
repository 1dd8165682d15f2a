using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Api;

/// <summary>Records in the security log who is shown a whole phone number or a complaint by a response of the API.</summary>
internal static class TicketReadings
{
    /// <summary>Records a ticket that somebody asked for.</summary>
    public static Task RecordReadAsync(this ReadingLog log, HttpContext http, Actor reader, TicketView shown) =>
        RecordAsync(log, http, reader, shown, isAskedFor: true);

    /// <summary>Records a ticket that came with the response to something else, such as an action on it.</summary>
    public static Task RecordShownAsync(this ReadingLog log, HttpContext http, Actor reader, TicketView shown) =>
        RecordAsync(log, http, reader, shown, isAskedFor: false);

    private static async Task RecordAsync(ReadingLog log, HttpContext http, Actor reader, TicketView shown, bool isAskedFor)
    {
        if (shown.Requester?.Phone is { } phone && !phone.Contains('*', StringComparison.Ordinal))
            await RecordAsync(SecurityEventKind.PhoneShown);
        if (shown.Kind is TicketKind.Complaint or TicketKind.Report) await RecordAsync(SecurityEventKind.ComplaintOpened);

        // Programs with a key read tickets all the time: that they do is recorded once an hour, without each number.
        Task RecordAsync(SecurityEventKind kind) => reader.Author.Kind is not AuthorKind.Staff
            ? log.RecordRepeatedAsync(kind, http.SecurityOrigin())
            : isAskedFor ? log.RecordOpenedAsync(kind, http.SecurityOrigin(), shown.Number)
            : log.RecordRepeatedAsync(kind, http.SecurityOrigin(), shown.Number);
    }
}
