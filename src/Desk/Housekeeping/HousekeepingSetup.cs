namespace EcomCenter.Desk.Housekeeping;

public static class HousekeepingSetup
{
    /// <summary>Registers what the sweep of the clock runs: closing, erasing and deleting what is kept no longer.</summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services) => services
        .AddSingleton<CloseResolvedTickets>()
        .AddSingleton<EraseClosedTickets>()
        .AddSingleton<DeleteOrphanFiles>()
        .AddSingleton<EraseIdleConversations>()
        .AddSingleton<PurgeExpiredRows>();
}
