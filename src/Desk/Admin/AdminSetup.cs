using EcomCenter.Desk.Admin.Answers;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Web;

namespace EcomCenter.Desk.Admin;

public static class AdminSetup
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services.AddSingleton<QuestionCatalogue>().AddSingleton<OfficeCatalogue>();

    /// <summary>For administrators only, but for questions and offices. The forms look at their token themselves, to show the page anew instead of a bare 400.</summary>
    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        var staff = endpoints.MapGroup(StaffPages.Path).RequireRight(Right.ManageStaff).DisableAntiforgery().ExcludeFromDescription();
        staff.MapGet("", StaffPages.ShowAsync);
        staff.MapPost("", StaffPages.AddAsync);
        staff.MapGet("{user}", AccountPages.ShowAsync);
        staff.MapPost("{user}", AccountPages.ChangeAsync);
        staff.MapPost("{user}/password", AccountPages.SetPasswordAsync);
        staff.MapPost("{user}/active", AccountPages.SetActiveAsync);
        endpoints.MapAnswers();
    }
}
