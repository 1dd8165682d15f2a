using EcomCenter.Desk.Pages.Shared.Centre;
using EcomCenter.Desk.Reading;

namespace EcomCenter.Desk.Pages.Shared.Forms;

public static class FormsSetup
{
    /// <summary>Adds the services that all forms need.</summary>
    public static IServiceCollection AddForms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CentreOptions>().Bind(configuration.GetSection(CentreOptions.Section));
        return services.AddSingleton<FormSubmission>().AddSingleton<PersonSearch>();
    }
}
