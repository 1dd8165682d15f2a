using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>Limits the reports per address.</summary>
public sealed class ReportLimit(IOptions<PublicSiteOptions> options, TimeProvider time)
{
    private readonly RequestLimiter<string> _limiter = new(time, options.Value.ReportsPerAddress, TimeSpan.FromMinutes(10));

    public TimeSpan? GetRetryAfter(string address) => _limiter.GetRetryAfter(address);

    public void RecordUse(string address) => _limiter.RecordUse(address);
}
