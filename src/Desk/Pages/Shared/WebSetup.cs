using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Texts;
using EcomCenter.Texts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.Shared;

/// <summary>
/// Sets up what every page needs: server-rendered components, an HTML encoder for all scripts, compression and security headers.
/// </summary>
public static class WebSetup
{
    /// <summary>The most bytes of a form field, and of a body that brings no files.</summary>
    private const int MaxFieldBytes = 256 * 1024, MaxBodyBytes = 2 * 1024 * 1024;

    public static IServiceCollection AddWebPages(this IServiceCollection services)
    {
        LocalizedTimeFormatter.Register();
        services.AddHttpContextAccessor().AddRazorComponents();
        // The default encoder turns every Uyghur and Chinese letter into an HTML entity.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddSingleton(s =>
            new TimeFormatter(s.GetRequiredService<IOptions<DeskOptions>>().Value.DisplayTimeZone));
        services.AddCascadingValue(s => s.GetRequiredService<IHttpContextAccessor>().HttpContext?.Language() ?? Language.ZhHans);
        services.AddAntiforgery(options => options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest);
        // A form in memory: nobody fills the disk through a form that takes no files. Those that do read their own body.
        services.Configure<FormOptions>(options =>
        {
            options.MultipartBodyLengthLimit = MaxFieldBytes;
            options.MemoryBufferThreshold = MaxFieldBytes;
        });
        services.AddSingleton<UploadLimits>().AddSingleton<ReadingLog>().AddSingleton<KeyRateLimit>();
        services.Configure<KestrelServerOptions>(options => options.Limits.MaxRequestBodySize = MaxBodyBytes);
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.Configure<BrotliCompressionProviderOptions>(options => options.Level = CompressionLevel.Fastest);
        return services;
    }

    /// <summary>Must come before authentication; the antiforgery check comes after it.</summary>
    public static IApplicationBuilder UseWebPages(this IApplicationBuilder app) =>
        app.UseCleanQuery().UseResponseCompression().UseSecurityHeaders().UseRequestLanguage();
}
