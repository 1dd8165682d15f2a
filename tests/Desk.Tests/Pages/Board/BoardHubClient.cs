using System.Collections.Concurrent;
using System.Text.Json;
using EcomCenter.Desk.Staff;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>A SignalR client of the board hub. Applies pushed changes as a page does, and can disconnect and reconnect.</summary>
internal sealed class BoardHubClient : IAsyncDisposable
{
    private readonly HubConnection _connection;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, long> _known = [];

    private BoardHubClient(HubConnection connection)
    {
        _connection = connection;
        connection.On<JsonElement>("CardChanged", Apply);
        connection.On<JsonElement>("CardRemoved", Apply);
        connection.On<JsonElement>("Behind", _ => Behind = true);
        foreach (var other in (string[])["Alert", "Pulse", "Presence"])
            connection.On<JsonElement>(other, message => Notifications.Enqueue((other, message)));
        connection.Closed += _ =>
        {
            Closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public ConcurrentQueue<(string Name, JsonElement Message)> Notifications { get; } = new();

    public TaskCompletionSource Closed { get; } = new();

    public bool Behind { get; private set; }

    public long LastSequence { get; private set; }

    /// <summary>The cards that a page would show, as text without their HTML.</summary>
    public SortedDictionary<string, string> Cards { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, string?> Rows { get; } = [];

    public static async Task<BoardHubClient> ConnectAsStaffAsync(
        DeskApp desk, StaffRole role, string? department = null, string? user = null, string language = "en")
    {
        var client = await desk.ClientForStaffAsync(role, department, user);
        var headers = client.DefaultRequestHeaders.ToDictionary(h => h.Key, h => h.Value.First());
        return await ConnectAsync(new(desk.Address, $"/hubs/board?lang={language}"), headers);
    }

    public static async Task<BoardHubClient> ConnectWithKeyAsync(DeskApp desk, bool messagePack = false) =>
        await ConnectAsync(new(desk.Address, $"/hubs/board?access_token={await desk.CreateKeyAsync(KeyScope.Staff)}"), [], messagePack);

    public static async Task<BoardHubClient> ConnectAsync(Uri address, Dictionary<string, string> headers, bool messagePack = false)
    {
        var builder = new HubConnectionBuilder().WithUrl(address, options =>
        {
            foreach (var (name, value) in headers) options.Headers[name] = value;
        });
        if (messagePack) builder.AddMessagePackProtocol();
        var line = new BoardHubClient(builder.Build());
        await line._connection.StartAsync(TestContext.Current.CancellationToken);
        return line;
    }

    public Task<JsonElement> InvokeWatchAsync(long? after) =>
        _connection.InvokeAsync<JsonElement>("Watch", after, TestContext.Current.CancellationToken);

    public Task InvokeAsync(string method, string number) => _connection.InvokeAsync(method, number, TestContext.Current.CancellationToken);

    /// <summary>Calls Watch as a page does on a new connection, continuing from the state of the connection before.</summary>
    public async Task<BoardHubClient> WatchAsync(BoardHubClient? before = null)
    {
        if (before is not null)
        {
            LastSequence = before.LastSequence;
            foreach (var (number, card) in before.Cards) Cards[number] = card;
            foreach (var (number, sequence) in before._known) _known[number] = sequence;
        }

        var answer = await InvokeWatchAsync(before?.LastSequence);
        if (answer.GetProperty("cards") is { ValueKind: JsonValueKind.Array } cards)
        {
            lock (_gate) Cards.Clear();
            foreach (var card in cards.EnumerateArray()) Apply(card);
        }
        else
        {
            foreach (var change in answer.GetProperty("changes").EnumerateArray()) Apply(change);
        }

        lock (_gate) LastSequence = Math.Max(LastSequence, answer.GetProperty("sequence").GetInt64());
        return this;
    }

    /// <summary>Reads the cards that a newly opened page would show.</summary>
    public async Task<SortedDictionary<string, string>> ReadSnapshotAsync()
    {
        var answer = await InvokeWatchAsync(null);
        var cards = answer.GetProperty("cards").EnumerateArray().ToDictionary(c => c.GetProperty("number").GetString()!, DescribeCard);
        return new(cards, StringComparer.Ordinal);
    }

    public SortedDictionary<string, string> CurrentCards()
    {
        lock (_gate) return new(Cards, StringComparer.Ordinal);
    }

    public async Task StopAsync() => await _connection.StopAsync();

    public async ValueTask DisposeAsync() => await _connection.DisposeAsync();

    public static async Task WaitUntilAsync(Func<bool> condition, string description)
    {
        for (var i = 0; i < 400; i++)
        {
            if (condition()) return;
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"Not reached within ten seconds: {description}.");
    }

    private void Apply(JsonElement change)
    {
        var (number, sequence) = (change.GetProperty("number").GetString()!, change.GetProperty("sequence").GetInt64());
        lock (_gate)
        {
            if (_known.GetValueOrDefault(number) > sequence) return;
            _known[number] = sequence;
            LastSequence = Math.Max(LastSequence, sequence);
            if (change.TryGetProperty("removed", out _)) Cards.Remove(number);
            else Cards[number] = DescribeCard(change);
            if (change.TryGetProperty("html", out var html)) Rows[number] = html.GetString();
        }
    }

    private static string DescribeCard(JsonElement card) =>
        string.Join(' ', card.EnumerateObject().Where(p => p.Name != "html").OrderBy(p => p.Name, StringComparer.Ordinal)
            .Select(p => $"{p.Name}={p.Value}"));
}
