using EcomCenter.Desk.Handling.Handovers;

namespace EcomCenter.Desk.Handling;

public static class HandlingSetup
{
    public static IServiceCollection AddHandling(this IServiceCollection services) =>
        services.AddSingleton<TicketActions>().AddSingleton<SplitReceipt>().AddSingleton<ShiftHandovers>();
}
