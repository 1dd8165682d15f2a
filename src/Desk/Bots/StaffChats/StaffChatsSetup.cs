using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.StaffChats;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Bots.StaffChats;

public static class StaffChatsSetup
{
    /// <summary>Must be called before the bots are added: they add their own defaults only for services that are missing.</summary>
    public static IServiceCollection AddStaffChats(this IServiceCollection services) => services
        .AddSingleton<StaffChatLinks>()
        .AddSingleton<IStaffChats>(provider => provider.GetRequiredService<StaffChatLinks>())
        .AddSingleton<MissedCycleAlerts>()
        .AddHostedService<StaffAlertWorker>();

    public static void MapStaffChats(this IEndpointRouteBuilder app)
    {
        var page = app.MapGroup(StaffChatPages.Path).RequireRight(Right.WatchBoard).DisableAntiforgery().ExcludeFromDescription();
        page.MapGet("", StaffChatPages.ShowAsync);
        page.MapPost("", StaffChatPages.CreateCodeAsync);
        page.MapPost("unlink", StaffChatPages.UnlinkAsync);
    }
}
