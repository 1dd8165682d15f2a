using EcomCenter.Desk.Web.Centre;
using EcomCenter.Desk.Web.People;

namespace EcomCenter.Desk.Web.Forms;

public static class FormsSetup
{
    /// <summary>What all forms stand on: the way to the door, who is known already, and the centre's own particulars.</summary>
    public static IServiceCollection AddForms(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CentreOptions>().Bind(configuration.GetSection(CentreOptions.Section));
        return services.AddSingleton<FrontDoor>().AddSingleton<KnownPeople>();
    }
}
