namespace EcomCenter.Desk.Housekeeping;

public static class HousekeepingSetup
{
    /// <summary>Registers what the sweep of the clock runs: the closing of resolved tickets and the deletion of expired data.</summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services) => services
        .AddSingleton<CloseResolvedTickets>()
        .AddSingleton<EraseClosedTickets>()
        .AddSingleton<DeleteOrphanFiles>()
        .AddSingleton<EraseIdleConversations>()
        .AddSingleton<PurgeExpiredRows>();
}
