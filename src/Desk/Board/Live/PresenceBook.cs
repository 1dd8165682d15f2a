using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Board.Live;

/// <summary>Who has which ticket open, and who writes. Only in memory: with its connection a presence is gone.</summary>
internal sealed class PresenceBook(IHubContext<BoardHub> hub, IDbContextFactory<DeskDb> contexts, Viewers viewers, TimeProvider time)
{
    private static readonly TimeSpan WritesFor = TimeSpan.FromSeconds(8);
    private readonly ConcurrentDictionary<(string Connection, string Number), Seen> _seen = new();

    public async Task SeenAsync(Viewer viewer, string number, bool typing)
    {
        if (viewer.IsKey || TicketNumber.TryRead(number, out var known) is not TicketNumberFault.None) return;
        if (await WhereAsync(known, viewer.Actor.By.Code) is not { } ticket || !viewer.Scope.Holds(ticket.Department)) return;
        _seen[(viewer.Connection, known.ToString())] = new(viewer.Actor.By.Code, ticket.Name ?? viewer.Actor.By.Code, ticket.Department, typing ? time.GetUtcNow() + WritesFor : null);
        await TellAsync(known.ToString(), ticket.Department);
    }

    public async Task LeftAsync(string connection, string number)
    {
        if (_seen.TryRemove((connection, number), out var seen)) await TellAsync(number, seen.Department);
    }

    public async Task LeftAllAsync(string connection)
    {
        foreach (var number in _seen.Keys.Where(key => key.Connection == connection).Select(key => key.Number).ToList()) await LeftAsync(connection, number);
    }

    /// <summary>Who stopped writing without a word only looks again.</summary>
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
            .Select(user => new Present(user.Key, user.First().Value.Name, user.Any(s => s.Value.WritesUntil > now))).OrderBy(p => p.User, StringComparer.Ordinal).ToList();
        return hub.Clients.Groups([.. viewers.Audiences.Where(a => a.Scope.Holds(department)).Select(a => a.Group)])
            .SendAsync("Presence", new Presence(number, people));
    }

    private async Task<Where?> WhereAsync(TicketNumber number, string user)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Tickets.Where(t => t.Number == number)
            .Select(t => new Where(t.Department, db.Users.Where(u => u.UserName == user).Select(u => u.DisplayName).FirstOrDefault())).FirstOrDefaultAsync();
    }

    private sealed record Where(string? Department, string? Name);

    private sealed record Seen(string User, string Name, string? Department, DateTimeOffset? WritesUntil);
}
