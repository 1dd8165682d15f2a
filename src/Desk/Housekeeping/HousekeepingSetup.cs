using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Housekeeping;

public static class HousekeepingSetup
{
    /// <summary>
    /// Registers what the jobs of the clock run: the closing of resolved tickets, the deletion of expired data, the monthly report, the
    /// nightly backup and the restore drill.
    /// </summary>
    public static IServiceCollection AddHousekeeping(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<ErasureOptions>().Bind(configuration.GetSection(ErasureOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<ErasureOptions>, ErasureOptionsValidation>()
            .AddSingleton<CloseResolvedTickets>().AddSingleton<DrawFollowUps>().AddSingleton<DrawAnswers>()
            .AddSingleton<EraseClosedTickets>()
            .AddSingleton<DeleteOrphanFiles>()
            .AddSingleton<EraseIdleConversations>()
            .AddSingleton<ForgetErasedWords>()
            .AddSingleton<PurgeExpiredRows>()
            .AddSingleton<ReturnIdleWork>()
            .AddSingleton<MonthReports>()
            .AddSingleton<NightlyBackup>()
            .AddSingleton<RestoreDrill>();
    }
}
