using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.SignIn;

internal static class BehindHttpsProxy
{
    /// <summary>Takes forms whose sender asks for it as if they had come by https; the page itself comes by http, or the test's jar would keep its cookies back.</summary>
    public static void BehindHttps(this WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter, AsHttps>();

    private sealed class AsHttps : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((http, rest) =>
            {
                if (HttpMethods.IsPost(http.Request.Method) && http.Request.Headers.AcceptLanguage.ToString().Contains("https", StringComparison.Ordinal)) http.Request.Scheme = "https";
                return rest(http);
            });
            next(app);
        };
    }
}
