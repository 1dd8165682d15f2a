namespace EcomCenter.Desk.Pages.Hotline;

public static class HotlineSetup
{
    public static IServiceCollection AddHotline(this IServiceCollection services) => services.AddSingleton<TodaysCalls>();
}
