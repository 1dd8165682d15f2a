using CsCheck;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>
/// Any order of words, edits, replies, forwards, media, presses, repeats, blocks and what staff do meanwhile. A failure prints the seed
/// that repeats it.
/// </summary>
public class NothingIsLostTests
{
    private static readonly string[] Words =
    [
        "苹果卖不出去", "还有一个问题，什么时候办好", "匿名", "匿名举报一个网店", "对", "对，可是名字写错了", "3", "第一个", "138 9999 0001",
        "138 9999 0001，下午打", "快递单号 YT8812345678901 还没到", "谢谢", "谢谢，还有一件事", "你好", "撤回", "是的，撤回", "催办", "人工",
        "100-0179", "100-0179办得怎么样了", "100-0555", "123456", "/new 另外一件", "/start", "解决了", "还没有", "5分", "[强]", "?",
        "رەخمەت، يەنە بىر ئىش بار", "شىكايەت", "qandaq boldi", "My parcel is lost", "新事情\n第二行", "１３８９９９９０００１", "🍎🍎", "1 2",
    ];

    private static readonly Gen<(int Act, int Which, int Words)[]> Talks =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 99], Gen.Int[0, Words.Length - 1]).Array[1, 16];

    [Theory, InlineData(ContactChannel.Telegram), InlineData(ContactChannel.WeChat), InlineData(ContactChannel.WebChat)]
    public Task In_any_order_every_word_is_an_answer_or_in_one_ticket_or_in_the_draft(ContactChannel channel) => Talks.SampleAsync(
        async talk =>
        {
            var chat = new RecordedChat(channel, Language.ZhHans);
            foreach (var (act, which, words) in talk) await ActAsync(chat, act, which, Words[words]);
            Assert.Empty(KeptWords.FindLost(chat));
        }, iter: 400, threads: 1);

    private static Task ActAsync(RecordedChat chat, int act, int which, string words)
    {
        var (done, said) = (chat.Inputs.Count, chat.Desk.SentMessages.Count);
        switch (act)
        {
            case 0 when FindMessage(chat, which) is { } message:
                return chat.EditAsync(message, words);
            case 1 when FindMessage(chat, which) is { } message:
                return chat.EditAsync(message, TextOf(chat.Inputs.ElementAt(message - 1)) ?? words);
            case 2 when said > 0:
                return chat.ReplyAsync(1 + (which % said), words, which % 3 == 0 ? "北京时间" : null);
            case 3:
                return chat.ForwardAsync(which % 2 == 0 ? "王强" : "", words);
            case 4:
                return chat.SendMediaAsync((MediaKind)(which % 9), which % 2 == 0 ? words : null);
            case 5:
                return chat.SendMediaAsync(MediaKind.Photo, which % 2 == 0 ? words : null, album: "A" + (which % 2));
            case 6 when done > 0:
                return chat.RepeatAsync(underNewId: which % 2 == 0);
            case 7:
                return chat.SetReachableAsync(which % 2 == 0);
            case 8 or 9 or 10 when chat.Desk.SentMessages.SelectMany(message => message.Buttons.SelectMany(row => row)).ToList() is
            { Count: > 0 } buttons:
                return chat.PressLabelAsync(buttons[which % buttons.Count].Label);
            case 11:
                chat.Desk.ChangeNewestTicket(ticket => ticket with { Status = (TicketStatus)(which % 5), Unanswered = which % 5 < 2 });
                return Task.CompletedTask;
            case 12:
                chat.Wait(TimeSpan.FromMinutes(which * 20) - chat.Pause);
                return Task.CompletedTask;
            default:
                return chat.SendTextAsync(words);
        }
    }

    /// <summary>The place of a message of the resident that can be edited, counted from 1.</summary>
    private static int? FindMessage(RecordedChat chat, int which)
    {
        var places = chat.Inputs.Select((input, index) => TextOf(input) is null ? 0 : index + 1).Where(place => place > 0).ToList();
        return places.Count == 0 ? null : places[which % places.Count];
    }

    private static string? TextOf(ChatInput input) => input switch
    {
        ChatInput.TextInput text => text.Text,
        ChatInput.MediaInput { Caption: { } caption } => caption,
        _ => null,
    };
}
