using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Board.Live;

/// <summary>Tracks which colleagues have a ticket open and who is typing. Kept in memory only: an entry ends with its connection.</summary>
internal sealed class PresenceBook(IHubContext<BoardHub> hub, IDbContextFactory<DeskDb> contexts, Viewers viewers, TimeProvider time)
{
    private static readonly TimeSpan WritesFor = TimeSpan.FromSeconds(8);
    private readonly ConcurrentDictionary<(string Connection, string Number), Seen> _seen = new();

    public async Task SeenAsync(Viewer viewer, string number, bool typing)
    {
        if (viewer.IsKey || TicketNumber.TryRead(number, out var known) is not TicketNumberFault.None) return;
        if (await WhereAsync(known, viewer.Actor.By.Code) is not { } ticket || !viewer.Scope.Holds(ticket.Department)) return;
        DateTimeOffset? typingUntil = typing ? time.GetUtcNow() + WritesFor : null;
        _seen[(viewer.Connection, known.ToString())] =
            new(viewer.Actor.By.Code, ticket.Name ?? viewer.Actor.By.Code, ticket.Department, typingUntil);
        await TellAsync(known.ToString(), ticket.Department);
    }

    public async Task LeftAsync(string connection, string number)
    {
        if (_seen.TryRemove((connection, number), out var seen)) await TellAsync(number, seen.Department);
    }

    public async Task LeftAllAsync(string connection)
    {
        var numbers = _seen.Keys.Where(key => key.Connection == connection).Select(key => key.Number).ToList();
        foreach (var number in numbers) await LeftAsync(connection, number);
    }

    /// <summary>Shows colleagues as viewing again when they have not typed for some seconds.</summary>
    public async Task SettleAsync()
    {
        var now = time.GetUtcNow();
        foreach (var (key, seen) in _seen.Where(s => s.Value.WritesUntil <= now).ToList())
            if (_seen.TryUpdate(key, seen with { WritesUntil = null }, seen)) await TellAsync(key.Number, seen.Department);
    }

    private Task TellAsync(string number, string? department)
    {
        var now = time.GetUtcNow();
        var people = _seen.Where(s => s.Key.Number == number).GroupBy(s => s.Value.User)
            .Select(user => new Present(user.Key, user.First().Value.Name, user.Any(s => s.Value.WritesUntil > now)))
            .OrderBy(p => p.User, StringComparer.Ordinal).ToList();
        return hub.Clients.Groups([.. viewers.Audiences.Where(a => a.Scope.Holds(department)).Select(a => a.Group)])
            .SendAsync("Presence", new Presence(number, people));
    }

    private async Task<Where?> WhereAsync(TicketNumber number, string user)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Tickets.Where(t => t.Number == number)
            .Select(t => new Where(t.Department, db.Users.Where(u => u.UserName == user).Select(u => u.DisplayName).FirstOrDefault()))
            .FirstOrDefaultAsync();
    }

    private sealed record Where(string? Department, string? Name);

    private sealed record Seen(string User, string Name, string? Department, DateTimeOffset? WritesUntil);
}
