using EcomCenter.Desk.Storage;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>A command that does one thing with the desk's database, whether or not the desk runs beside it.</summary>
internal static class OneShot
{
    /// <summary><paramref name="work"/> returns why it refused, or null.</summary>
    public static Task<int> RunAsync(BuildDesk build, string[] settings, Func<IServiceProvider, Task<string?>> work, bool withDatabase = true) =>
        GuardAsync(async () =>
        {
            // Standard output belongs to the command alone.
            await using var app = build([.. settings, "--Desk:Demo=false"], builder => builder.Logging.ClearProviders());
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            if (withDatabase) await app.Services.MigrateAsync(CancellationToken.None);
            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        });

    /// <summary>Turns a refusal, or trouble that the operator can end, into one line and exit code 1.</summary>
    public static async Task<int> GuardAsync(Func<Task<string?>> work)
    {
        try
        {
            if (await work() is not { } refusal) return 0;
            await Console.Error.WriteLineAsync(refusal);
        }
        catch (Exception e) when (e is not HostAbortedException)
        {
            await Console.Error.WriteLineAsync(Trouble.Line(e) ?? e.ToString());
        }

        return 1;
    }
}
