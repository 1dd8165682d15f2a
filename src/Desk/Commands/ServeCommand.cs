using System.CommandLine;
using EcomCenter.Desk.Catalogue;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Demo;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Staff;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>The command <c>serve</c>. It runs web, bots and timers in one process.</summary>
internal static class ServeCommand
{
    public static Command Create(BuildDesk build)
    {
        var command = new Command("serve", CommandTexts.Format("command.serve"));
        Configure(command, build);
        return command;
    }

    /// <summary>
    /// Adds option and action of <c>serve</c> to a command. The root command gets them too, because <c>serve</c> is the default.
    /// </summary>
    public static void Configure(Command command, BuildDesk build)
    {
        var demo = new Option<bool>("--demo") { Description = CommandTexts.Format("command.serve.demo") };
        command.Add(demo);
        command.SetAction(parsed => RunAsync(build, SettingArguments.From(parsed), parsed.GetValue(demo)));
    }

    private static Task<int> RunAsync(BuildDesk build, string[] settings, bool demo) => CommandRunner.RunGuardedAsync(async () =>
    {
        using var directory = new DemoDataDirectory();
        using var deadline = new ShutdownDeadline();
        var startupLogs = new StartupLogFilter();
        var app = build([.. settings, .. DemoSettings.Arguments(demo)], builder =>
        {
            startupLogs.AddTo(builder);
            if (demo) directory.CreateFor(builder);
        });
        await using var end = new BoundedDisposal(app);
        EndpointsBuiltOnce.Preload(app);
        if (demo && DemoSettings.ExplainRefusal(app.Configuration) is { } refusal) return refusal;
        if (SettingsValidation.FindWrongAddress(app.Configuration) is { } wrong) return wrong;
        foreach (var warning in SettingsValidation.FindUnreadSettings(app.Configuration)) await Console.Error.WriteLineAsync(warning);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        if (LostCommits.Explain(app.Services) is { } loss) return loss;
        await app.Services.MigrateAsync(CancellationToken.None);
        deadline.Watch(app);
        await app.StartAsync();
        startupLogs.MarkStarted();
        await PrintWelcomeAsync(app, demo);
        _ = StartupMemoryTrim.TrimAsync(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
        return null;
    });

    private static async Task PrintWelcomeAsync(WebApplication app, bool demo)
    {
        foreach (var address in app.Urls)
            Console.WriteLine(CommandTexts.Format("command.listens", ("address", ReplaceWildcardHost(address))));
        var hasPhone = app.Services.GetRequiredService<IOptions<CentreOptions>>().Value.Phone.Length > 0;
        if (!demo && !hasPhone) await Console.Error.WriteLineAsync(CommandTexts.Format("command.noPhone"));
        if (demo) Console.WriteLine(CommandTexts.Format("command.demoAccounts"));
        else if (await app.Services.GetRequiredService<FirstAdminLink>().CreatePathAsync(CancellationToken.None) is { } path)
            Console.WriteLine(CommandTexts.Format("command.firstAdmin", ("link", PublicAddress(app) + path)));
    }

    private static string PublicAddress(WebApplication app)
    {
        var configured = app.Services.GetRequiredService<IOptions<DeskOptions>>().Value.PublicUrl;
        return (configured.Length > 0 ? configured : ReplaceWildcardHost(app.Urls.FirstOrDefault() ?? "")).TrimEnd('/');
    }

    private static string ReplaceWildcardHost(string address) =>
        address.Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal);
}
