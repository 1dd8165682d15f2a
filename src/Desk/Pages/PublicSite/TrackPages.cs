using EcomCenter.Contracts;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Texts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>
/// The page where residents track a ticket. The form changes nothing, so it needs no antiforgery token and works without cookies.
/// </summary>
public static class TrackPages
{
    public const string Path = "/track";

    public static void MapTrack(this IEndpointRouteBuilder app)
    {
        var track = app.MapGroup(Path).ExcludeFromDescription();
        track.MapGet("", (string? number) => PageResult.For<TrackPage>(new { Number = number }));
        track.MapPost("", ShowTicketAsync);
    }

    private static async Task<Results<RazorComponentResult<TrackedPage>, RazorComponentResult<TrackPage>>> ShowTicketAsync(
        HttpContext http, TicketTracking tracking, CancellationToken cancellation)
    {
        var post = await FormPost.ReadAsync(http, skipTokenCheck: true);
        var (number, code) = (post.Text("number"), post.Text("code"));
        var faults = new List<FieldFault>();
        var read = ReadNumber(faults, number);
        if (code is null) faults.Add(new("code", "empty"));
        if (read is null || code is null) return Redisplay(http, number, code, faults, null, StatusCodes.Status422UnprocessableEntity);
        var result = await tracking.FindAsync(http.GetRateLimitKey(), read.Value, code, cancellation);
        if (result is TrackResult.TrackTooManyTries(var wait)) http.Response.RefuseWithRetryAfter(wait);
        return result switch
        {
            TrackResult.TrackFound(var ticket) => PageResult.For<TrackedPage>(new { Ticket = ticket }),
            TrackResult.TrackTooManyTries => Redisplay(http, number, null, [], "track.tooMany", StatusCodes.Status429TooManyRequests),
            _ => Redisplay(http, number, code, [], "track.noMatch", StatusCodes.Status404NotFound),
        };
    }

    /// <summary>Reads the number before the lookup, so that a mistyped digit and a missing code are reported together.</summary>
    private static TicketNumber? ReadNumber(List<FieldFault> faults, string? number)
    {
        var (read, fault) = TicketNumber.Read(number);
        if (read is not null) return read;
        faults.Add(new("number", number is null ? "empty" : fault.ToFieldFaultCode()));
        return null;
    }

    private static RazorComponentResult<TrackPage> Redisplay(
        HttpContext http, string? number, string? code, IReadOnlyList<FieldFault> faults, string? notice, int status) =>
        PageResult.For<TrackPage>(new { Number = number, Code = code, Faults = new FormFaults(faults, http.Language()), Notice = notice },
            status);
}
