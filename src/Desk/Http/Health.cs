using EcomCenter.Desk.Database;
using EcomCenter.Desk.Database.Disks;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace EcomCenter.Desk.Http;

/// <summary>
/// Health endpoints. Live: the process responds. Ready: the database can be written, there is room for a new ticket, and every other
/// check tagged <c>ready</c> passes.
/// </summary>
public static class Health
{
    private const string Ready = "ready";

    public static IServiceCollection AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<DatabaseHealthCheck>("database", tags: [Ready])
            .AddCheck<DiskHealthCheck>("disk", tags: [Ready]);
        return services;
    }

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapHealthChecks("/healthz/live", new() { Predicate = _ => false }).AllowAnonymous().WithMetadata(WithoutSignIn.Instance);
        app.MapHealthChecks("/healthz/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready) }).AllowAnonymous()
            .WithMetadata(WithoutSignIn.Instance);
    }

    private sealed class DatabaseHealthCheck(WriteProbe probe, DatabaseIntegrity integrity) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            if (integrity.IsDamaged) return HealthCheckResult.Unhealthy("The database is damaged.");
            return await probe.CanWriteAsync(cancellationToken) ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database can't be written.");
        }
    }

    /// <summary>A desk without room for files still does its main work, so it is only degraded.</summary>
    private sealed class DiskHealthCheck(DiskSpace disk) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            Task.FromResult(!disk.AcceptsTickets ? HealthCheckResult.Unhealthy("There is no room for new tickets.")
                : disk.AcceptsFiles ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded("There is no room for new files."));
    }
}
