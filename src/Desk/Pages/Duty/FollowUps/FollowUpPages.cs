using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;

namespace EcomCenter.Desk.Pages.Duty.FollowUps;

/// <summary>The follow-up calls of the day. Each is made and recorded on the page of its ticket.</summary>
internal static class FollowUpPages
{
    public const string Path = DutySetup.Path + "/follow-ups";

    public static async Task<IResult> ShowAsync(HttpContext http, FollowUpQuery query, CancellationToken cancellation) =>
        PageResult.For<FollowUpPage>(new { View = await query.ReadAsync(http.RequireActor(), cancellation) });
}
