using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Promise;

public static class PromiseSetup
{
    public static IServiceCollection AddPromise(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PromiseOptions>().Bind(configuration.GetSection(PromiseOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PromiseOptions>, PromiseOptionsValidation>();
        return services.AddSingleton<PromisePolicy>().AddSingleton<SweepStatus>();
    }
}
