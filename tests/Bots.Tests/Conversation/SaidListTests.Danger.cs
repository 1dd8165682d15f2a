using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Words of residents in danger, at every question, and words that only sound like them.</summary>
public partial class SaidListTests
{
    [Fact]
    public Task Somebody_in_danger_gets_the_emergency_numbers_first_and_an_urgent_ticket() => AllAsync("in-danger", async (chat, text) =>
    {
        await chat.SendTextAsync(text);
        return IsEmergency(chat.Desk.SentMessages[0]) && chat.Desk.SentMessages.Count == 2 && HasText(chat.Last, "receipt")
            && chat.Desk.Submitted is [{ Priority: Priority.Urgent } kept] && kept.Text == text;
    });

    [Fact]
    public Task Words_that_only_sound_like_danger_are_a_matter_like_any_other() => AllAsync("no-danger", async (chat, text) =>
    {
        await chat.SendTextAsync(text);
        return !chat.Desk.SentMessages.Exists(IsEmergency) && chat.Desk.Submitted.TrueForAll(kept => kept.Priority is Priority.Normal);
    });

    [Theory]
    [InlineData("kind")]
    [InlineData("service")]
    [InlineData("who")]
    [InlineData("phone")]
    [InlineData("confirm")]
    [InlineData("known")]
    [InlineData("solved")]
    [InlineData("rating")]
    [InlineData("comment")]
    [InlineData("staff")]
    [InlineData("withdraw")]
    public Task Danger_is_a_matter_at_every_question(string question) => AllAsync("in-danger", async (chat, text) =>
    {
        await AskAsync(chat, question);
        var (before, amended) = (chat.Desk.SentMessages.Count, chat.Desk.Amended.Count);
        await chat.SendTextAsync(text);
        return IsEmergency(chat.Desk.SentMessages[before]) && chat.Desk.SentMessages.Count > before + 1
            && chat.Desk.Submitted[^1] is { IsCourtesy: false } kept && kept.Text == text && chat.Desk.Amended.Count == amended
            && chat.Desk.Ratings.GetValueOrDefault(Ticket).Comment is null
            && chat.Desk.ListTickets(chat.Last.To).Any(ticket => ticket is { Unanswered: true, Status: not TicketStatus.Closed });
    });

    [Fact]
    public async Task A_matter_that_somebody_in_danger_adds_to_is_marked_as_urged()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("我不想活了");
        Assert.Equal([Ticket], chat.Desk.Urged);
    }

    [Theory]
    [InlineData("ياردەم قىلىڭلار")]
    [InlineData("帮帮我！")]
    [InlineData("someone help me")]
    public async Task A_mere_call_for_help_gets_the_numbers_too(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(text);
        Assert.True(IsEmergency(chat.Desk.SentMessages[0]));
    }

    [Theory]
    [InlineData("家里着火了")]
    [InlineData("帮帮我！")]
    [InlineData("I want to die")]
    public async Task Somebody_in_danger_is_asked_for_no_kind(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(text);
        var offered = chat.Last.Buttons.SelectMany(row => row).Select(button => button.Code).ToList();
        Assert.Contains(ButtonCodes.Person, offered);
        Assert.DoesNotContain(offered, code => code.StartsWith("kind:", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_caption_of_a_photo_may_tell_of_danger()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendMediaAsync(MediaKind.Photo, "仓库着火了");
        Assert.True(IsEmergency(chat.Desk.SentMessages[0]));
        Assert.Equal(Priority.Urgent, Assert.Single(chat.Desk.Submitted).Priority);
    }

    private static async Task AskAsync(ChatSession chat, string question)
    {
        switch (question)
        {
            case "solved" or "rating" or "comment":
                await ResolveAsync(chat);
                if (question is not "solved") await chat.SendTextAsync("解决了");
                if (question is "comment") await chat.SendTextAsync("5");
                return;
            case "phone":
                await AskPhoneAsync(chat);
                return;
            case "known":
                chat.Desk.SuggestedAnswer = new("q1", "怎么开店？", "请带身份证。");
                break;
        }

        await chat.SendTextAsync(First);
        foreach (var answer in question switch
        {
            "service" => ["咨询"],
            "who" => ["投诉"],
            "confirm" => ["建议", "不写"],
            "withdraw" => ["撤回"],
            _ => Array.Empty<string>(),
        }) await chat.SendTextAsync(answer);
        if (question is not "staff") return;
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.WaitingForResident, Unanswered = false });
        chat.Desk.SentMessages.Add(new()
        {
            To = chat.Last.To, Text = "几箱？", Language = Language.ZhHans, Buttons = AnswerButtons.ForQuestion(Language.ZhHans, Ticket),
        });
    }

    private static bool IsEmergency(OutgoingMessage message) => LanguageTag.All.Any(language =>
        message.Text == ChatSession.Texts.Format(language, "danger"));
}
