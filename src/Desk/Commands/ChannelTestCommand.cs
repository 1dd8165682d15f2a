using System.CommandLine;
using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Desk.Database;
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

    private static readonly TimeSpan MaxClockDifference = TimeSpan.FromSeconds(30);

    public static Command Create(BuildDesk build)
    {
        var channel = new Argument<string>("channel") { Description = CommandTexts.Format("command.channel.which") };
        channel.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Telegram);
        var command = new Command("test", CommandTexts.Format("command.channel.test")) { channel };
        command.SetAction(parsed => CommandRunner.RunAsync(build, SettingArguments.From(parsed), TestAsync, withDatabase: false));
        return command;
    }

    private static async Task<string?> TestAsync(IServiceProvider desk)
    {
        var options = desk.GetRequiredService<IOptions<TelegramOptions>>().Value;
        if (!options.IsOn) return CommandTexts.Format("command.channel.off");
        var report = await desk.GetRequiredService<TelegramDiagnostics>().RunAsync(CancellationToken.None);
        var failures = 0;
        foreach (var (isWell, line) in DescribeConnection(options, report).Append(await DescribeListenerAsync(desk, options)))
        {
            Console.WriteLine($"{(isWell ? "●" : "▲")} {line}");
            failures += isWell ? 0 : 1;
        }

        return failures == 0 ? null : CommandTexts.Format("command.channel.failed", ("count", failures));
    }

    private static IEnumerable<(bool IsWell, string Line)> DescribeConnection(TelegramOptions options, TelegramDiagnosticsReport report)
    {
        yield return report.ResponseTime is { } took
            ? (true, CommandTexts.Format("command.channel.reached", ("server", options.Server), ("milliseconds", (int)took.TotalMilliseconds)))
            : (false, CommandTexts.Format("command.channel.outOfReach", ("server", options.Server), ("code", FindErrorCode(report, "reach"))));
        if (report.ClockAhead is { } ahead)
            yield return (ahead.Duration() <= MaxClockDifference,
                CommandTexts.Format("command.channel.clock", ("seconds", (int)ahead.TotalSeconds)));
        yield return report.Bot is { } bot
            ? (true, CommandTexts.Format("command.channel.bot", ("name", bot.Name), ("user", bot.UserName ?? ""), ("id", bot.Id)))
            : (false, CommandTexts.Format("command.channel.noBot", ("code", FindErrorCode(report, "getMe"))));
        foreach (var line in DescribeWebhook(options, report)) yield return line;
    }

    /// <summary>
    /// Compares the webhook registered with Telegram with the configured mode, because polling and a webhook exclude each other.
    /// </summary>
    private static IEnumerable<(bool, string)> DescribeWebhook(TelegramOptions options, TelegramDiagnosticsReport report)
    {
        if (report.Webhook is not { } hook)
        {
            yield return (false, CommandTexts.Format("command.channel.noHookInfo", ("code", FindErrorCode(report, "getWebhookInfo"))));
            yield break;
        }

        if (options.Mode is TelegramMode.Polling)
            yield return (hook.Url.Length == 0,
                CommandTexts.Format(hook.Url.Length == 0 ? "command.channel.noHook" : "command.channel.hookInTheWay", ("url", hook.Url)));
        else if (options.WebhookUrl is not { } ours)
            yield return (hook.Url.EndsWith(TelegramWebhook.Path, StringComparison.Ordinal),
                CommandTexts.Format("command.channel.noPublicUrl", ("url", hook.Url)));
        else
            yield return (hook.Url == ours,
                CommandTexts.Format(hook.Url == ours ? "command.channel.hook" : "command.channel.otherHook", ("url", hook.Url),
                    ("ours", ours)));
        yield return (hook.PendingUpdates < 100, CommandTexts.Format("command.channel.pending", ("count", hook.PendingUpdates)));
        if (options.Mode is TelegramMode.Webhook && hook is { LastErrorAt: { } at, LastError: { } error })
            yield return (report.At - at > TimeSpan.FromMinutes(10),
                CommandTexts.Format("command.channel.hookError", ("time", at.ToString("u", null)), ("error", error)));
    }

    private static async Task<(bool, string)> DescribeListenerAsync(IServiceProvider desk, TelegramOptions options)
    {
        if (options.Mode is TelegramMode.Webhook) return (true, CommandTexts.Format("command.channel.webhook"));
        var node = await FindListeningNodeAsync(desk);
        return (true,
            node is null ? CommandTexts.Format("command.channel.nobodyListens")
            : CommandTexts.Format("command.channel.listens", ("node", node)));
    }

    // Neither creates nor migrates the database, because a test must change nothing.
    private static async Task<string?> FindListeningNodeAsync(IServiceProvider desk)
    {
        var isSqlite = desk.GetRequiredService<IOptions<DeskOptions>>().Value.Database is DatabaseKind.Sqlite;
        if (isSqlite && !File.Exists(desk.GetRequiredService<DataDirectory>().DatabaseFile)) return null;
        await using var db = await desk.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync();
        var isPending = (await db.Database.GetPendingMigrationsAsync()).Any();
        var now = desk.GetRequiredService<TimeProvider>().Now();
        return isPending ? null : await NodeName.FindLeaseHolderAsync(db, TelegramListener.Lease, now, CancellationToken.None);
    }

    private static string FindErrorCode(TelegramDiagnosticsReport report, string call) =>
        report.Errors.FirstOrDefault(error => error.StartsWith(call + " ", StringComparison.Ordinal))?[(call.Length + 1)..] ?? "";
}
