using System.Collections.Concurrent;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.AspNetCore.SignalR;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>Tracks which colleagues have a ticket open and who is typing. Kept in memory only: an entry ends with its connection.</summary>
internal sealed class PresenceTracker(
    IHubContext<BoardHub> hub, IDbContextFactory<DeskDb> contexts, BoardViewers viewers, TimeProvider time)
{
    private static readonly TimeSpan TypingDuration = TimeSpan.FromSeconds(8);
    private readonly ConcurrentDictionary<(string Connection, string Number), PresenceEntry> _entries = new();

    public async Task MarkViewingAsync(BoardViewer viewer, string number, bool typing)
    {
        if (viewer.IsKey || TicketNumber.Read(number).Number is not { } known) return;
        if (await FindTicketAsync(known, viewer.Actor) is not { } ticket) return;
        DateTimeOffset? typingUntil = typing ? time.GetUtcNow() + TypingDuration : null;
        _entries[(viewer.ConnectionId, known.ToString())] =
            new(viewer.Actor.Author.Code, ticket.Name ?? viewer.Actor.Author.Code, ticket.Departments, typingUntil);
        await SendPresenceAsync(known.ToString(), ticket.Departments);
    }

    public async Task MarkLeftAsync(string connection, string number)
    {
        if (_entries.TryRemove((connection, number), out var seen)) await SendPresenceAsync(number, seen.Departments);
    }

    public async Task MarkDisconnectedAsync(string connection)
    {
        var numbers = _entries.Keys.Where(key => key.Connection == connection).Select(key => key.Number).ToList();
        foreach (var number in numbers) await MarkLeftAsync(connection, number);
    }

    /// <summary>Shows colleagues as viewing again when they have not typed for some seconds.</summary>
    public async Task ExpireTypingAsync()
    {
        var now = time.GetUtcNow();
        foreach (var (key, seen) in _entries.Where(s => s.Value.TypingUntil <= now).ToList())
            if (_entries.TryUpdate(key, seen with { TypingUntil = null }, seen)) await SendPresenceAsync(key.Number, seen.Departments);
    }

    private Task SendPresenceAsync(string number, string? departments)
    {
        var now = time.GetUtcNow();
        var people = _entries.Where(s => s.Key.Number == number).GroupBy(s => s.Value.User)
            .Select(user => new PresentColleague(user.Key, user.First().Value.Name, user.Any(s => s.Value.TypingUntil > now)))
            .OrderBy(p => p.User, StringComparer.Ordinal).ToList();
        return hub.Clients.Groups([.. viewers.Audiences.Where(a => a.Scope.Includes(departments)).Select(a => a.GroupName)])
            .SendAsync("Presence", new Presence(number, people));
    }

    private async Task<ViewedTicket?> FindTicketAsync(TicketNumber number, Actor viewer)
    {
        await using var db = await contexts.CreateDbContextAsync();
        var user = viewer.Author.Code;
        return await db.ReadableTickets(viewer).Where(t => t.Number == number)
            .Select(t =>
                new ViewedTicket(DepartmentSet.Join(t.Department, t.SlipDepartments),
                    db.Users.Where(u => u.UserName == user).Select(u => u.DisplayName).FirstOrDefault()))
            .FirstOrDefaultAsync();
    }

    private sealed record ViewedTicket(string? Departments, string? Name);

    private sealed record PresenceEntry(string User, string Name, string? Departments, DateTimeOffset? TypingUntil);
}
