using System.Runtime.CompilerServices;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>
/// Talks of fourteen residents in the folder Residents, and cases in the folder Cases: what residents did to other chat desks, as their
/// public trackers tell. They are replayed and compared word for word; their count is printed and kept in counts.txt. After an intended
/// change, run these with TALKS_WRITE=1 and review the difference.
/// </summary>
public class ResidentTalkTests(ITestOutputHelper output)
{
    /// <summary>The greatest share of bubbles that may ask which matter is meant, in percent.</summary>
    private const int MaxQuestionShare = 5;

    /// <summary>Talks of people who write Uyghur in the letters of another language.</summary>
    private static readonly string[] InOneLanguage =
        ["Residents/08-latin", "Residents/09-cyrillic", "Cases/76-latin-long", "Cases/77-mixed-letters"];

    private static bool IsRecording => Environment.GetEnvironmentVariable("TALKS_WRITE") == "1";

    /// <summary>The scripts as FOLDER/NAME.CHANNEL.LANGUAGE; without a channel they are on Telegram.</summary>
    public static TheoryData<string> Names => [.. ((string[])["Residents", "Cases"]).SelectMany(folder =>
        Directory.EnumerateFiles(Path.Combine(Home(), folder), "*-*.txt").Order(StringComparer.Ordinal)
            .Select(file => folder + "/" + Path.GetFileNameWithoutExtension(file)))];

    [Theory, MemberData(nameof(Names))]
    public async Task A_talk_goes_as_it_is_written(string name)
    {
        var chat = await ReplayAsync(name);
        if (IsRecording) await File.WriteAllTextAsync(FileOf(name), chat.Transcript, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(FileOf(name), TestContext.Current.CancellationToken), chat.Transcript,
            ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Few_bubbles_ask_which_matter_is_meant_and_no_courtesy_starts_a_clock_and_no_word_is_lost()
    {
        var (bubbles, questions, tickets, lost) = (0, 0, 0, new List<string>());
        foreach (var name in Names)
        {
            var chat = await ReplayAsync(name.Data);
            bubbles += chat.Desk.SentMessages.Count;
            questions += chat.Desk.SentMessages.Count(AsksWhichMatter);
            tickets += chat.Desk.Languages.Count;
            lost.AddRange(KeptWords.FindLost(chat).Select(words => $"{name.Data}: {words}"));
        }

        var courtesies = await File.ReadAllLinesAsync(FileOf("Residents/courtesies"), TestContext.Current.CancellationToken);
        var started = courtesies.Where(line => Politeness.Judge(line) is null).ToList();
        var counts = FormattableString.Invariant($"""
            talks: {CountOf("Residents/")}
            words of residents in them: {await CountWordsAsync("Residents/")}
            cases: {CountOf("Cases/")}
            words of residents in them: {await CountWordsAsync("Cases/")}
            tickets: {tickets}
            bubbles: {bubbles}
            bubbles that ask which matter is meant: {questions}
            clocks started by courtesies: {started.Count} of {courtesies.Length}
            words lost: {lost.Count}

            """);
        output.WriteLine(counts);
        if (IsRecording) await File.WriteAllTextAsync(FileOf("Residents/counts"), counts, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(FileOf("Residents/counts"), TestContext.Current.CancellationToken), counts,
            ignoreLineEndingDifferences: true);
        Assert.Empty(lost);
        Assert.Empty(started);
        Assert.True(courtesies.Length >= 60);
        Assert.True(questions * 100 <= bubbles * MaxQuestionShare);
    }

    [Fact]
    public void Every_case_says_what_it_is_about_and_every_script_is_in_three_languages()
    {
        var names = Names.Select(name => name.Data).ToList();
        Assert.All(names.FindAll(name => name.StartsWith("Cases/", StringComparison.Ordinal)),
            name => Assert.StartsWith("# ", File.ReadLines(FileOf(name)).First(), StringComparison.Ordinal));
        var talks = names.GroupBy(name => name.Split('.')[0]);
        Assert.All(talks, talk => Assert.Equal(InOneLanguage.Contains(talk.Key) ? 1 : LanguageTag.All.Count, talk.Count()));
    }

    private static async Task<string> CountWordsAsync(string folder)
    {
        var counts = new Dictionary<string, int>();
        foreach (var name in Names.Select(name => name.Data).Where(name => name.StartsWith(folder, StringComparison.Ordinal)))
        {
            var lines = await File.ReadAllLinesAsync(FileOf(name), TestContext.Current.CancellationToken);
            var language = name.Split('.')[^1];
            counts[language] = counts.GetValueOrDefault(language) + lines.Count(line => line.StartsWith("> ", StringComparison.Ordinal));
        }

        return string.Join(", ", counts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));
    }

    private static int CountOf(string folder) => Names.Count(name => name.Data.StartsWith(folder, StringComparison.Ordinal));

    private static async Task<RecordedChat> ReplayAsync(string name)
    {
        var lines = await File.ReadAllLinesAsync(FileOf(name), TestContext.Current.CancellationToken);
        var parts = name.Split('.');
        var channel = parts.Length > 2 ? Enum.Parse<ContactChannel>(parts[1]) : ContactChannel.Telegram;
        return await ResidentTalk.ReplayAsync(channel, LanguageTag.ToLanguage(parts[^1]) ?? Language.ZhHans, lines);
    }

    private static bool AsksWhichMatter(OutgoingMessage message) => message.Buttons.SelectMany(row => row)
        .Any(button => button.Code.StartsWith("move:", StringComparison.Ordinal) && !button.Code.EndsWith(":-", StringComparison.Ordinal));

    private static string FileOf(string name) => Path.Combine(Home(), name + ".txt");

    private static string Home([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..");
}
