using System.Collections.Concurrent;
using System.Text.Json;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Board;

/// <summary>A SignalR client of the board hub. Applies pushed changes as a page does, and can disconnect and reconnect.</summary>
internal sealed class BoardLine : IAsyncDisposable
{
    private readonly HubConnection _line;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _known = [];

    private BoardLine(HubConnection line)
    {
        _line = line;
        line.On<JsonElement>("CardChanged", Apply);
        line.On<JsonElement>("CardRemoved", Apply);
        line.On<JsonElement>("Behind", _ => Behind = true);
        foreach (var other in (string[])["Alert", "Pulse", "Presence"])
            line.On<JsonElement>(other, message => Said.Enqueue((other, message)));
        line.Closed += _ =>
        {
            Closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public ConcurrentQueue<(string Name, JsonElement Message)> Said { get; } = new();

    public TaskCompletionSource Closed { get; } = new();

    public bool Behind { get; private set; }

    public long Last { get; private set; }

    /// <summary>The cards that a page would show, as text without their HTML.</summary>
    public SortedDictionary<string, string> Cards { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string?> Rows { get; } = [];

    public static async Task<BoardLine> StaffAsync(
        DeskApp desk, StaffRole role, string? department = null, string? user = null, string language = "en")
    {
        var client = await desk.StaffAsync(role, department, user);
        var headers = client.DefaultRequestHeaders.ToDictionary(h => h.Key, h => h.Value.First());
        return await OpenAsync(new(desk.Address, $"/hubs/board?lang={language}"), headers);
    }

    public static async Task<BoardLine> KeyAsync(DeskApp desk, bool messagePack = false) =>
        await OpenAsync(new(desk.Address, $"/hubs/board?access_token={await desk.KeyAsync(KeyScope.Staff)}"), [], messagePack);

    public static async Task<BoardLine> OpenAsync(Uri address, Dictionary<string, string> headers, bool messagePack = false)
    {
        var builder = new HubConnectionBuilder().WithUrl(address, options =>
        {
            foreach (var (name, value) in headers) options.Headers[name] = value;
        });
        if (messagePack) builder.AddMessagePackProtocol();
        var line = new BoardLine(builder.Build());
        await line._line.StartAsync(TestContext.Current.CancellationToken);
        return line;
    }

    public Task<JsonElement> AskAsync(long? after) => _line.InvokeAsync<JsonElement>("Watch", after, TestContext.Current.CancellationToken);

    public Task SayAsync(string what, string number) => _line.InvokeAsync(what, number, TestContext.Current.CancellationToken);

    /// <summary>Calls Watch as a page does on a new connection, continuing from the state of the connection before.</summary>
    public async Task<BoardLine> WatchAsync(BoardLine? before = null)
    {
        if (before is not null)
        {
            Last = before.Last;
            foreach (var (number, card) in before.Cards) Cards[number] = card;
            foreach (var (number, sequence) in before._known) _known[number] = sequence;
        }

        var answer = await AskAsync(before?.Last);
        if (answer.GetProperty("cards") is { ValueKind: JsonValueKind.Array } cards)
        {
            lock (_gate) Cards.Clear();
            foreach (var card in cards.EnumerateArray()) Apply(card);
        }
        else
        {
            foreach (var change in answer.GetProperty("changes").EnumerateArray()) Apply(change);
        }

        lock (_gate) Last = Math.Max(Last, answer.GetProperty("sequence").GetInt64());
        return this;
    }

    /// <summary>Reads the cards that a newly opened page would show.</summary>
    public async Task<SortedDictionary<string, string>> SnapshotAsync()
    {
        var answer = await AskAsync(null);
        var cards = answer.GetProperty("cards").EnumerateArray().ToDictionary(c => c.GetProperty("number").GetString()!, Plain);
        return new(cards, StringComparer.Ordinal);
    }

    public SortedDictionary<string, string> Held()
    {
        lock (_gate) return new(Cards, StringComparer.Ordinal);
    }

    public async Task StopAsync() => await _line.StopAsync();

    public async ValueTask DisposeAsync() => await _line.DisposeAsync();

    public static async Task UntilAsync(Func<bool> so, string what)
    {
        for (var i = 0; i < 400; i++)
        {
            if (so()) return;
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Not reached within ten seconds: {what}.");
    }

    private void Apply(JsonElement change)
    {
        var (number, sequence) = (change.GetProperty("number").GetString()!, change.GetProperty("sequence").GetInt64());
        lock (_gate)
        {
            if (_known.GetValueOrDefault(number) > sequence) return;
            _known[number] = sequence;
            Last = Math.Max(Last, sequence);
            if (change.TryGetProperty("removed", out _)) Cards.Remove(number);
            else Cards[number] = Plain(change);
            if (change.TryGetProperty("html", out var html)) Rows[number] = html.GetString();
        }
    }

    private static string Plain(JsonElement card) =>
        string.Join(' ', card.EnumerateObject().Where(p => p.Name != "html").OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}"));
}
