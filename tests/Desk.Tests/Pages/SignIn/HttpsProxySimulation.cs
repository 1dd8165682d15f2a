using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.SignIn;

/// <summary>Simulates an https proxy in front of the desk.</summary>
internal static class HttpsProxySimulation
{
    /// <summary>
    /// Treats a post as https if its Accept-Language contains "https". Pages stay on http, because the test's cookie container would not
    /// send secure cookies back.
    /// </summary>
    public static void SimulateHttpsForms(this WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IStartupFilter, HttpsStartupFilter>();

    private sealed class HttpsStartupFilter : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                var wantsHttps = http.Request.Headers.AcceptLanguage.ToString().Contains("https", StringComparison.Ordinal);
                if (HttpMethods.IsPost(http.Request.Method) && wantsHttps) http.Request.Scheme = "https";
                return rest(http);
            });
            next(app);
        };
    }
}
