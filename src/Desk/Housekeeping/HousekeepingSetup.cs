using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

public static class HousekeepingSetup
{
    /// <summary>Registers what the sweep of the clock runs: the closing of resolved tickets and the deletion of expired data.</summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ErasureOptions>().Bind(configuration.GetSection(ErasureOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<ErasureOptions>, ErasureOptionsValidation>()
            .AddSingleton<CloseResolvedTickets>()
            .AddSingleton<EraseClosedTickets>()
            .AddSingleton<DeleteOrphanFiles>()
            .AddSingleton<EraseIdleConversations>()
            .AddSingleton<PurgeExpiredRows>();
    }
}
