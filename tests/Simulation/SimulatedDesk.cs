using System.Security.Claims;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Quartz;

namespace EcomCenter.Simulation;

/// <summary>
/// The real program on a real database, with a clock of the simulation. Its jobs do not run by themselves: the simulation calls them, so
/// that the same seed gives the same year.
/// </summary>
internal sealed class SimulatedDesk : IAsyncDisposable
{
    private const string StaffHeader = "X-Simulated-Staff";

    /// <summary>The services that would act at times of their own.</summary>
    private static readonly Type[] TimedServices =
    [
        typeof(QuartzHostedService), typeof(OutboxDispatcher), typeof(ClockWatch), typeof(Desk.Outbox.Mail.MailWorker),
        typeof(Desk.Bots.StaffChats.StaffAlertWorker), typeof(Desk.Files.AttachmentWorker),
    ];

    private readonly WebApplication _app;

    private SimulatedDesk(WebApplication app) => _app = app;

    public IServiceProvider Services => _app.Services;

    public DeskWriter Writer => Services.GetRequiredService<DeskWriter>();

    public TicketActions Actions => Services.GetRequiredService<TicketActions>();

    /// <summary>Starts the program on the data of a folder.</summary>
    /// <param name="messengers">The messengers, which outlive restarts.</param>
    public static async Task<SimulatedDesk> StartAsync(
        string folder, TimeProvider time, IReadOnlyList<SimulatedMessenger> messengers, IEnumerable<(string Key, string Value)> settings)
    {
        string[] args =
        [
            "--urls=http://127.0.0.1:0", "--environment=Development", $"--Desk:DataDirectory={folder}",
            .. settings.Select(setting => $"--{setting.Key}={setting.Value}"),
        ];
        var app = DeskApplication.Build(args, builder => Adjust(builder, time, messengers));
        await app.Services.MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        var desk = new SimulatedDesk(app);
        await desk.StartClockAsync();
        return desk;
    }

    public DeskDb CreateDb() => Services.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContext();

    /// <summary>A client that is signed in as that member of staff.</summary>
    public HttpClient CreateClient(string user)
    {
        var client = new HttpClient { BaseAddress = new(_app.Urls.First()) };
        client.DefaultRequestHeaders.Add(StaffHeader, user);
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        return client;
    }

    /// <summary>Checks the host's clock, as the program does every few seconds.</summary>
    public async Task CheckClockAsync()
    {
        var clock = Services.GetRequiredService<HostClock>();
        if (await FindNewestEventAsync() is { } newest) clock.ObserveEvent(newest);
        if (clock.FindDoubt() is { } doubt) throw new InvalidOperationException($"The clock is doubted: {doubt}");
    }

    public Task CheckDeadlinesAsync() => Services.GetRequiredService<DeadlineSweep>().CheckDeadlinesAsync(CancellationToken.None);

    public async Task SweepAsync()
    {
        await Services.GetRequiredService<DeadlineSweep>().SweepAsync(CancellationToken.None);
        await Services.GetRequiredService<MonthReports>().MakeIfDueAsync(CancellationToken.None);
    }

    /// <summary>Sends what waits in the outbox. Returns the number of messages that were passed to a messenger.</summary>
    public async Task<int> SendAsync(TimeProvider time)
    {
        var (batch, sender) = (Services.GetRequiredService<OutboxBatch>(), Services.GetRequiredService<OutboxSender>());
        var clock = new DeliveryClock(time.GetUtcNow(), sender.Channels, []);
        var sent = 0;
        foreach (var first in await batch.ClaimAsync(await batch.FindDueChatsAsync(clock, 100, default), isBusy: _ => false, default))
            for (QueuedMessage? message = first; message is not null; sent++) message = await sender.SendAsync(message, default);
        return sent;
    }

    public async Task<Ticket> ReadTicketAsync(TicketNumber number)
    {
        await using var db = CreateDb();
        return await db.FindFullTicketAsync(number, CancellationToken.None)
            ?? throw new InvalidOperationException($"Ticket {number} is lost.");
    }

    public async ValueTask DisposeAsync()
    {
        if (Services.GetRequiredService<HostClock>().CreateRecord() is { } record)
            Services.GetRequiredService<ClockRecordFile>().Write(record);
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static void Adjust(WebApplicationBuilder builder, TimeProvider time, IReadOnlyList<SimulatedMessenger> messengers)
    {
        builder.Logging.ClearProviders();
        builder.Services.Replace(ServiceDescriptor.Singleton(time));
        builder.Services.RemoveAll<IChatChannel>().RemoveAll<IReplyWindowRules>();
        foreach (var messenger in messengers) builder.Services.AddSingleton<IChatChannel>(messenger);
        foreach (var service in builder.Services.Where(s => TimedServices.Contains(s.ImplementationType)).ToList())
            builder.Services.Remove(service);
        builder.Services.AddSingleton<IStartupFilter, SimulatedSignIn>().AddSingleton<IHostLifetime, NoSignals>();
    }

    private async Task StartClockAsync() => Services.GetRequiredService<HostClock>().Start(
        Services.GetRequiredService<ClockRecordFile>().Read(), await FindNewestEventAsync(), awaitsMessenger: false);

    private async Task<DateTimeOffset?> FindNewestEventAsync()
    {
        await using var db = CreateDb();
        return await db.Events.OrderByDescending(e => e.Sequence).Select(e => (DateTimeOffset?)e.At).FirstOrDefaultAsync();
    }

    /// <summary>Leaves Ctrl+C and SIGTERM to the simulation, which they end at once.</summary>
    private sealed class NoSignals : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Signs in the member of staff whom the header names.</summary>
    private sealed class SimulatedSignIn(IDbContextFactory<DeskDb> contexts) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, rest) =>
            {
                if (http.Request.Headers[StaffHeader] is [{ } user]) http.User = await FindUserAsync(user);
                await rest(http);
            });
            next(app);
        };

        private async Task<ClaimsPrincipal> FindUserAsync(string user)
        {
            await using var db = await contexts.CreateDbContextAsync();
            var member = await db.Users.AsNoTracking().SingleAsync(u => u.UserName == user);
            Claim[] claims = [new(ClaimTypes.NameIdentifier, member.Id), new(ClaimTypes.Name, user), .. ActorClaims.CreateClaims(member)];
            return new(new ClaimsIdentity(claims, "Simulation"));
        }
    }
}
