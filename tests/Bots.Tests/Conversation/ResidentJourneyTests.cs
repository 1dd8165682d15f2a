using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>
/// Each journey of a resident in each language, compared with the approved transcript in the folder Talks, where speakers of the
/// language can review it. After an intended change of wording, run these with TALKS_WRITE=1 and review the difference.
/// </summary>
public class ResidentJourneyTests
{
    private static readonly Dictionary<string, Func<RecordedChat, ResidentLines, Task>> Journeys = new()
    {
        ["first-contact"] = async (chat, lines) =>
        {
            await chat.SendTextAsync("/start");
            await chat.PressAsync("language:");
            await chat.PressAsync("wish:market");
            await chat.SendTextAsync(lines.Apples);
            await chat.PressAsync("right");
        },
        ["voice-alone"] = async (chat, _) =>
        {
            await chat.SendMediaAsync(MediaKind.Voice);
            await chat.PressAsync("kind:Inquiry");
            await chat.PressAsync("service:-");
            await chat.PressAsync("right");
        },
        ["complaint-without-a-name"] = async (chat, lines) =>
        {
            await chat.SendTextAsync(lines.Money);
            await chat.PressAsync("kind:Complaint");
            await chat.PressAsync("who:Anonymous");
            await chat.PressAsync("right");
        },
        ["changed-my-mind-about-the-kind"] = async (chat, lines) =>
        {
            await chat.SendTextAsync(lines.Money);
            await chat.PressAsync("kind:Suggestion");
            await chat.PressAsync("change");
            await chat.PressAsync("kind:Report");
            await chat.PressAsync("who:Hidden");
            await chat.PressAsync("right");
        },
        ["which-matter-is-it-about"] = async (chat, lines) =>
        {
            chat.Pause = TimeSpan.FromMinutes(40);
            await chat.SendTextAsync(lines.Apples);
            await chat.SendTextAsync("/new " + lines.Money);
            await chat.SendTextAsync(lines.More);
            await chat.PressAsync("move:1:100-0179");
            await chat.SendTextAsync(lines.More);
            await chat.PressAsync("move:2:-");
        },
        ["my-matters"] = async (chat, lines) =>
        {
            await chat.SendTextAsync("/matters");
            await chat.SendTextAsync(lines.Apples);
            await chat.SendTextAsync("/matters");
            await chat.PressAsync("matter:");
            await chat.PressAsync("add");
            await chat.SendTextAsync(lines.More);
            await chat.SendTextAsync("/matters");
            await chat.PressAsync("matter:");
            await chat.PressAsync("withdraw");
            await chat.PressAsync("withdraw:sure");
        },
        ["solved-and-rated"] = async (chat, lines) =>
        {
            await chat.SendTextAsync(lines.Apples);
            chat.Desk.ChangeTicket("100-0179", ticket => ticket with
            {
                Status = TicketStatus.Resolved,
                Unanswered = false,
                Answers = [new(InMemoryDesk.Due, lines.Answer, AnswerKind.Answer)],
            });
            await chat.SendTextAsync("/matters");
            await chat.PressAsync("matter:");
            await chat.PressAsync("solved");
            await chat.PressAsync("rate:5");
            await chat.SendTextAsync(lines.Comment);
            await chat.PressAsync("own");
        },
        ["not-solved"] = async (chat, lines) =>
        {
            await chat.SendTextAsync(lines.Apples);
            chat.Desk.ChangeTicket("100-0179", ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
            await chat.SendTextAsync("/matters");
            await chat.PressAsync("matter:");
            await chat.PressAsync("solved");
            await chat.PressAsync("rate:1");
            await chat.PressAsync("notSolved");
            await chat.SendTextAsync(lines.More);
        },
        ["slip-code"] = async (chat, _) =>
        {
            chat.Desk.PickUpCodes["246810"] = TicketNumber.FromCounter(100_055);
            await chat.SendTextAsync("246 810");
            await chat.PressAsync("matters");
            await chat.SendTextAsync("100-0555");
            await chat.SendTextAsync("135 790");
        },
        ["frequent-question"] = async (chat, lines) =>
        {
            chat.Desk.SuggestedAnswer = new("hours", lines.Question, lines.Answer);
            await chat.SendTextAsync(lines.Question);
            await chat.PressAsync("notAnswered");
            await chat.SendTextAsync("/new " + lines.Question);
            await chat.PressAsync("answered");
        },
        ["a-person-please"] = async (chat, lines) =>
        {
            await chat.SendTextAsync("/person");
            await chat.SendTextAsync(lines.Thanks);
        },
        ["a-colleague-wants-to-be-told"] = async (chat, _) =>
        {
            await chat.SendTextAsync("/staff 11112222");
            await chat.SendTextAsync("/staff 24681357");
            await chat.SendTextAsync("24681357");
        },
        ["too-fast"] = async (chat, lines) =>
        {
            chat.Pause = TimeSpan.FromSeconds(3);
            foreach (var _ in Enumerable.Range(0, 14)) await chat.SendTextAsync(lines.More);
        },
    };

    public static TheoryData<string, Language> All
    {
        get
        {
            var all = new TheoryData<string, Language>();
            foreach (var journey in Journeys.Keys)
                foreach (var language in LanguageTag.All) all.Add(journey, language);
            return all;
        }
    }

    [Theory, MemberData(nameof(All))]
    public async Task A_journey_equals_its_approved_transcript(string journey, Language language)
    {
        var chat = new RecordedChat(ContactChannel.Telegram, language);
        await Journeys[journey](chat, ResidentLines.In(language));
        await ApprovedTranscript.AssertEqualAsync($"{journey}.{LanguageTag.From(language)}", chat.Transcript);
    }

    [Theory]
    [InlineData("👍", true)]
    [InlineData("😡", false)]
    [InlineData("👎", false)]
    public async Task A_sticker_of_anger_is_no_courtesy_and_rates_low(string sign, bool isPolite)
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendTextAsync("苹果卖不出去");
        chat.Desk.ChangeNewestTicket(ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        await chat.SendMediaAsync(MediaKind.Sticker, detail: sign);
        Assert.Equal(!isPolite, chat.Desk.ListTickets(chat.Last.To).Single().Unanswered);

        chat.Desk.ChangeNewestTicket(ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        await chat.SendTextAsync("解决了");
        await chat.SendMediaAsync(MediaKind.Sticker, detail: sign);
        Assert.Equal(isPolite, chat.Desk.Ratings.Count == 0);
        Assert.All(chat.Desk.Ratings.Values, rating => Assert.InRange(rating.Score, 1, 2));
    }

    [Fact]
    public async Task A_number_with_its_tracking_code_shows_the_ticket_and_opens_no_new_one()
    {
        var chat = new RecordedChat(ContactChannel.Telegram, Language.ZhHans);
        await chat.SendTextAsync("货一直没来");
        var number = chat.Desk.SentMessages[0].Text.Split('：', '。')[2];
        await chat.SendTextAsync($"{number} K7M2QX34");
        Assert.Contains(number, chat.Last.Text, StringComparison.Ordinal);
        Assert.Single(chat.Desk.Submitted);
        await chat.SendTextAsync($"{number} AAAA2222");
        Assert.Equal(2, chat.Desk.Submitted.Count);
    }

    [Fact]
    public async Task A_language_chosen_under_a_frequent_answer_repeats_the_answer_in_that_language()
    {
        var chat = new RecordedChat(ContactChannel.WebChat, Language.Ug)
        {
            Desk = { SuggestedAnswer = new("hours", "几点上班？", "每天九点。") },
        };
        await chat.SendTextAsync("你们几点上班？");
        await chat.SendAsync("> 中文", origin => new ChatInput.ButtonInput(origin, ButtonCodes.ChooseLanguage(Language.ZhHans)));
        Assert.Contains("(zh-Hans)", chat.Last.Text, StringComparison.Ordinal);
        await chat.PressAsync("answered");
        Assert.Single(chat.Desk.Submitted);
    }

    [Fact]
    public async Task The_kind_is_asked_if_the_frequent_question_was_deleted_meanwhile()
    {
        var chat = new RecordedChat(ContactChannel.WebChat, Language.Ug)
        {
            Desk = { SuggestedAnswer = new("hours", "几点上班？", "每天九点。") },
        };
        await chat.SendTextAsync("你们几点上班？");
        chat.Desk.SuggestedAnswer = null;
        await chat.SendAsync("> 中文", origin => new ChatInput.ButtonInput(origin, ButtonCodes.ChooseLanguage(Language.ZhHans)));
        await chat.PressAsync("kind:Complaint");
        Assert.Equal(TicketKind.Complaint, chat.Desk.Amended[^1].Amendment.Kind);
    }

    [Fact]
    public async Task A_phone_is_no_longer_read_back_after_the_resident_chose_to_be_anonymous()
    {
        var chat = new RecordedChat(ContactChannel.WeChat, Language.ZhHans);
        await chat.SendTextAsync("货一直没来");
        await chat.PressAsync("kind:Complaint");
        await chat.PressAsync("who:Hidden");
        await chat.SendTextAsync("138 9909 1234");
        Assert.Contains("138 9909 1234", chat.Last.Text, StringComparison.Ordinal);
        var olderButton = ButtonCodes.AnonymityChoice(Anonymity.Anonymous, chat.Desk.Amended[0].Number.ToString());
        await chat.SendAsync("> an older button", origin => new ChatInput.ButtonInput(origin, olderButton));
        Assert.DoesNotContain("138 9909 1234", chat.Last.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(Language.ZhHans), InlineData(Language.Ug), InlineData(Language.En)]
    public async Task On_a_channel_without_buttons_numbers_press_them_and_a_phone_is_asked_for(Language language)
    {
        var chat = new RecordedChat(ContactChannel.WeChat, language);
        await chat.SendTextAsync(ResidentLines.In(language).Money);
        await chat.SendTextAsync("3");
        await chat.SendTextAsync(language is Language.Ug ? "٢" : "2");
        await chat.SendTextAsync("138 9909 1234");
        await chat.SendTextAsync("1");
        Assert.Equal([TicketKind.Complaint, null, null, null], chat.Desk.Amended.Select(a => a.Amendment.Kind));
        Assert.Equal(Anonymity.Hidden, chat.Desk.Amended[1].Amendment.Anonymity);
        Assert.Equal("138 9909 1234", chat.Desk.Amended[2].Amendment.Phone);
        Assert.True(chat.Desk.Amended[3].Amendment.Confirmed);
        Assert.Single(chat.Desk.Submitted);
        await ApprovedTranscript.AssertEqualAsync($"number-keys.{LanguageTag.From(language)}", chat.Transcript);
    }

    /// <summary>The resident's messages in each language.</summary>
    private sealed record ResidentLines(
        string Apples, string Money, string More, string Question, string Answer, string Thanks, string Comment)
    {
        public static ResidentLines In(Language language) => language switch
        {
            Language.Ug => new("ئالمىلىرىم سېتىلمايۋاتىدۇ، قانداق قىلىمەن؟", "پۇل تۆلىدىم، لېكىن تاۋار كەلمىدى.", "ئۈچ توننا بار ئىدى.",
                "شەنبە كۈنى ئوچۇقمۇ؟", "ھەئە، ھەر كۈنى سائەت 10:00 دىن 20:00 گىچە.", "رەھمەت", "مۇلازىمەت ياخشى، سەل ئاستا."),
            Language.En => new("My apples do not sell, what can I do?", "I paid, but the goods never came.", "There are three tonnes.",
                "Are you open on Saturday?", "Yes, every day from 10:00 to 20:00.", "谢谢", "The service is good, but a little slow."),
            _ => new("苹果卖不出去，怎么办？", "钱付了，货一直没来。", "一共有三吨。", "星期六开门吗？", "开，每天10:00到20:00。", "谢谢",
                "服务很好，就是慢了一点。"),
        };
    }
}
