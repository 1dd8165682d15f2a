using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;

namespace EcomCenter.Desk.Pages.Duty.Head;

/// <summary>The matters that wait for an instruction of the head. It is recorded on the page of the ticket.</summary>
internal static class HeadPages
{
    public const string Path = DutySetup.Path + "/head";

    public static async Task<IResult> ShowAsync(HttpContext http, HeadQuery query, CancellationToken cancellation) =>
        PageResult.For<HeadPage>(new { View = await query.ReadAsync(http.RequireActor(), cancellation) });
}
