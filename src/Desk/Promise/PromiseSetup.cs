using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

public static class PromiseSetup
{
    public static IServiceCollection AddPromise(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PromiseOptions>().Bind(configuration.GetSection(PromiseOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PromiseOptions>, PromiseOptionsValidation>();
        services.AddOptions<ClockOptions>().Bind(configuration.GetSection(ClockOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<ClockOptions>, ClockOptionsValidation>().AddSingleton<HostClock>();
        return services.AddSingleton<CalendarCache>().AddSingleton<RosterCache>()
            .AddSingleton<PromisePolicy>().AddSingleton<SlipPolicy>().AddSingleton<SweepStatus>();
    }
}
