using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Staff;

/// <summary>The author of a request: a staff member, an API key, a resident or the system.</summary>
public sealed record Actor
{
    public required Author Author { get; init; }

    public StaffRole? Role { get; init; }

    public KeyScope? Scope { get; init; }

    public string? Department { get; init; }

    /// <summary>The language of the replies.</summary>
    public Language Language { get; init; } = Language.ZhHans;

    public static Actor Resident(Language language) => new() { Author = Author.Resident, Language = language };

    public static Actor System { get; } = new() { Author = Author.System };
}
