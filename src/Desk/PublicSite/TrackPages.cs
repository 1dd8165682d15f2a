using EcomCenter.Contracts;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Web;
using EcomCenter.Desk.Web.Forms;

namespace EcomCenter.Desk.PublicSite;

/// <summary>Where is my matter? Looking changes nothing, so the form needs no token and works without cookies.</summary>
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
        var look = await matters.LookAsync(http.VisitorAddress(), read.Value, code, cancellation);
        if (look is Look.TooMany(var wait)) http.Response.AskToWait(wait);
        return look switch
        {
            Look.Found(var matter) => Page.Of<TrackedPage>(new { Matter = matter }),
            Look.TooMany => Again(http, number, null, [], "track.tooMany", StatusCodes.Status429TooManyRequests),
            _ => Again(http, number, code, [], "track.noMatch", StatusCodes.Status404NotFound),
        };
    }

    /// <summary>A mistyped digit is told before anything is looked up, and together with a code that is missing.</summary>
    private static TicketNumber? ReadNumber(List<FieldFault> faults, string? number)
    {
        var fault = TicketNumber.TryRead(number, out var read);
        if (fault is TicketNumberFault.None) return read;
        faults.Add(new("number", number is null ? "empty" : fault is TicketNumberFault.Malformed ? "numberMalformed" : "numberMistyped"));
        return null;
    }

    private static IResult Again(HttpContext http, string? number, string? code, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        Page.Of<TrackPage>(new { Number = number, Code = code, Faults = new Faults(faults, http.Language()), Notice = notice }, status);
}
