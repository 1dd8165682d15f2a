namespace EcomCenter.Desk.Demo;

public static class DemoSetup
{
    /// <summary>Only in a program that was started with <c>--demo</c>.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Desk:Demo")) return services;
        services.AddSingleton<DemoDesk>().AddSingleton<DemoAccounts>().AddSingleton<DemoReady>().AddHostedService<DemoLife>();
        services.AddHealthChecks().AddCheck<DemoReady>("demo", tags: ["ready"]);
        return services;
    }
}
