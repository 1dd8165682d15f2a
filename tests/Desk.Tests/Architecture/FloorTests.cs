namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// The folders of the desk stand on four floors. A folder uses only its own floor and those below it, and the folders of the fourth floor
/// don't use each other: they communicate through the change feed. A new folder gets its floor here. Code that several pages share belongs
/// below them.
/// </summary>
public class FloorTests
{
    /// <summary>
    /// The ground floor holds the libraries, Bots and Shared. The roof holds the composition root, which uses everything and is used by
    /// nothing.
    /// </summary>
    private const int Ground = 0, Pages = 4, Roof = 5;

    /// <summary>
    /// The floor of each folder, or of a single type that differs from its folder. Quartz jobs are on the fourth floor, whatever their
    /// folder.
    /// </summary>
    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Tickets"] = 1, ["Texts"] = 1,
        ["Promise"] = 2, ["Storage"] = 2, ["Staff"] = 2, ["Outbox"] = 2,
        ["Intake"] = 3, ["Handling"] = 3, ["Web"] = 3,
        ["Admin"] = Pages, ["Api"] = Pages, ["Attachments"] = Pages, ["Board"] = Pages, ["Chat"] = Pages, ["Clock"] = Pages,
        ["Counter"] = Pages, ["Delivery"] = Pages, ["Demo"] = Pages, ["Hotline"] = Pages, ["Messengers"] = Pages,
        ["Commands"] = Pages, ["PublicSite"] = Pages, ["Search"] = Pages, ["SignIn"] = Pages, ["StaffChats"] = Pages,
        ["SuggestionBox"] = Pages, ["Supervisor"] = Pages,
    };

    private static readonly List<TypeUse> DeskTypes =
        [.. UsedTypes.ReadFrom(typeof(Program).Assembly).Where(type => type.Name.StartsWith("EcomCenter.", StringComparison.Ordinal))];

    private static readonly HashSet<string> Jobs = [.. DeskTypes.Where(type => type.IsJob).Select(type => type.Name)];

    [Fact]
    public void Every_folder_of_the_desk_has_its_floor() =>
        Assert.Empty(DeskTypes.Where(type => FloorOf(type.Name) is null or Ground).Select(type => type.Namespace).Distinct());

    [Fact]
    public void A_floor_uses_only_itself_and_those_below() => Assert.Empty(DeskTypes.SelectMany(FindViolations));

    [Fact]
    public void The_rule_notices_upward_and_sideways_use_and_the_job_in_a_lower_folder()
    {
        Assert.NotEmpty(FindViolations(Type("Tickets.Ticket", "Storage.DeskDb")));
        Assert.NotEmpty(FindViolations(Type("Storage.DeskDb", "Handling.TakeTicket")));
        Assert.NotEmpty(FindViolations(Type("Board.BoardPage", "Counter.CounterPage")));
        Assert.NotEmpty(FindViolations(Type("Handling.TakeTicket", "Program")));
        Assert.Empty(FindViolations(Type("Board.BoardPage", "Handling.TakeTicket")));
        Assert.Empty(FindViolations(Type("Board.BoardPage", "Board.Parts.Row")));
        Assert.Empty(FindViolations(Type("Promise.DeadlineJob", "Handling.NoticeMisses") with { IsJob = true }));
        Assert.NotEmpty(FindViolations(Type("Promise.PromisePolicy", "Handling.NoticeMisses")));
        Assert.Null(FloorOf("EcomCenter.Desk.Cellar.Rat"));
    }

    private static IEnumerable<string> FindViolations(TypeUse type) =>
        type.Uses.Where(used => !MayUse(type, used)).Select(used => $"{type.Name} uses {used}");

    private static bool MayUse(TypeUse type, string used)
    {
        var (here, there, sameFolder) = (type.IsJob ? Pages : FloorOf(type.Name), FloorOf(used), FolderOf(type.Name) == FolderOf(used));
        if (here is null || there is null) return true; // Reported by Every_folder_of_the_desk_has_its_floor.
        if (here is Roof || there < here) return true;
        // The AddX method of a folder registers all its types, on whatever floor they are.
        return sameFolder ? there == here || type.IsSetup : there == here && here is not Pages;
    }

    /// <summary>Returns the floor of a type, or null for a type of the desk whose folder has no floor.</summary>
    private static int? FloorOf(string type)
    {
        if (type is "Program" || UsedTypes.NamespaceOf(type) is "EcomCenter.Desk") return Roof;
        if (!type.StartsWith("EcomCenter.Desk.", StringComparison.Ordinal)) return Ground;
        if (Jobs.Contains(type)) return Pages;
        if (Floors.TryGetValue(type["EcomCenter.Desk.".Length..], out var own)) return own;
        return Floors.TryGetValue(FolderOf(type), out var floor) ? floor : null;
    }

    private static string FolderOf(string type) => type.Split('.') is [_, _, var folder, _, ..] ? folder : "";

    private static TypeUse Type(string name, string uses) =>
        new($"EcomCenter.Desk.{name}", false, false, new HashSet<string> { uses is "Program" ? uses : $"EcomCenter.Desk.{uses}" });
}
