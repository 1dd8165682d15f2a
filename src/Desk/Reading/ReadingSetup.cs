namespace EcomCenter.Desk.Reading;

public static class ReadingSetup
{
    public static IServiceCollection AddReading(this IServiceCollection services) =>
        services.AddSingleton<PersonSearch>().AddSingleton<ChannelAlerts>();
}
