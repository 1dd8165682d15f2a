using System.CommandLine;
using System.Globalization;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Housekeeping;
using EcomCenter.Texts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>
/// The command <c>erase --dry-run</c>. It lists how many closed tickets would be erased now. The erasure itself is done by <c>serve</c>
/// alone, so the option is required.
/// </summary>
internal static class EraseCommand
{
    public static Command Create(BuildDesk build)
    {
        var dryRun = new Option<bool>("--dry-run") { Description = CommandTexts.Format("command.erase.dryRun") };
        var command = new Command("erase", CommandTexts.Format("command.erase")) { dryRun };
        command.Validators.Add(line =>
        {
            if (!line.GetValue(dryRun)) line.AddError(CommandTexts.Format("command.erase.onlyDry"));
        });
        command.SetAction(parsed => CommandRunner.RunAsync(build, SettingArguments.From(parsed), ListAsync, withDatabase: false));
        return command;
    }

    private static async Task<string?> ListAsync(IServiceProvider desk)
    {
        var directory = desk.GetRequiredService<DataDirectory>();
        if (desk.GetRequiredService<IOptions<DeskOptions>>().Value.Database is DatabaseKind.Sqlite && !File.Exists(directory.DatabaseFile))
            return CommandTexts.Format("command.refusal.noDatabase", ("place", directory.Root));
        await desk.MigrateAsync(CancellationToken.None);
        var plan = await ErasurePlan.ReadAsync(desk, CancellationToken.None);
        var time = desk.GetRequiredService<TimeFormatter>();
        var language = CommandTexts.Language;
        Console.WriteLine(CommandTexts.Format("command.erase.until", ("now", time.DateAndTimeWithZone(language, plan.Now)),
            ("until", time.DateAndTimeWithZone(language, plan.Until))));
        foreach (var (month, count) in plan.Months)
            Console.WriteLine($"{month.ToString("yyyy-MM", CultureInfo.InvariantCulture)}  {count}");
        Console.WriteLine(CommandTexts.Format(
            "command.erase.total", ("count", plan.Count), ("perDay", plan.MaxPerDay), ("days", plan.Days)));
        return null;
    }
}
