using System.Diagnostics;
using EcomCenter.Contracts;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Promise;
using EcomCenter.Desk.Staff;
using EcomCenter.RunningDesk;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace EcomCenter.Benchmarks.Scale;

/// <summary>Fills a database with a year of a desk. A small one is verified by the published desk itself.</summary>
internal static class FilledDatabase
{
    private const int MaxVerified = 20_000, Seed = 20_260_101;

    public static async Task FillAsync(MeasuredDatabase database, FillPlan plan, DeskBinary binary)
    {
        var watch = Stopwatch.StartNew();
        using var host = BuildHost(database);
        await host.Services.MigrateAsync(CancellationToken.None);
        var contexts = host.Services.GetRequiredService<IDbContextFactory<DeskDb>>();
        await using var db = await contexts.CreateDbContextAsync();
        await AddStaffAsync(db);
        await using (var rows = database.OpenBulkRows(new(db.Model)))
        {
            await rows.BeginAsync();
            var desk = Run(rows, plan, host.Services);
            Console.WriteLine($"filled with {plan.Tickets:N0} tickets, {desk.NextEvent - 1:N0} events in "
                + $"{watch.Elapsed.TotalSeconds:F0} s; building the indexes …");
            await rows.EndAsync();
            await SetCountersAsync(db, desk);
        }

        Console.WriteLine($"filled in {watch.Elapsed.TotalSeconds:F0} s");
        if (plan.Tickets <= MaxVerified) await VerifyAsync(database, binary);
    }

    private static DeskFill Run(IBulkRows rows, FillPlan plan, IServiceProvider services)
    {
        var end = TimeProvider.System.GetUtcNow().TruncateToMilliseconds();
        var desk = new DeskFill(rows, services.GetRequiredService<PromisePolicy>(), end);
        var lives = new TicketLives(desk, plan, services.GetRequiredService<SlipPolicy>(), new Random(Seed));
        var start = end - FillPlan.History;
        desk.Schedule(plan.Ended, start, end.AddDays(-7), lives.LiveAndEnd);
        desk.Schedule(plan.Answered, end.AddDays(-60), end.AddDays(-2), lives.LiveAndStayOpen);
        desk.Schedule(plan.Missed, end.AddDays(-8), end.AddHours(-49), lives.LiveAndMiss);
        desk.Schedule(plan.Waiting, end.AddHours(-46), end.AddMinutes(-1), lives.LiveAndWait);
        desk.Run();
        return desk;
    }

    private static async Task AddStaffAsync(DeskDb db)
    {
        for (var i = 0; i < TicketLives.StaffCount; i++)
        {
            var name = TicketLives.UserName(i);
            db.Users.Add(new StaffMember
            {
                UserName = name, NormalizedUserName = name.ToUpperInvariant(), DisplayName = name,
                Role = i % 4 == 0 ? StaffRole.Supervisor : StaffRole.Clerk, SecurityStamp = name,
            });
        }

        await db.SaveChangesAsync();
    }

    private static async Task SetCountersAsync(DeskDb db, DeskFill desk)
    {
        await SetAsync(SequenceCounter.Ids, desk.NextId);
        await SetAsync(SequenceCounter.Events, desk.NextEvent);
        await SetAsync(SequenceCounter.Numbers, desk.NextNumber);
        // Nobody was alerted of what was made up, and nothing of it is drawn for calls or marks.
        var (today, alerts) = (DateOnly.FromDateTime(desk.Now.UtcDateTime), desk.NextEvent);
        db.Counters.Add(new() { Name = SequenceCounter.FollowUps, Next = today.DayNumber + 1 });
        if (!await db.Counters.AnyAsync(c => c.Name == SequenceCounter.Alerts))
            db.Counters.Add(new() { Name = SequenceCounter.Alerts, Next = alerts });
        db.Set<AnswerDay>().Add(new() { Day = today, Answers = 0, Short = 0, Repeated = 0 });
        await db.SaveChangesAsync();

        Task<int> SetAsync(string name, long next) =>
            db.Counters.Where(c => c.Name == name).ExecuteUpdateAsync(set => set.SetProperty(c => c.Next, next));
    }

    private static async Task VerifyAsync(MeasuredDatabase database, DeskBinary binary)
    {
        var verified = await DeskCommand.RunAsync(binary, database.Settings, null, "verify");
        if (verified.ExitCode != 0) throw new InvalidOperationException($"verify found:\n{verified.Output}{verified.Error}");
        Console.WriteLine(verified.Output.TrimEnd().Split('\n')[^1]);
    }

    private static IHost BuildHost(MeasuredDatabase database)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(database.Settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)));
        builder.Services.AddDatabase(builder.Configuration).AddCatalogue(builder.Configuration).AddPromise(builder.Configuration)
            .AddSingleton<IElapsedTime, HostUptime>().AddSingleton<RosterStore>().AddIntake().AddHandling();
        return builder.Build();
    }
}
