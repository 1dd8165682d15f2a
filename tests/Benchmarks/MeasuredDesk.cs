using System.Net;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks;

/// <summary>A running published desk with its own database, for one benchmark run.</summary>
internal sealed class MeasuredDesk(DeskBinary binary, MeasuredDatabase database, DeskProcess process, string key) : IAsyncDisposable
{
    public const int Port = 5160;

    public DeskProcess Process => process;

    public MeasuredDatabase Database => database;

    public DeskBinary Binary => binary;

    public string Key => key;

    public static IPEndPoint Server { get; } = new(IPAddress.Loopback, Port);

    public static async Task<MeasuredDesk> StartAsync(
        DeskBinary binary, string? postgres, string scope, IReadOnlyDictionary<string, string>? moreSettings = null)
    {
        var database = await MeasuredDatabase.CreateAsync(postgres);
        var settings = database.Settings.Concat(moreSettings ?? new Dictionary<string, string>()).ToDictionary();
        var process = await DeskProcess.StartReadyAsync(binary, Port, settings);
        return new(binary, database, process, await DeskCommand.CreateKeyAsync(binary, database.Settings, "bench", scope));
    }

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await database.DisposeAsync();
    }
}
