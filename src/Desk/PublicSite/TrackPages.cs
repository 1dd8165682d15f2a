using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.PublicSite;

/// <summary>
/// The page where residents track a ticket. The form changes nothing, so it needs no antiforgery token and works without cookies.
/// </summary>
public static class TrackPages
{
    public const string Path = "/track";

    public static void MapTrack(this IEndpointRouteBuilder app)
    {
        var track = app.MapGroup(Path).ExcludeFromDescription();
        track.MapGet("", (string? number) => Page.Of<TrackPage>(new { Number = number }));
        track.MapPost("", LookAsync);
    }

    private static async Task<IResult> LookAsync(HttpContext http, TrackMatter matters, CancellationToken cancellation)
    {
        var posted = await Posted.ReadAsync(http, changesNothing: true);
        var (number, code) = (posted.Text("number"), posted.Text("code"));
        var faults = new List<FieldFault>();
        var read = ReadNumber(faults, number);
        if (code is null) faults.Add(new("code", "empty"));
        if (read is null || code is null) return Again(http, number, code, faults, null, StatusCodes.Status422UnprocessableEntity);
        var result = await matters.LookAsync(http.VisitorAddress(), read.Value, code, cancellation);
        if (result is Look.TooMany(var wait)) http.Response.AskToWait(wait);
        return result switch
        {
            Look.Found(var ticket) => Page.Of<TrackedPage>(new { Ticket = ticket }),
            Look.TooMany => Again(http, number, null, [], "track.tooMany", StatusCodes.Status429TooManyRequests),
            _ => Again(http, number, code, [], "track.noMatch", StatusCodes.Status404NotFound),
        };
    }

    /// <summary>Reads the number before the lookup, so that a mistyped digit and a missing code are reported together.</summary>
    private static TicketNumber? ReadNumber(List<FieldFault> faults, string? number)
    {
        var fault = TicketNumber.TryRead(number, out var read);
        if (fault is TicketNumberFault.None) return read;
        faults.Add(new("number", number is null ? "empty" : fault is TicketNumberFault.Malformed ? "numberMalformed" : "numberMistyped"));
        return null;
    }

    private static IResult Again(
        HttpContext http, string? number, string? code, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        Page.Of<TrackPage>(new { Number = number, Code = code, Faults = new Faults(faults, http.Language()), Notice = notice }, status);
}
