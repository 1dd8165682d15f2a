using EcomCenter.Contracts;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Quartz;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>Starts the real program without its deadline job, so that the test decides when the sweep runs.</summary>
internal static class ManualClock
{
    public static FakeTimeProvider CreateTime() =>
        new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));

    public static Task<DeskApp> StartAsync(Provider provider, TimeProvider time, params IEnumerable<(string, string)> settings) =>
        DeskApp.StartAsync(provider, time, RemoveDeadlineJob, settings);

    public static void RemoveDeadlineJob(WebApplicationBuilder builder)
    {
        foreach (var service in builder.Services.Where(s => s.ImplementationType == typeof(QuartzHostedService)).ToList())
            builder.Services.Remove(service);
    }

    public static Task SweepAsync(this DeskApp desk) =>
        desk.Services.GetRequiredService<DeadlineSweep>().SweepAsync(TestContext.Current.CancellationToken);

    public static async Task<Ticket> OpenTicketAsync(this DeskApp desk, string text = "怎么开网店?", Priority priority = Priority.Normal)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Api, Kind = TicketKind.Inquiry, Description = text, Priority = priority,
            Actor = new() { Author = Author.Service("county"), Scope = KeyScope.Staff },
        };
        var intake = desk.Services.GetRequiredService<IntakeDoor>();
        return (await desk.Writer.WriteAsync(unit => intake.SubmitAsync(unit, request, TestContext.Current.CancellationToken))).Ticket;
    }

    public static async Task<Ticket> TicketAsync(this DeskApp desk, TicketNumber number)
    {
        await using var db = desk.CreateDb();
        return await db.FindFullTicketAsync(number, TestContext.Current.CancellationToken)
            ?? throw new InvalidOperationException($"Ticket {number} does not exist.");
    }

    public static async Task<List<StoredEvent>> EventsAsync(this DeskApp desk, string type)
    {
        await using var db = desk.CreateDb();
        return await db.Events.AsNoTracking()
            .Where(e => e.Type == type).OrderBy(e => e.Sequence).ToListAsync(TestContext.Current.CancellationToken);
    }
}
