using EcomCenter.Desk.Catalogue;

namespace EcomCenter.Desk.Demo;

public static class DemoSetup
{
    /// <summary>A phone number that nobody has, so that a demo makes nobody's phone ring.</summary>
    private const string Phone = "0903-000 0000";

    /// <summary>Adds the demo if the program was started with <c>--demo</c>.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Desk:Demo")) return services;
        services.PostConfigure<CentreOptions>(centre => centre.Phone = centre.Phone is { Length: > 0 } own ? own : Phone);
        services.AddSingleton<DemoActions>().AddSingleton<DemoActivity>().AddSingleton<DemoAccounts>().AddSingleton<DemoHealthCheck>()
            .AddHostedService<DemoService>();
        services.AddHealthChecks().AddCheck<DemoHealthCheck>("demo", tags: ["ready"]);
        return services;
    }
}
