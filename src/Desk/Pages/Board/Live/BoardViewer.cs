using EcomCenter.Contracts;
using EcomCenter.Desk.Reading;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>A hub connection of one open board: its actor, the tickets they may read, its sign-in, and how to close it.</summary>
internal sealed record BoardViewer(
    string ConnectionId, Actor Actor, ReadScope Scope, string? SecurityStamp, string? SessionHash, Action Close)
{
    public const string SupervisorGroup = "supervisors", EveryoneGroup = "watching";

    public bool IsKey => Actor.Author.Kind is AuthorKind.Service;

    /// <summary>The audience this viewer belongs to. API keys have no language.</summary>
    public Audience Audience => new(IsKey ? null : Actor.Language, Scope);

    public static string UserGroup(string user) => "user:" + user;
}

/// <summary>
/// A group of viewers that get the same messages. <paramref name="Language"/> is null for API keys, which get no HTML rows.
/// </summary>
internal sealed record Audience(Language? Language, ReadScope Scope)
{
    public string GroupName
    {
        get
        {
            var tag = Language is { } language ? LanguageTag.From(language) : "key";
            return $"{tag}:{(Scope.Everything ? "all" : "department:" + Scope.Department)}";
        }
    }
}
