using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Simulation;

/// <summary>
/// A stretch of the life of a desk in simulated time: matters come in by every channel, people work on them, forget some, and the program
/// is restarted in between. The laws are checked after each step, the figures at the end.
/// </summary>
public sealed class DeskYear : IAsyncDisposable
{
    private static readonly (string, string)[] Settings =
    [
        ("Promise:Rules:0:Priority", "Urgent"), ("Promise:Rules:0:Response", "10:00:00"), ("Promise:Rules:0:WorkingTime", "true"),
        ("Promise:Rules:1:Kind", "Complaint"), ("Promise:Rules:1:Response", "1.00:00:00"),
        // A share of some would draw other tickets each time.
        ("Promise:FollowUpShare", "1"), ("Promise:AnswerShare", "1"),
    ];

    private readonly SimulationPlan _plan;
    private readonly Random _random;
    private readonly SimulatedTime _time;
    private readonly IReadOnlyList<SimulatedMessenger> _messengers;
    private readonly Residents _residents;
    private readonly Troubles _troubles;
    private readonly TicketLaws _laws = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("desk-year-").FullName;
    private readonly List<TicketNumber> _open = [], _ended = [];
    private readonly Dictionary<string, int> _steps = [];
    private SimulatedDesk? _desk;
    private DateTimeOffset _nextSweep;
    private string _last = "the start";

    private DeskYear(SimulationPlan plan)
    {
        (_plan, _random, _time) = (plan, new(plan.Seed), new(plan.Start.ToUniversalTime()));
        ContactChannel[] channels = [ContactChannel.Telegram, ContactChannel.WeChat, ContactChannel.WeCom];
        _messengers = [.. channels.Select(channel => new SimulatedMessenger(channel, _random, _time))];
        (_residents, _troubles) = (new(_random, _time), new(_random, _time));
    }

    private SimulatedDesk Desk => _desk ?? throw new InvalidOperationException("The desk is stopped.");

