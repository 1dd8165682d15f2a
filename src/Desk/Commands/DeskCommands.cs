using System.CommandLine;

namespace EcomCenter.Desk.Commands;

/// <summary>Builds the whole application with these settings, without starting it.</summary>
public delegate WebApplication BuildDesk(string[] settings, Action<WebApplicationBuilder>? adjust = null);

/// <summary>The command line. Exit codes: 0 done; 1 refused or failed, with one line on standard error; 2 wrong usage.</summary>
public static class DeskCommands
{
    public static async Task<int> RunAsync(string[] args, BuildDesk build)
    {
        var parsed = Root(build).Parse(args, new() { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parsed.Errors.Count > 0) return WrongUsage(parsed.Errors[0].Message);
        if (SettingArguments.Stray(parsed) is { } unknown) return WrongUsage(Say.Text("command.stray", ("word", unknown)));
        // The web host handles termination signals itself, so System.CommandLine must not.
        return await parsed.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null });
    }

    private static RootCommand Root(BuildDesk build)
    {
        var root = new RootCommand(Say.Text("command.desk"))
        {
            ServeCommand.Make(build),
            new Command("staff", Say.Text("command.staff")) { StaffAddCommand.Make(build), StaffDeactivateCommand.Make(build) },
            new Command("key", Say.Text("command.key")) { KeyCreateCommand.Make(build), KeyRevokeCommand.Make(build) },
            new Command("channel", Say.Text("command.channel")) { ChannelTestCommand.Make(build) },
            BackupCommand.Make(build),
            RestoreCommand.Make(build),
            VerifyCommand.Make(build),
        };
        ServeCommand.Fill(root, build);
        TakeSettings(root);
        return root;
    }

    private static void TakeSettings(Command command)
    {
        command.TreatUnmatchedTokensAsErrors = false;
        foreach (var subcommand in command.Subcommands) TakeSettings(subcommand);
    }

    private static int WrongUsage(string message)
    {
        Console.Error.WriteLine(message.ReplaceLineEndings(" "));
        return 2;
    }
}
