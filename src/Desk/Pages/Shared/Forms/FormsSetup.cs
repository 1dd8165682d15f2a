namespace EcomCenter.Desk.Pages.Shared.Forms;

public static class FormsSetup
{
    /// <summary>Adds the services that all forms need.</summary>
    public static IServiceCollection AddForms(this IServiceCollection services) => services.AddSingleton<FormSubmission>();
}
