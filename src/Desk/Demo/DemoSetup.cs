using EcomCenter.Desk.Web.Centre;

namespace EcomCenter.Desk.Demo;

public static class DemoSetup
{
    /// <summary>Nobody has it: a demo must not ring anywhere.</summary>
    private const string Phone = "0903-000 0000";

    /// <summary>Only in a program that was started with <c>--demo</c>.</summary>
    public static IServiceCollection AddDemo(this IServiceCollection services, IConfiguration configuration)
    {
        if (!configuration.GetValue<bool>("Desk:Demo")) return services;
        services.PostConfigure<CentreOptions>(centre => centre.Phone = centre.Phone is { Length: > 0 } own ? own : Phone);
        services.AddSingleton<DemoDesk>().AddSingleton<DemoDay>().AddSingleton<DemoAccounts>().AddSingleton<DemoReady>().AddHostedService<DemoLife>();
        services.AddHealthChecks().AddCheck<DemoReady>("demo", tags: ["ready"]);
        return services;
    }
}
