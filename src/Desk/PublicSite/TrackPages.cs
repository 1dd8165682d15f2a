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
        if (number is null) faults.Add(new("number", "empty"));
        if (code is null) faults.Add(new("code", "empty"));
        if (faults.Count > 0) return Again(http, number, code, faults, null, StatusCodes.Status422UnprocessableEntity);
        var look = await matters.LookAsync(http.VisitorAddress(), number, code, cancellation);
        if (look is Look.TooMany(var wait)) http.Response.AskToWait(wait);
        return look switch
        {
            Look.Found(var matter) => Page.Of<TrackedPage>(new { Matter = matter }),
            Look.NoNumber(var fault) => Again(http, number, code, [new("number", fault is TicketNumberFault.Malformed ? "numberMalformed" : "numberMistyped")],
                null, StatusCodes.Status422UnprocessableEntity),
            Look.TooMany => Again(http, number, null, [], "track.tooMany", StatusCodes.Status429TooManyRequests),
            _ => Again(http, number, code, [], "track.noMatch", StatusCodes.Status404NotFound),
        };
    }

    private static IResult Again(HttpContext http, string? number, string? code, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        Page.Of<TrackPage>(new { Number = number, Code = code, Faults = new Faults(faults, http.Language()), Notice = notice }, status);
}
