using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Board.Live;

/// <summary>One open board: who looks, what they may read, in what language.</summary>
internal sealed record Viewer(string Connection, Actor Actor, ReadScope Scope, string? Stamp, Action Close)
{
    public const string Supervisors = "told:supervisors", Everybody = "watching";

    public bool IsKey => Actor.By.Kind is ByKind.Service;

    /// <summary>The group that gets the same pushes: language × what one may read; keys have no language.</summary>
    public Audience Audience => new(IsKey ? null : Actor.Language, Scope);

    public static string UserGroup(string user) => "user:" + user;
}

/// <summary>Who gets the same words. <paramref name="Language"/> is null for keys, which get no rows.</summary>
internal sealed record Audience(Language? Language, ReadScope Scope)
{
    public string Group => $"{(Language is { } language ? LanguageTag.Of(language) : "key")}:{(Scope.Everything ? "all" : "department:" + Scope.Department)}";
}
