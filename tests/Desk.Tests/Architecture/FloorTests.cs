namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// The rooms of the desk stand on four floors. A room is a folder of <c>src/Desk</c>; below <c>Pages</c> each folder is a room. A room uses
/// only the floors below it, and sideways only what <see cref="Sideways"/> lists with a reason. A new folder gets its floor here.
/// </summary>
public class FloorTests
{
    /// <summary>
    /// The ground: libraries, Bots and Shared. The roof: the composition root, which uses everything and is used by nothing.
    /// </summary>
    private const int Ground = 0, Roof = 5;

    private static readonly Dictionary<string, int> Floors = new()
    {
        ["Tickets"] = 1, ["Promise"] = 1, ["Texts"] = 1,
        ["Database"] = 2, ["Files"] = 2, ["Catalogue"] = 2, ["Staff"] = 2, ["Outbox"] = 2, ["Http"] = 2,
        ["Intake"] = 3, ["Handling"] = 3, ["Reading"] = 3,
        ["Bots"] = 4, ["Clock"] = 4, ["Housekeeping"] = 4, ["Api"] = 4, ["Commands"] = 4, ["Demo"] = 4,
        ["Pages.Shared"] = 4, ["Pages.Board"] = 4, ["Pages.Tickets"] = 4, ["Pages.Counter"] = 4, ["Pages.Hotline"] = 4,
        ["Pages.Supervisor"] = 4, ["Pages.Duty"] = 4,
        ["Pages.SuggestionBox"] = 4, ["Pages.PublicSite"] = 4, ["Pages.WebChat"] = 4, ["Pages.StaffChats"] = 4, ["Pages.Admin"] = 4,
        ["Pages.SignIn"] = 4,
    };

    private static readonly HashSet<(string Room, string Uses)> Sideways =
    [
        ("Promise", "Tickets"), // The policy gives a ticket its due time.

        ("Database", "Files"), ("Database", "Catalogue"), ("Database", "Staff"), // Its model maps their rows.
        ("Database", "Outbox"), // Its model maps its rows, and a commit claims the messages that it queues.
        ("Files", "Database"), ("Catalogue", "Database"), ("Staff", "Database"), ("Outbox", "Database"), // They keep rows.
        ("Http", "Database"), // Uploads are spooled in the data directory; the health check asks the database.
        ("Http", "Files"), // Uploads come in and attachments go out by HTTP.
        ("Http", "Staff"), // A request carries an actor, and a route requires a right.
        ("Outbox", "Files"), // An answer takes files along.
        ("Files", "Outbox"), // A resident is told that a file was too large.
        ("Staff", "Catalogue"), // An account belongs to a department.

        ("Handling", "Intake"), // A message on a closed ticket opens a new one, by the rules of every new ticket.

        ("Clock", "Housekeeping"), // The sweep of the clock runs it.
        ("Commands", "Demo"), // serve --demo
        ("Commands", "Housekeeping"), // erase --dry-run lists what the erasure would do.
        ("Housekeeping", "Commands"), // The restore drill runs the checks of the command verify.
        ("Bots", "Pages.Shared"), // The consent page that a messenger opens.
        ("Pages.WebChat", "Bots"), // The web chat is a channel whose page is ours.
        ("Pages.StaffChats", "Bots"), // Staff link a chat of their own.
        ("Pages.Board", "Pages.Tickets"), // A refused action on the board shows the notice of the ticket page.
        .. Floors.Keys.Where(room => room.StartsWith("Pages.", StringComparison.Ordinal)).Select(room => (room, "Pages.Shared")),
    ];

    private static readonly List<TypeUse> DeskTypes =
        [.. UsedTypes.ReadFrom(typeof(Program).Assembly).Where(type => type.Name.StartsWith("EcomCenter.", StringComparison.Ordinal))];