    /// <summary>Lives through the plan. Throws <see cref="LawBrokenException"/> with the seed when anything does not hold.</summary>
    public static async Task<string> RunAsync(SimulationPlan plan, TextWriter? progress = null)
    {
        await using var year = new DeskYear(plan);
        try
        {
            return await year.LiveAsync(progress);
        }
        catch (Exception broken)
        {
            throw new LawBrokenException(
                $"seed {plan.Seed}, {plan.Days} days, {plan.Tickets} tickets, at {year._time.TrueTime:u} after {year._last}: {broken}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_desk is not null) await _desk.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task<string> LiveAsync(TextWriter? progress)
    {
        await StartAsync();
        await using (var db = Desk.CreateDb()) await Team.AddAccountsAsync(db);
        var pause = TimeSpan.FromDays(_plan.Days) / _plan.Tickets;
        for (var (opened, month) = (0, 0); _time.TrueTime < _plan.Start.AddDays(_plan.Days);)
        {
            await OpenAsync();
            opened++;
            for (var act = 0; act < 6 || (_open.Count > 300 && act < 12); act++)
            {
                await PassTimeAsync(pause / 6);
                await ActAsync();
            }

            if (Happens(_plan.RestartsPerDay)) await RestartAsync();
            if (Happens(0.2)) _troubles.SetClock();
            if (Happens(0.1)) await _troubles.EditCalendarAsync(Desk);
            if (progress is null || _time.TrueTime.Month == month) continue;
            month = _time.TrueTime.Month;
            await progress.WriteLineAsync($"{_time.TrueTime:yyyy-MM-dd}  {opened} tickets, {_open.Count} open");
        }

        return await FinishAsync();
    }

    /// <summary>True with the probability that something of which there is so much in a day happens beside this ticket.</summary>
    private bool Happens(double perDay) => _random.NextDouble() < perDay * _plan.Days / _plan.Tickets;

    private async Task<string> FinishAsync()
    {
        await RestartAsync();
        await PassTimeAsync(TimeSpan.FromHours(2));
        await Desk.SweepAsync();
        await CheckNothingIsOverdueAsync();
        var findings = await VerifyAsync();
        if (findings.Count > 0) throw new LawBrokenException("verify: " + string.Join("; ", findings.Take(10)));
        var told = EventRecount.Read(Path.Combine(_folder, "desk.db"));
        told.CheckLaws();
        var compared = await new FigureComparison(Desk, told, _time).RunAsync(_plan);
        return $"seed {_plan.Seed}: {told.Describe()}; {compared} numbers equal";
    }

    private async Task StartAsync() => _desk = await SimulatedDesk.StartAsync(_folder, _time, _messengers, Settings);

    private async Task RestartAsync()
    {
        _last = "a restart";
        await Desk.DisposeAsync();
        _desk = null;
        _time.Advance(_troubles.PickStop());
        await StartAsync();
        // The first sweep of a program comes at its start.
        _nextSweep = default;
        await PassTimeAsync(TimeSpan.Zero);
    }

    private async Task PassTimeAsync(TimeSpan mean)
    {
        // Nights are quiet: what would have happened then is done in the day.
        var local = _time.TrueTime.ToOffset(TimeSpan.FromHours(8));
        var isNight = local.Hour is < 8 or >= 20;
        _time.Advance(mean * (isNight ? 2.2 : 0.6) * (_random.NextDouble() * 2));
        await Desk.CheckClockAsync();
        if (_time.TrueTime >= _nextSweep)
        {
            await Desk.SweepAsync();
            _nextSweep = _time.TrueTime + _plan.SweepInterval;
        }
        else
        {
            await Desk.CheckDeadlinesAsync();
        }

        if (_random.Next(3) > 0) await Desk.SendAsync(_time);
    }

    private async Task OpenAsync()
    {
        _last = "opening a ticket";
        var number = await _residents.OpenAsync(Desk);
        _open.Add(number);
        _laws.Check(await Desk.ReadTicketAsync(number));
    }

    private async Task ActAsync()
    {
        var list = _ended.Count > 0 && (_open.Count == 0 || _random.Next(6) == 0) ? _ended : _open;
        if (list.Count == 0) return;
        // Half of the work is on what came first, the rest on anything.
        var index = list == _open && _random.Next(2) == 0 ? _random.Next(Math.Min(5, list.Count)) : _random.Next(list.Count);
        var number = list[index];
        var before = await Desk.ReadTicketAsync(number);
        if (IsForgotten(number) && _time.TrueTime - before.EnteredAt < TimeSpan.FromHours(90)) return;
        var (name, result) = await new Moves(Desk, _residents, _random, _time).DoOneAsync(before);
        _last = $"'{name}' on {number} ({before.Status}), which was {result?.GetType().Name ?? "taken"}";
        _steps[name] = _steps.GetValueOrDefault(name) + 1;
        if (result is TicketActionResult.ActionInvalid invalid)
            throw new InvalidOperationException(string.Join(", ", invalid.Faults.Select(fault => $"{fault.Field}: {fault.Code}")));
        var after = await Desk.ReadTicketAsync(number);
        _laws.Check(after);
        if (result is not (null or TicketActionResult.ActionDone) && after.Version != before.Version)
            throw new LawBrokenException("a refused action left an event");
        if (result is TicketActionResult.ActionDone { Ticket: var other } && other.Number != number) _open.Add(other.Number);
        Move(list, index, after);
    }

    /// <summary>One in twelve tickets lies about for days, so that promises are missed.</summary>
    private static bool IsForgotten(TicketNumber number) => number.ToCounter() % 12 == 0;

    private void Move(List<TicketNumber> from, int index, Desk.Tickets.Ticket ticket)
    {
        var to = ticket.IsOpen ? _open : _ended;
        if (to == from && !(ticket.ClosedAt < _time.TrueTime.AddDays(-20))) return;
        from.RemoveAt(index);
        if (ticket.ClosedAt is null || ticket.ClosedAt >= _time.TrueTime.AddDays(-20)) to.Add(ticket.Number);
        else _laws.Forget(ticket);
        // What residents write about a closed ticket opened another one, which is not followed.
        if (_ended.Count > 400) _ended.RemoveAt(0);
    }

    private async Task CheckNothingIsOverdueAsync()
    {
        var now = _time.GetUtcNow();
        await using var db = Desk.CreateDb();
        var overdue = await db.Cycles.CountAsync(c => c.NextCheckAt <= now) + await db.Slips.CountAsync(s => s.NextCheckAt <= now)
            + await db.Orders.CountAsync(o => o.NextCheckAt <= now) + await db.PromisedDates.CountAsync(p => p.NextCheckAt <= now)
            + await db.Referrals.CountAsync(r => r.NextCheckAt <= now);
        if (overdue > 0) throw new LawBrokenException($"{overdue} deadlines were left after a sweep");
    }

    private async Task<List<string>> VerifyAsync()
    {
        var verifier = new DeskVerifier(
            Desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), Desk.Services.GetRequiredService<AttachmentStore>());
        return await verifier.RunAsync(CancellationToken.None).Select(finding => finding.ToString()).ToListAsync();
    }
}
