using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

public static class PublicSiteSetup
{
    public static IServiceCollection AddPublicSite(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddOptions<PublicSiteOptions>().Bind(configuration.GetSection(PublicSiteOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<PublicSiteOptions>, PublicSiteOptionsRules>();
        return services.AddSingleton<ReportLimit>().AddSingleton<ReceiptTokens>().AddSingleton<PublicFigures>()
            .AddSingleton<TrackingRateLimit>().AddSingleton<TicketTracking>()
            .AddSingleton<TrackedTicketTokens>().AddSingleton<TrackedMessageLimit>().AddSingleton<TrackedMessageStore>()
            .AddSingleton<TrackedMessageHandler>().AddSingleton<TrackedVoice>();
    }

    public static void MapPublicSite(this IEndpointRouteBuilder app)
    {
        app.MapHome();
        app.MapFigures();
        app.MapReport();
        app.MapTrack();
    }
}

[OptionsValidator]
internal sealed partial class PublicSiteOptionsRules : IValidateOptions<PublicSiteOptions>;
