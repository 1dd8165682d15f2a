using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Staff;

/// <summary>Who asks: a member of staff, another program with a key, or a resident in a chat of theirs.</summary>
public sealed record Actor
{
    public required By By { get; init; }

    public StaffRole? Role { get; init; }

    public KeyScope? Scope { get; init; }

    public string? Department { get; init; }

    /// <summary>The language they are answered in.</summary>
    public Language Language { get; init; } = Language.ZhHans;

    public static Actor Resident(Language language) => new() { By = By.Resident, Language = language };

    public static Actor System { get; } = new() { By = By.System };
}
