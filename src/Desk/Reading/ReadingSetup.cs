using EcomCenter.Desk.Reading.Figures;
using EcomCenter.Desk.Reading.Surges;

namespace EcomCenter.Desk.Reading;

public static class ReadingSetup
{
    public static IServiceCollection AddReading(this IServiceCollection services) =>
        services.AddSingleton<PersonSearch>().AddSingleton<ChannelAlerts>()
            .AddSingleton<FigureQuery>().AddSingleton<MonthReportTables>().AddSingleton<TrendQuery>().AddSingleton<TrendCache>()
            .AddSingleton<FigureList>().AddSingleton<SurgeFinder>().AddSingleton<SetupChecklist>();
}
