using System.CommandLine;

namespace EcomCenter.Desk.Commands;

/// <summary>Builds the whole application with these settings, without starting it.</summary>
public delegate WebApplication BuildDesk(string[] settings, Action<WebApplicationBuilder>? adjust = null);

/// <summary>The command line. Exit codes: 0 done; 1 refused or failed, with one line on standard error; 2 wrong usage.</summary>
public static class DeskCommands
{
    public static async Task<int> RunAsync(string[] args, BuildDesk build)
    {
        var parsed = CreateRoot(build).Parse(args, new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0) return ReportWrongUsage(parsed.Errors[0].Message);
        if (SettingArguments.FindUnknown(parsed) is { } unknown)
            return ReportWrongUsage(CommandTexts.Format("command.stray", ("word", unknown)));
        // The web host handles termination signals itself, so System.CommandLine must not.
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static RootCommand CreateRoot(BuildDesk build)
    {
        var root = new RootCommand(CommandTexts.Format("command.desk"))
        {
            ServeCommand.Create(build),
            new Command("staff", CommandTexts.Format("command.staff")) { StaffAddCommand.Create(build),
                StaffDeactivateCommand.Create(build) },
            new Command("key", CommandTexts.Format("command.key")) { KeyCreateCommand.Create(build), KeyRevokeCommand.Create(build) },
            new Command("channel", CommandTexts.Format("command.channel")) { ChannelTestCommand.Create(build) },
            BackupCommand.Create(build),
            RestoreCommand.Create(build),
            SkipNumbersCommand.Create(build),
            VerifyCommand.Create(build),
            EraseCommand.Create(build),
        };
        root.Options.OfType<VersionOption>().Single().Action = new PrintVersion();
        ServeCommand.Configure(root, build);
        AllowSettings(root);
        return root;
    }

    private static void AllowSettings(Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (var subcommand in command.Subcommands) AllowSettings(subcommand);
    }

    private static int ReportWrongUsage(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return 2;
    }
}
