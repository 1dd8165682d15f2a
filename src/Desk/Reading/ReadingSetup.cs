using EcomCenter.Desk.Reading.Figures;

namespace EcomCenter.Desk.Reading;

public static class ReadingSetup
{
    public static IServiceCollection AddReading(this IServiceCollection services) =>
        services.AddSingleton<PersonSearch>().AddSingleton<ChannelAlerts>()
            .AddSingleton<FigureQuery>().AddSingleton<TrendQuery>().AddSingleton<TrendCache>().AddSingleton<FigureList>();
}
