using System.Text.RegularExpressions;
using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;

namespace EcomCenter.Desk.Tests.Architecture;

/// <summary>
/// A channel is named only in its own folder. All other code asks for the facts of a channel (<c>ChannelTraits</c>, <c>IntakeTraits</c>),
/// so that a new channel is a folder and a line. Texts are not scanned, because residents and staff know the channels by name.
/// </summary>
public sealed partial class ChannelNameTests
{
    /// <summary>The places that may name a channel, each with the names it may use and the reason. A folder ends with a slash.</summary>
    private static readonly (string Place, string Names, string Reason)[] Allowed =
    [
        ("Bots/Channels/Telegram/", "telegram", "its own folder"),
        ("Bots/Channels/WeChat/", "wechat", "its own folder"),
        ("Bots/Channels/WeCom/", "wecom", "its own folder"),
        ("Bots/Channels/WebChat/", "webchat", "its own folder"),
        ("Desk/Pages/WebChat/", "webchat", "the page that is the channel"),
        ("Desk/Pages/Counter/", "counter", "its own room"),
        ("Desk/Pages/Hotline/", "hotline", "its own room"),
        ("Desk/Pages/SuggestionBox/", "suggestionbox", "its own room"),
        ("Desk/Pages/PublicSite/ReportForm.cs", "suggestionbox", "the suggestion box on the public site"),
        ("Desk/Pages/PublicSite/TrackedMessage.cs", "suggestionbox", "a follow-up from the public site"),
        ("Desk/Api/", "api", "its own room"),
        ("Desk/Pages/Tickets/ComposerUploads.cs", "api", "files of staff are stored like those of the API"),
        ("Desk/Demo/", "telegram wechat wecom webchat counter hotline suggestionbox api", "the demo shows every channel"),
        ("Shared/Contracts/Vocabulary.cs", "telegram wechat wecom webchat", "the list of names"),
        ("Shared/Texts/FaceCodes.cs", "wechat", "the maker of the faces"),
        ("Shared/Texts/DisapprovalSigns.cs", "wechat", "the maker of the signs"),
        ("Bots/Channels/KnownChannels.cs", "telegram wechat wecom webchat", "the list of folders"),
        ("Desk/DeskApplication.cs", "webchat", "the list of rooms"),
        ("Bots/Conversation/ConversationOptions.cs", "telegram", "the name of a setting"),
        ("Desk/Reading/SetupChecklist.cs", "counter", "the first slip of the counter ends the test of the printer"),
        ("Desk/Catalogue/CentreOptions.cs", "telegram wechat", "names of settings"),
    ];

    private static readonly Regex ChannelName = CreateChannelNamePattern();

    [Fact]
    public void A_channel_is_named_only_in_its_own_folder()
    {
        var files = SourceFiles().ToList();
        Assert.True(files.Count > 500, $"Only {files.Count} files were found.");
        Assert.Empty(files.SelectMany(file => FindNames(file.Path, file.Text)));
    }

    [Fact]
    public void Every_place_that_may_name_a_channel_exists() =>
        Assert.Empty(Allowed.Where(allowed => !SourceFiles().Any(file => IsIn(file.Path, allowed.Place))).Select(allowed => allowed.Place));

    [Theory]
    [InlineData("Desk/Outbox/OutboxQueue.cs", "var now = message.To.Channel is ContactChannel.WebChat;")]
    [InlineData("Desk/Outbox/OutboxQueue.cs", "// Telegram sends it at once.")]
    [InlineData("Bots/Channels/Telegram/TelegramChannel.cs", "The same as WeChatChannel.")]
    [InlineData("Desk/Pages/Board/BoardPage.razor.js", "row.dataset.channel === 'weChat'")]
    [InlineData("Desk/Intake/IntakeDoor.cs", "ContactChannel.Counter => AnsweredVia.FaceToFace")]
    public void A_name_elsewhere_is_found(string path, string text) => Assert.Single(FindNames(path, text));

    private static IEnumerable<string> FindNames(string path, string text) =>
        from match in ChannelName.Matches(text)
        let name = match.Value.ToLowerInvariant().Replace("contactchannel.", "", StringComparison.Ordinal)
        where !Allowed.Any(allowed => IsIn(path, allowed.Place) && allowed.Names.Split(' ').Contains(name))
        select $"{path} names {match.Value}";

    private static bool IsIn(string path, string place) =>
        place.EndsWith('/') ? path.StartsWith(place, StringComparison.Ordinal) : path == place;

    private static IEnumerable<(string Path, string Text)> SourceFiles()
    {
        var source = Path.Combine(SourceTree.Root, "src");
        return from file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories)
               let path = Path.GetRelativePath(source, file).Replace('\\', '/')
               where Path.GetExtension(path) is ".cs" or ".razor" or ".js" or ".css" && !Generated().IsMatch(path)
               select (path, File.ReadAllText(file));
    }

    // The names of chat channels are found everywhere. "Counter", "Api" and the like are also ordinary words, so these are found as values
    // of the enum only.
    private static Regex CreateChannelNamePattern()
    {
        var (chats, others) = (KnownChannels.All.Select(c => c.Traits.Channel), Enum.GetValues<ContactChannel>().Where(c => !c.IsChat()));
        return new($"{string.Join('|', chats)}|ContactChannel\\.({string.Join('|', others)})\\b", RegexOptions.IgnoreCase);
    }

    [GeneratedRegex("(^|/)(bin|obj|node_modules|Migrations)/|^Desk/wwwroot/lib/|^Desk/data/")]
    private static partial Regex Generated();
}
