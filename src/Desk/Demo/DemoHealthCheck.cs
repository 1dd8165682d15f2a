using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EcomCenter.Desk.Demo;

/// <summary>Reports the demo as ready once it is filled.</summary>
internal sealed class DemoHealthCheck : IHealthCheck
{
    private volatile bool _done;

    public void MarkReady() => _done = true;

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_done ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy());
}
