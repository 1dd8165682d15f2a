using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public sealed class ReceiptsAreHeard : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Where_the_words_are_recorded_the_number_and_the_promise_are_also_played()
    {
        Record("ug", SpokenReceipt.All);
        var talk = new Stage(ContactChannel.Telegram, Language.Ug) { Clips = new(_folder) };
        await talk.SayAsync("ئالمىلىرىم سېتىلمايۋاتىدۇ");
        Assert.Equal(2, talk.Desk.Said.Count);
        Assert.Equal("received number-1 number-0 number-0 dash number-0 number-1 number-7 number-9 answer-before weekday-3 clock number-10 hour", string.Join(' ', talk.Desk.Said[0].Clips));
        Assert.NotEmpty(talk.Last.Buttons);
    }

    [Fact]
    public async Task One_word_that_is_not_recorded_and_nothing_is_played()
    {
        Record("ug", SpokenReceipt.All.Where(name => name != "number-9"));
        var talk = new Stage(ContactChannel.Telegram, Language.Ug) { Clips = new(_folder) };
        await talk.SayAsync("ئالمىلىرىم سېتىلمايۋاتىدۇ");
        Assert.Empty(Assert.Single(talk.Desk.Said).Clips);
    }

    [Fact]
    public void Clips_follow_one_another_without_the_tags_around_them()
    {
        Record("en", ["dash", "hour"]);
        using var spoken = new Clips(_folder).Open(Language.En, ["hour", "dash"])!;
        var bytes = new byte[spoken.Length];
        spoken.ReadExactly(bytes);
        Assert.Equal("hourdash", System.Text.Encoding.ASCII.GetString(bytes));
        Assert.Null(new Clips(_folder).Open(Language.En, ["hour", "minute"]));
    }

    [Fact]
    public void Every_recorded_word_is_in_the_list_that_the_centre_reads_from()
    {
        var list = File.ReadAllText(Path.Combine(House(), "docs", "spoken-phrases.md"));
        Assert.All(SpokenReceipt.All, name => Assert.Contains($"| `{name}` |", list, StringComparison.Ordinal));
    }

    // With an ID3v2 tag before and an ID3v1 tag behind, as recorders write them.
    private void Record(string language, IEnumerable<string> names)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, language)).FullName;
        foreach (var name in names)
            File.WriteAllBytes(Path.Combine(folder, name + ".mp3"),
                [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 5, .. "title"u8, .. System.Text.Encoding.ASCII.GetBytes(name), .. "TAG"u8, .. new byte[125]]);
    }

    private static string House()
    {
        var at = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(at!.FullName, "EcomCenter.sln"))) at = at.Parent;
        return at.FullName;
    }
}
