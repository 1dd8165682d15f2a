using EcomCenter.Contracts;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Hotline;

public static class HotlineSetup
{
    public static IServiceCollection AddHotline(this IServiceCollection services) => services
        .AddSingleton(new IntakeTraits(ContactChannel.Hotline) { OnTheSpot = AnsweredVia.Phone })
        .AddSingleton<TodaysCalls>();
}
