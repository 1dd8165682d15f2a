namespace EcomCenter.Desk.Catalogue;

public static class CatalogueSetup
{
    /// <summary>
    /// Registers what staff edit or the settings say about the centre: departments, services, questions, offices, contacts.
    /// </summary>
    public static IServiceCollection AddCatalogue(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<CentreOptions>().Bind(configuration.GetSection(CentreOptions.Section));
        return services.AddSingleton<CalendarStore>().AddSingleton<HolidayReminder>().AddSingleton<CatalogueCache>()
            .AddSingleton<CatalogueNames>().AddSingleton<FrequentQuestionMatcher>();
    }
}
