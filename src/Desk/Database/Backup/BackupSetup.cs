using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Database.Backup;

internal static class BackupSetup
{
    public static IServiceCollection AddBackup(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<BackupOptions>().Bind(configuration.GetSection(BackupOptions.Section)).ValidateOnStart();
        return services
            .AddSingleton<IValidateOptions<BackupOptions>, BackupOptionsAttributeValidation>()
            .AddSingleton<IValidateOptions<BackupOptions>, BackupOptionsValidation>()
            .AddSingleton<DeskBackup>().AddSingleton<BackupFolders>().AddSingleton<BackupStatusFile>().AddSingleton<BackupReports>();
    }
}
