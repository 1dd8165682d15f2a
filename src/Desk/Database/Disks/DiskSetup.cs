using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Disks;

internal static class DiskSetup
{
    public static IServiceCollection AddDisk(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<DiskOptions>().Bind(configuration.GetSection(DiskOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<DiskOptions>, DiskOptionsAttributeValidation>()
            .AddSingleton<IValidateOptions<DiskOptions>, DiskOptionsValidation>()
            .AddSingleton<DiskSpace>().AddSingleton<UploadsInFlight>().AddSingleton<WriteProbe>().AddSingleton<DatabaseIntegrity>()
            .AddHostedService(s => s.GetRequiredService<DatabaseIntegrity>());
    }
}
