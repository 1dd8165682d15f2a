using System.CommandLine;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Web.Centre;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>The command <c>serve</c>. It runs web, bots and timers in one process.</summary>
internal static class ServeCommand
{
    public static Command Make(BuildDesk build)
    {
        var command = new Command("serve", Say.Text("command.serve"));
        Fill(command, build);
        return command;
    }

    /// <summary>
    /// Adds option and action of <c>serve</c> to a command. The root command gets them too, because <c>serve</c> is the default.
    /// </summary>
    public static void Fill(Command command, BuildDesk build)
    {
        var demo = new Option<bool>("--demo") { Description = Say.Text("command.serve.demo") };
        command.Add(demo);
        command.SetAction(parsed => RunAsync(build, SettingArguments.Of(parsed), parsed.GetValue(demo)));
    }

    private static Task<int> RunAsync(BuildDesk build, string[] settings, bool demo) => OneShot.GuardAsync(async () =>
    {
        using var directory = new ThrowAwayDirectory();
        var startupLogs = new QuietStart();
        await using var app = build([.. settings, .. DemoOnly.Settings(demo)], builder =>
        {
            startupLogs.Watch(builder);
            if (demo) directory.PutInto(builder);
        });
        if (demo && DemoOnly.Refusal(app.Configuration) is { } refusal) return refusal;
        if (SettingsSense.WrongAddress(app.Configuration) is { } wrong) return wrong;
        foreach (var warning in SettingsSense.Unread(app.Configuration)) await Console.Error.WriteLineAsync(warning);
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        await app.Services.MigrateAsync(CancellationToken.None);
        await app.StartAsync();
        startupLogs.Done();
        await WelcomeAsync(app, demo);
        _ = AfterStart.TidyAsync(app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
        return null;
    });

    private static async Task WelcomeAsync(WebApplication app, bool demo)
    {
        foreach (var address in app.Urls) Console.WriteLine(Say.Text("command.listens", ("address", Reachable(address))));
        var hasPhone = app.Services.GetRequiredService<IOptions<CentreOptions>>().Value.Phone.Length > 0;
        if (!demo && !hasPhone) await Console.Error.WriteLineAsync(Say.Text("command.noPhone"));
        if (demo) Console.WriteLine(Say.Text("command.demoAccounts"));
        else if (await app.Services.GetRequiredService<FirstAdminLink>().NewPathAsync(CancellationToken.None) is { } path)
            Console.WriteLine(Say.Text("command.firstAdmin", ("link", Home(app) + path)));
    }

    private static string Home(WebApplication app)
    {
        var configured = app.Services.GetRequiredService<IOptions<DeskOptions>>().Value.PublicUrl;
        return (configured.Length > 0 ? configured : Reachable(app.Urls.FirstOrDefault() ?? "")).TrimEnd('/');
    }

    private static string Reachable(string address) =>
        address.Replace("//0.0.0.0", "//localhost", StringComparison.Ordinal).Replace("//[::]", "//localhost", StringComparison.Ordinal);
}
