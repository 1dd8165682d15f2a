using System.Net.Http.Json;
using System.Text;
using EcomCenter.RunningDesk;

namespace EcomCenter.Benchmarks.Bare;

/// <summary>A running <see cref="BareServer"/> with its own database, at the address of a measured desk.</summary>
internal sealed class BareDesk(MeasuredDatabase database, DeskProcess process) : IAsyncDisposable
{
    public MeasuredDatabase Database => database;

    public static async Task<BareDesk> StartAsync(string? postgres)
    {
        var database = await MeasuredDatabase.CreateAsync(postgres);
        var program = new DeskBinary("dotnet", ["exec", typeof(BareDesk).Assembly.Location, "bare"]);
        return new(database, await DeskProcess.StartReadyAsync(program, MeasuredDesk.Port, database.Settings));
    }

    /// <summary>The bytes of a request with the body that the desk gets.</summary>
    public static byte[] BuildRequest(string path) => Encoding.UTF8.GetBytes(
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        + $"Content-Length: {Encoding.UTF8.GetByteCount(TicketPost.Body)}\r\n\r\n{TicketPost.Body}");

    /// <summary>Reads the cards that were sent, with their times.</summary>
    public async Task<List<(long Sequence, DateTimeOffset At)>> ReadSentAsync() =>
        (await process.Client.GetFromJsonAsync<List<SentCard>>(BareServer.SentPath))!.ConvertAll(card => (card.Sequence, card.At));

    public async ValueTask DisposeAsync()
    {
        await process.DisposeAsync();
        await database.DisposeAsync();
    }
}
