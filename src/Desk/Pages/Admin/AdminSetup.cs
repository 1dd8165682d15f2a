using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Admin.Calendars;
using EcomCenter.Desk.Pages.Admin.Catalogue;
using EcomCenter.Desk.Pages.Admin.Channels;
using EcomCenter.Desk.Pages.Admin.Clocks;
using EcomCenter.Desk.Pages.Admin.Rosters;
using EcomCenter.Desk.Pages.Admin.Security;
using EcomCenter.Desk.Pages.Admin.Setup;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Pages.Admin;

public static class AdminSetup
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) =>
        services.AddSingleton<QuestionEditor>().AddSingleton<OfficeEditor>().AddSingleton<CalendarEditor>()
            .AddSingleton<RosterEditor>();

    /// <summary>
    /// Maps the pages for administrators, and the pages for questions and offices, which all staff may edit. The handlers check the
    /// antiforgery token themselves, to show the page again instead of a bare 400.
    /// </summary>
    public static void MapAdmin(this IEndpointRouteBuilder endpoints)
    {
        var staff = endpoints.MapGroup(StaffPages.Path).RequireRight(Right.ManageStaff).DisableAntiforgery().ExcludeFromDescription();
        staff.MapGet("", StaffPages.ShowAsync);
        staff.MapPost("", StaffPages.AddAsync);
        staff.MapGet("{user}", AccountPages.ShowAsync);
        staff.MapPost("{user}", AccountPages.ChangeAsync);
        staff.MapPost("{user}/password", AccountPages.SetPasswordAsync);
        staff.MapPost("{user}/active", AccountPages.SetActiveAsync);
        endpoints.MapCatalogueEditor();
        endpoints.MapChannelPages();
        endpoints.MapSecurityLog();
        endpoints.MapClockPages();
        endpoints.MapCalendar();
        endpoints.MapRoster();
        endpoints.MapSetupChecklist();
    }

    private static void MapChannelPages(this IEndpointRouteBuilder endpoints)
    {
        var channels = endpoints.MapGroup(ChannelPages.Path).RequireRight(Right.SeeChannels).DisableAntiforgery()
            .ExcludeFromDescription();
        channels.MapGet("", ChannelPages.ShowAsync);
        channels.MapPost("", ChannelPages.TestAsync);
        channels.MapGet("signs", IResult () => PageResult.For<ChannelOutageBadges>());
    }
}
