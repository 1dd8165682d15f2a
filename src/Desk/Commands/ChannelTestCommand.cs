using System.CommandLine;
using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Ports;
using EcomCenter.Desk.Database;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>channel test</c>. It checks the connection to a messenger and prints one line for each check. It fetches no updates, so
/// it can run beside <c>serve</c>.
/// </summary>
internal static class ChannelTestCommand
{
    public static Command Create(BuildDesk build)
    {
        var name = new Argument<string>("channel") { Description = CommandTexts.Format("command.channel.which") };
        var channels = KnownChannels.All.Where(channel => channel.HasConnectionTest)
            .ToDictionary(channel => EnumCode.From(channel.Traits.Channel), StringComparer.OrdinalIgnoreCase);
        name.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, [.. channels.Keys]);
        var command = new Command("test", CommandTexts.Format("command.channel.test")) { name };
        command.SetAction(parsed => CommandRunner.RunAsync(build, SettingArguments.From(parsed),
            desk => TestAsync(desk, channels[parsed.GetRequiredValue(name)]), withDatabase: false));
        return command;
    }

    private static async Task<string?> TestAsync(IServiceProvider desk, ChannelSetup channel)
    {
        var messenger = desk.GetServices<IMessenger>().Single(messenger => messenger.Channel == channel.Traits.Channel);
        if (!messenger.IsOn)
            return CommandTexts.Format("command.channel.off", ("setting", channel.ConnectionSettings[0]),
                ("channel", DisplayNames.For(CommandTexts.Language, messenger.Channel)));
        var failures = 0;
        foreach (var check in (await messenger.TestAsync(CancellationToken.None)).Append(await CheckListenerAsync(desk, messenger)))
        {
            Console.WriteLine($"{(check.IsWell ? "●" : "▲")} {CommandTexts.Format("command.channel." + check.Key, [.. check.Values])}");
            failures += check.IsWell ? 0 : 1;
        }

        return failures == 0 ? null : CommandTexts.Format("command.channel.failed", ("count", failures));
    }

    private static async Task<ConnectionCheck> CheckListenerAsync(IServiceProvider desk, IMessenger messenger)
    {
        if (messenger.ListenerLease is not { } lease) return new(true, "webhook");
        return await FindListeningNodeAsync(desk, lease) is { } node ? new(true, "listens", ("node", node)) : new(true, "nobodyListens");
    }

    // Neither creates nor migrates the database, because a test must change nothing.
    private static async Task<string?> FindListeningNodeAsync(IServiceProvider desk, string lease)
    {
        var isSqlite = desk.GetRequiredService<IOptions<DeskOptions>>().Value.Database is DatabaseKind.Sqlite;
        if (isSqlite && !File.Exists(desk.GetRequiredService<DataDirectory>().DatabaseFile)) return null;
        await using var db = await desk.GetRequiredService<IDbContextFactory<DeskDb>>().CreateDbContextAsync();
        var isPending = (await db.Database.GetPendingMigrationsAsync()).Any();
        var now = desk.GetRequiredService<TimeProvider>().Now();
        return isPending ? null : await NodeName.FindLeaseHolderAsync(db, lease, now, CancellationToken.None);
    }
}
