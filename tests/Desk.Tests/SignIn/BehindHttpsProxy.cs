using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.SignIn;

/// <summary>Simulates an https proxy in front of the desk.</summary>
internal static class BehindHttpsProxy
{
    /// <summary>
    /// Treats a post as https if its Accept-Language contains "https". Pages stay on http, because the test's cookie container would not
    /// send secure cookies back.
    /// </summary>
    public static void BehindHttps(this WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter, AsHttps>();

    private sealed class AsHttps : IStartupFilter
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
