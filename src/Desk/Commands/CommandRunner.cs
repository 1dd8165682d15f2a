using EcomCenter.Desk.Database;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.Commands;

/// <summary>Runs a command on the database of the desk. It works while <c>serve</c> runs too.</summary>
internal static class CommandRunner
{
    /// <summary>Runs <paramref name="work"/> in a service scope. It returns the text of a refusal, or null on success.</summary>
    /// <param name="mayHaveLostCommits">
    /// True for a command that deals with lost commits. Any other would count its own commits on, and nobody would notice the loss.
    /// </param>
    public static Task<int> RunAsync(BuildDesk build, string[] settings, Func<IServiceProvider, Task<string?>> work,
        bool withDatabase = true, bool mayHaveLostCommits = false) =>
        RunGuardedAsync(async () =>
        {
            // Logging is off, because standard output carries the result of the command only.
            await using var app = build([.. settings, "--Desk:Demo=false"], builder =>
            {
                builder.Logging.ClearProviders();
                builder.Services.AddSingleton(DatabaseTimeouts.Commands);
            });
            app.Services.GetRequiredService<IStartupValidator>().Validate();
            if (withDatabase && !mayHaveLostCommits && LostCommits.Explain(app.Services) is { } loss) return loss;
            if (withDatabase) await app.Services.MigrateAsync(CancellationToken.None);
            await using var scope = app.Services.CreateAsyncScope();
            return await work(scope.ServiceProvider);
        });

    /// <summary>Runs work that takes long. At the signal to stop it is cancelled, says so and removes what it has begun.</summary>
    public static Task<int> RunStoppableAsync(
        BuildDesk build, string[] settings, Func<IServiceProvider, CancellationToken, Task<string?>> work) =>
        RunAsync(build, settings, async desk =>
        {
            using var stop = new StopSignal();
            try
            {
                return await work(desk, stop.Token);
            }
            catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
            {
                return CommandTexts.Format("command.stopped");
            }
        }, withDatabase: false);

    /// <summary>Prints a refusal, or an error that the operator can fix, as one line and returns exit code 1.</summary>
    public static async Task<int> RunGuardedAsync(Func<Task<string?>> work)
    {
        try
        {
            if (await work() is not { } refusal) return 0;
            await Console.Error.WriteLineAsync(refusal);
        }
        catch (Exception e) when (e is not HostAbortedException)
        {
            // The end of a command: every failure is told on one line, with exit code 1.
            await Console.Error.WriteLineAsync(StartupErrors.Describe(e) ?? e.ToString());
        }

        return 1;
    }
}
