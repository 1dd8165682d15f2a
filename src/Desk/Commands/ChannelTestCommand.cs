using System.CommandLine;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>channel test</c>. It checks the connection to a messenger and prints one line for each check. It fetches no updates, so
/// it can run beside <c>serve</c>.
/// </summary>
internal static class ChannelTestCommand
{
    private const string Telegram = "telegram";

    private static readonly TimeSpan ClockMayDiffer = TimeSpan.FromSeconds(30);

    public static Command Make(BuildDesk build)
    {
        var channel = new Argument<string>("channel") { Description = Say.Text("command.channel.which") };
        channel.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Telegram);
        var command = new Command("test", Say.Text("command.channel.test")) { channel };
        command.SetAction(parsed => OneShot.RunAsync(build, SettingArguments.Of(parsed), TestAsync, withDatabase: false));
        return command;
    }

    private static async Task<string?> TestAsync(IServiceProvider desk)
    {
        var options = desk.GetRequiredService<IOptions<TelegramOptions>>().Value;
        if (!options.IsOn) return Say.Text("command.channel.off");
        var report = await desk.GetRequiredService<TelegramCheck>().AskAsync(CancellationToken.None);
        var failures = 0;
        foreach (var (isWell, line) in Lines(options, report).Append(await ListenerAsync(desk, options)))
        {
            Console.WriteLine($"{(isWell ? "●" : "▲")} {line}");
            failures += isWell ? 0 : 1;
        }

        return failures == 0 ? null : Say.Text("command.channel.failed", ("count", failures));
    }

    private static IEnumerable<(bool IsWell, string Line)> Lines(TelegramOptions options, TelegramReport report)
    {
        yield return report.Reached is { } took
            ? (true, Say.Text("command.channel.reached", ("server", options.Server), ("milliseconds", (int)took.TotalMilliseconds)))
            : (false, Say.Text("command.channel.outOfReach", ("server", options.Server), ("code", CodeOf(report, "reach"))));
        if (report.ClockAhead is { } ahead)
            yield return (ahead.Duration() <= ClockMayDiffer, Say.Text("command.channel.clock", ("seconds", (int)ahead.TotalSeconds)));
        yield return report.Bot is { } bot
            ? (true, Say.Text("command.channel.bot", ("name", bot.Name), ("user", bot.User ?? ""), ("id", bot.Id)))
            : (false, Say.Text("command.channel.noBot", ("code", CodeOf(report, "getMe"))));
        foreach (var line in Hook(options, report)) yield return line;
    }

    /// <summary>
    /// Compares the webhook registered with Telegram with the configured mode, because polling and a webhook exclude each other.
    /// </summary>
    private static IEnumerable<(bool, string)> Hook(TelegramOptions options, TelegramReport report)
    {
        if (report.Hook is not { } hook)
        {
            yield return (false, Say.Text("command.channel.noHookInfo", ("code", CodeOf(report, "getWebhookInfo"))));
            yield break;
        }

        if (options.Mode is TelegramMode.Polling)
            yield return (hook.Url.Length == 0,
                Say.Text(hook.Url.Length == 0 ? "command.channel.noHook" : "command.channel.hookInTheWay", ("url", hook.Url)));
        else if (options.HookUrl is not { } ours)
            yield return (hook.Url.EndsWith(TelegramHook.Path, StringComparison.Ordinal),
                Say.Text("command.channel.noPublicUrl", ("url", hook.Url)));
        else
            yield return (hook.Url == ours,
                Say.Text(hook.Url == ours ? "command.channel.hook" : "command.channel.otherHook", ("url", hook.Url), ("ours", ours)));
        yield return (hook.Pending < 100, Say.Text("command.channel.pending", ("count", hook.Pending)));
        if (options.Mode is TelegramMode.Webhook && hook is { LastErrorAt: { } at, LastError: { } error })
            yield return (report.At - at > TimeSpan.FromMinutes(10),
                Say.Text("command.channel.hookError", ("time", at.ToString("u", null)), ("error", error)));
    }

    private static async Task<(bool, string)> ListenerAsync(IServiceProvider desk, TelegramOptions options)
    {
        if (options.Mode is TelegramMode.Webhook) return (true, Say.Text("command.channel.webhook"));
        var node = await NodeAsync(desk);
        return (true, node is null ? Say.Text("command.channel.nobodyListens") : Say.Text("command.channel.listens", ("node", node)));
    }

    // Neither creates nor migrates the database, because a test must change nothing.
    private static async Task<string?> NodeAsync(IServiceProvider desk)
    {
        var isSqlite = desk.GetRequiredService<IOptions<DeskOptions>>().Value.Database is DatabaseKind.Sqlite;
        if (isSqlite && !File.Exists(desk.GetRequiredService<DataDirectory>().DatabaseFile)) return null;
        await using var db = await desk.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync();
        var isPending = (await db.Database.GetPendingMigrationsAsync()).Any();
        var now = desk.GetRequiredService<TimeProvider>().Now();
        return isPending ? null : await NodeName.HolderAsync(db, TelegramListener.Lease, now, CancellationToken.None);
    }

    private static string CodeOf(TelegramReport report, string what) =>
        report.Troubles.FirstOrDefault(error => error.StartsWith(what + " ", StringComparison.Ordinal))?[(what.Length + 1)..] ?? "";
}
