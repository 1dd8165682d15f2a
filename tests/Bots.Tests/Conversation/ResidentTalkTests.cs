using System.Runtime.CompilerServices;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>
/// Talks of fourteen residents in the folder Residents, replayed and compared word for word. Their count is printed and kept in
/// counts.txt. After an intended change, run these with TALKS_WRITE=1 and review the difference.
/// </summary>
public class ResidentTalkTests(ITestOutputHelper output)
{
    /// <summary>The greatest share of bubbles that may ask which matter is meant, in percent.</summary>
    private const int MaxQuestionShare = 5;

    private static bool IsRecording => Environment.GetEnvironmentVariable("TALKS_WRITE") == "1";

    public static TheoryData<string> Names =>
        [.. Directory.EnumerateFiles(Folder(), "*-*.txt").Select(file => Path.GetFileNameWithoutExtension(file))
            .Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Names))]
    public async Task A_talk_goes_as_it_is_written(string name)
    {
        var file = Path.Combine(Folder(), name + ".txt");
        var chat = await ReplayAsync(name);
        if (IsRecording) await File.WriteAllTextAsync(file, chat.Transcript, TestContext.Current.CancellationToken);
        Assert.Equal(
            await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), chat.Transcript, ignoreLineEndingDifferences: true);
    }

    [Fact]
    public async Task Few_bubbles_ask_which_matter_is_meant_and_no_courtesy_starts_a_clock()
    {
        var (talks, bubbles, questions, tickets) = (0, 0, 0, 0);
        foreach (var name in Names)
        {
            var chat = await ReplayAsync(name.Data);
            (talks, bubbles) = (talks + 1, bubbles + chat.Desk.SentMessages.Count);
            questions += chat.Desk.SentMessages.Count(AsksWhichMatter);
            tickets += chat.Desk.Languages.Count;
        }

        var courtesies = await File.ReadAllLinesAsync(Path.Combine(Folder(), "courtesies.txt"), TestContext.Current.CancellationToken);
        var started = courtesies.Where(line => Politeness.Judge(line) is null).ToList();
        var counts = FormattableString.Invariant($"""
            talks: {talks}
            tickets: {tickets}
            bubbles: {bubbles}
            bubbles that ask which matter is meant: {questions}
            clocks started by courtesies: {started.Count} of {courtesies.Length}

            """);
        output.WriteLine(counts);
        var file = Path.Combine(Folder(), "counts.txt");
        if (IsRecording) await File.WriteAllTextAsync(file, counts, TestContext.Current.CancellationToken);
        Assert.Equal(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken), counts, ignoreLineEndingDifferences: true);
        Assert.Empty(started);
        Assert.True(courtesies.Length >= 60);
        Assert.True(questions * 100 <= bubbles * MaxQuestionShare);
    }

    private static async Task<RecordedChat> ReplayAsync(string name)
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(Folder(), name + ".txt"), TestContext.Current.CancellationToken);
        return await ResidentTalk.ReplayAsync(
            ContactChannel.Telegram, LanguageTag.ToLanguage(name.Split('.')[^1]) ?? Language.ZhHans, lines);
    }

    private static bool AsksWhichMatter(OutgoingMessage message) => message.Buttons.SelectMany(row => row)
        .Any(button => button.Code.StartsWith("move:", StringComparison.Ordinal) && !button.Code.EndsWith(":-", StringComparison.Ordinal));

    private static string Folder([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "Residents");
}
