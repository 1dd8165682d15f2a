using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Admin.Setup;

/// <summary>The checklist of the first run, with a slip to try the printer.</summary>
internal static class SetupPages
{
    public const string Path = "/desk/admin/setup";

    public static void MapSetupChecklist(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(Path, ShowAsync).RequireRight(Right.ManageStaff).ExcludeFromDescription();

    private static async Task<IResult> ShowAsync(SetupChecklist checklist, TimeProvider time, CancellationToken cancellation) =>
        PageResult.For<SetupPage>(new { Lines = await checklist.ReadAsync(cancellation), Now = time.GetUtcNow() });
}
