using System.Text.RegularExpressions;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// Pages and the API never start a query at all tickets or all people: they ask the room <c>Reading</c>, which knows what their reader may
/// see. What stands beside a readable ticket, such as its events or files, they may look up by the ticket's id.
/// </summary>
public sealed partial class ReadingTests
{
    /// <summary>The places that decide on their own, each with the reason. A folder ends with a slash.</summary>
    private static readonly (string Place, string Reason)[] Allowed =
    [
        ("Pages/PublicSite/", "a resident shows the tracking code, and the figures of the home page name nobody"),
        ("Pages/Board/Live/CardReader.cs", "reads once for all boards; every audience then gets what its scope includes"),
    ];

    [Fact]
    public void Pages_and_the_API_read_tickets_and_people_with_the_rights_of_their_reader() =>
        Assert.Empty(SourceFiles().Where(file => !Allowed.Any(allowed => IsIn(file.Path, allowed.Place)))
            .SelectMany(file => AllRows().Matches(file.Text).Select(match => $"{file.Path}: {match.Value}")));

    [Fact]
    public void Every_place_that_decides_on_its_own_still_does() => Assert.Empty(Allowed
        .Where(allowed => !SourceFiles().Any(file => IsIn(file.Path, allowed.Place) && AllRows().IsMatch(file.Text)))
        .Select(allowed => allowed.Place));

    [Theory]
    [InlineData("await db.Tickets.FirstAsync(t => t.Number == number)")]
    [InlineData("unit.Db.People.Where(p => p.Name == typed)")]
    [InlineData("db.Set<Ticket>()")]
    [InlineData("db.TicketsByAge")]
    [InlineData("db.FindTicketIdsByPhrase(words)")]
    public void A_query_of_all_rows_is_found(string code) => Assert.Matches(AllRows(), code);

    private static bool IsIn(string path, string place) =>
        place.EndsWith('/') ? path.StartsWith(place, StringComparison.Ordinal) : path == place;

    private static IEnumerable<(string Path, string Text)> SourceFiles()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory!.FullName, "EcomCenter.sln"))) directory = directory.Parent;
        var source = Path.Combine(directory.FullName, "src", "Desk");
        return from room in new[] { "Api", "Pages" }
               from file in Directory.EnumerateFiles(Path.Combine(source, room), "*", SearchOption.AllDirectories)
               select (Path.GetRelativePath(source, file).Replace('\\', '/'), File.ReadAllText(file));
    }

    [GeneratedRegex(@"\b[dD]b\.((Tickets|TicketsBy\w+|People|Addresses)\b|Set<(Ticket|Person|PersonAddress)>|FindTicketIdsByPhrase)")]
    private static partial Regex AllRows();
}