    [Fact]
    public void Every_room_of_the_desk_has_its_floor() =>
        Assert.Empty(DeskTypes.Where(type => FloorOf(type.Name) is null or Ground).Select(type => type.Namespace).Distinct());

    [Fact]
    public void A_room_uses_only_the_floors_below_and_sideways_only_what_is_listed()
    {
        var violations = DeskTypes.SelectMany(FindViolations).ToList();
        Assert.True(violations.Count == 0, string.Join(Environment.NewLine, violations));
    }

    [Fact]
    public void Every_listed_sideways_use_still_exists()
    {
        var used = DeskTypes.SelectMany(type => type.Uses.Select(use => (RoomOf(type.Name), RoomOf(use)))).ToHashSet();
        Assert.Empty(Sideways.Where(pair => pair.Room != pair.Uses && !pair.Uses.EndsWith("Shared", StringComparison.Ordinal))
            .Except(used));
    }

    [Fact]
    public void Quartz_jobs_stand_in_the_clock() =>
        Assert.All(DeskTypes.Where(type => type.IsJob), job => Assert.Equal("Clock", RoomOf(job.Name)));

    [Theory]
    [InlineData("Tickets.Ticket", "Database.DeskDb")]
    [InlineData("Database.DeskDb", "Handling.TakeTicket")]
    [InlineData("Pages.Board.BoardPage", "Pages.Counter.CounterPage")]
    [InlineData("Handling.TakeTicket", "Reading.ReadScope")]
    [InlineData("Promise.PromisePolicy", "Handling.NoticeMisses")]
    [InlineData("Handling.TakeTicket", "Program")]
    public void Upward_and_unlisted_sideways_use_is_found(string type, string uses) => Assert.NotEmpty(FindViolations(Type(type, uses)));

    [Theory]
    [InlineData("Pages.Board.BoardPage", "Handling.TakeTicket")]
    [InlineData("Pages.Board.BoardPage", "Pages.Board.Rows.CardRow")]
    [InlineData("Pages.Board.BoardPage", "Pages.Shared.PageResult")]
    [InlineData("Clock.DeadlineSweep", "Housekeeping.PurgeExpiredRows")]
    public void Downward_and_listed_sideways_use_is_allowed(string type, string uses) => Assert.Empty(FindViolations(Type(type, uses)));

    [Fact]
    public void An_unknown_room_has_no_floor()
    {
        Assert.Null(FloorOf("EcomCenter.Desk.Cellar.Rat"));
        Assert.Null(FloorOf("EcomCenter.Desk.Pages.Cellar.Rat"));
    }

    private static IEnumerable<string> FindViolations(TypeUse type) =>
        type.Uses.Where(used => !MayUse(type.Name, used)).Select(used => $"{type.Name} uses {used}");

    private static bool MayUse(string type, string used)
    {
        if (FloorOf(type) is not { } here || FloorOf(used) is not { } there) return true; // The other test reports it.
        return here is Roof || there < here || RoomOf(type) == RoomOf(used) || Sideways.Contains((RoomOf(type), RoomOf(used)));
    }

    /// <summary>Null if the type is in a folder without a floor.</summary>
    private static int? FloorOf(string type)
    {
        if (type is "Program" || UsedTypes.NamespaceOf(type) is "EcomCenter.Desk") return Roof;
        if (!type.StartsWith("EcomCenter.Desk.", StringComparison.Ordinal)) return Ground;
        return Floors.TryGetValue(RoomOf(type), out var floor) ? floor : null;
    }

    private static string RoomOf(string type) => type.Split('.') switch
    {
        ["EcomCenter", "Desk", "Pages", var room, _, ..] => "Pages." + room,
        ["EcomCenter", "Desk", var room, _, ..] => room,
        _ => "",
    };

    private static TypeUse Type(string name, string uses) =>
        new($"EcomCenter.Desk.{name}", false, false, new HashSet<string> { uses is "Program" ? uses : $"EcomCenter.Desk.{uses}" });
}
