using EcomCenter.Desk.Web.Forms;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.PublicSite;

/// <summary>Limits the reports per address.</summary>
public sealed class ReportLimit(IOptions<PublicSiteOptions> options, TimeProvider time)
{
    private readonly Allowance _allowance = new(time, options.Value.ReportsPerAddress, TimeSpan.FromMinutes(10));

    public TimeSpan? Wait(string address) => _allowance.Wait(address);

    public void Use(string address) => _allowance.Use(address);
}
