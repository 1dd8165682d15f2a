using System.Text;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

public sealed class VoiceReceiptTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Number_and_due_time_are_also_sent_as_voice_if_all_clips_are_recorded()
    {
        WriteClips("ug", SpokenReceipt.AllClips);
        var chat = new RecordedChat(ContactChannel.Telegram, Language.Ug) { Clips = new(_folder) };
        await chat.SendTextAsync("ئالمىلىرىم سېتىلمايۋاتىدۇ");
        Assert.Equal(2, chat.Desk.SentMessages.Count);
        Assert.Equal(
            "received number-1 number-0 number-0 dash number-0 number-1 number-7 number-9 answer-before weekday-3 clock number-10 hour",
            string.Join(' ', chat.Desk.SentMessages[0].Clips));
        Assert.NotEmpty(chat.Last.Buttons);
    }

    [Fact]
    public async Task No_voice_receipt_is_sent_if_one_clip_is_missing()
    {
        WriteClips("ug", SpokenReceipt.AllClips.Where(name => name != "number-9"));
        var chat = new RecordedChat(ContactChannel.Telegram, Language.Ug) { Clips = new(_folder) };
        await chat.SendTextAsync("ئالمىلىرىم سېتىلمايۋاتىدۇ");
        Assert.Empty(Assert.Single(chat.Desk.SentMessages).Clips);
    }

    [Theory]
    [InlineData(ContactChannel.WebChat, 2)]
    [InlineData(ContactChannel.Telegram, 0)]
    public async Task A_state_is_also_heard_on_the_desks_own_page_until_it_is_late(ContactChannel channel, int voices)
    {
        WriteClips("ug", SpokenReceipt.AllClips);
        var chat = new RecordedChat(channel, Language.Ug) { Clips = new(_folder) };
        await chat.SendTextAsync("ئالمىلىرىم سېتىلمايۋاتىدۇ");
        var receipt = chat.Desk.SentMessages[0].Clips;
        var before = chat.Desk.SentMessages.Count;
        await chat.SendTextAsync("100-0179");
        await chat.SendTextAsync("قانداق بولدى");
        var heard = chat.Desk.SentMessages.Skip(before).Where(message => message.Clips.Count > 0).ToList();
        Assert.Equal(voices, heard.Count);
        Assert.All(heard, message => Assert.Equal(receipt, message.Clips));
        Assert.NotEmpty(chat.Last.Buttons);

        chat.Desk.ChangeNewestTicket(ticket => ticket with { Cycle = CycleState.Missed });
        await chat.SendTextAsync("100-0179");
        Assert.Equal(voices, chat.Desk.SentMessages.Skip(before).Count(message => message.Clips.Count > 0));
    }

    [Fact]
    public void Clips_are_joined_without_their_tags()
    {
        WriteClips("en", ["dash", "hour"]);
        using var joined = new VoiceClips(_folder).OpenJoined(Language.En, ["hour", "dash"])!;
        var bytes = new byte[joined.Length];
        joined.ReadExactly(bytes);
        Assert.Equal("hourdash", Encoding.ASCII.GetString(bytes));
        Assert.Null(new VoiceClips(_folder).OpenJoined(Language.En, ["hour", "minute"]));
    }

    [Fact]
    public void Every_clip_is_in_the_list_of_phrases_to_record()
    {
        var list = File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "spoken-phrases.md"));
        Assert.All(SpokenReceipt.AllClips, name => Assert.Contains($"| `{name}` |", list, StringComparison.Ordinal));
    }

    // Writes clips with an ID3v2 tag at the start and an ID3v1 tag at the end, as recording programs do.
    private void WriteClips(string language, IEnumerable<string> names)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, language)).FullName;
        foreach (var name in names)
        {
            var sound = Encoding.ASCII.GetBytes(name);
            byte[] clip = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 5, .. "title"u8, .. sound, .. "TAG"u8, .. new byte[125]];
            File.WriteAllBytes(Path.Combine(folder, name + ".mp3"), clip);
        }
    }

    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "EcomCenter.sln"))) folder = folder.Parent;
        return folder.FullName;
    }
}
