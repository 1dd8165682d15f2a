using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Outbox.Mail;

public static class MailSetup
{
    public static IServiceCollection AddMail(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<MailOptions>().Bind(configuration.GetSection(MailOptions.Section)).ValidateOnStart();
        return services.AddSingleton<IValidateOptions<MailOptions>, MailOptionsValidation>()
            .AddSingleton<MailTransport>().AddHostedService<MailWorker>();
    }
}
