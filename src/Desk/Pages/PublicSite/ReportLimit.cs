using EcomCenter.Desk.Http;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Pages.PublicSite;

/// <summary>Limits the reports per address.</summary>
public sealed class ReportLimit(IOptions<PublicSiteOptions> options, TimeProvider time)
{
    private readonly RequestLimiter<string> _limiter = new(time, options.Value.ReportsPerAddress, TimeSpan.FromMinutes(10));

    /// <summary>Counts a report before it is stored. Returns the time to wait if there were too many, else null.</summary>
    public TimeSpan? RecordUse(string address) => _limiter.RecordUse(address);

    /// <summary>Takes back a report that was refused, or that was stored before.</summary>
    public void TakeBackUse(string address) => _limiter.TakeBackUse(address);
}
