using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>
/// Each journey of a resident in each language, word by word as it stands in the folder Talks: there somebody who speaks the language can read what we say.
/// After a wording was changed on purpose, run these with TALKS_WRITE=1 and read the difference.
/// </summary>
public class JourneysInThreeLanguages
{
    private static readonly Dictionary<string, Func<Stage, Lines, Task>> Journeys = new()
    {
        ["first-contact"] = async (talk, say) =>
        {
            await talk.SayAsync("/start");
            await talk.PressAsync("language:");
            await talk.PressAsync("wish:market");
            await talk.SayAsync(say.Apples);
            await talk.PressAsync("right");
        },
        ["voice-alone"] = async (talk, _) =>
        {
            await talk.ShowAsync(Content.Voice);
            await talk.PressAsync("kind:Inquiry");
            await talk.PressAsync("service:-");
            await talk.PressAsync("right");
        },
        ["complaint-without-a-name"] = async (talk, say) =>
        {
            await talk.SayAsync(say.Money);
            await talk.PressAsync("kind:Complaint");
            await talk.PressAsync("who:Anonymous");
            await talk.PressAsync("right");
        },
        ["changed-my-mind-about-the-kind"] = async (talk, say) =>
        {
            await talk.SayAsync(say.Money);
            await talk.PressAsync("kind:Suggestion");
            await talk.PressAsync("change");
            await talk.PressAsync("kind:Report");
            await talk.PressAsync("who:Hidden");
            await talk.PressAsync("right");
        },
        ["which-matter-is-it-about"] = async (talk, say) =>
        {
            await talk.SayAsync(say.Apples);
            await talk.SayAsync("/new " + say.Money);
            await talk.SayAsync(say.More);
            await talk.PressAsync("move:1:100-0179");
            await talk.SayAsync(say.More);
            await talk.PressAsync("move:2:-");
        },
        ["my-matters"] = async (talk, say) =>
        {
            await talk.SayAsync("/matters");
            await talk.SayAsync(say.Apples);
            await talk.SayAsync("/matters");
            await talk.PressAsync("matter:");
            await talk.PressAsync("add");
            await talk.SayAsync(say.More);
            await talk.SayAsync("/matters");
            await talk.PressAsync("matter:");
            await talk.PressAsync("withdraw");
            await talk.PressAsync("withdraw:sure");
        },
        ["solved-and-rated"] = async (talk, say) =>
        {
            await talk.SayAsync(say.Apples);
            talk.Desk.Let("100-0179", matter => matter with { Status = TicketStatus.Resolved, Unanswered = false, Answers = [new(DeskInMemory.Due, say.Answer, AnswerKind.Answer)] });
            await talk.SayAsync("/matters");
            await talk.PressAsync("matter:");
            await talk.PressAsync("solved");
            await talk.PressAsync("rate:5");
            await talk.SayAsync(say.More);
            await talk.PressAsync("own");
        },
        ["not-solved"] = async (talk, say) =>
        {
            await talk.SayAsync(say.Apples);
            talk.Desk.Let("100-0179", matter => matter with { Status = TicketStatus.Resolved, Unanswered = false });
            await talk.SayAsync("/matters");
            await talk.PressAsync("matter:");
            await talk.PressAsync("solved");
            await talk.PressAsync("rate:1");
            await talk.PressAsync("notSolved");
            await talk.SayAsync(say.More);
        },
        ["slip-code"] = async (talk, _) =>
        {
            talk.Desk.PickUps["246810"] = TicketNumber.FromCounter(100_055);
            await talk.SayAsync("246 810");
            await talk.PressAsync("matters");
            await talk.SayAsync("100-0555");
            await talk.SayAsync("135 790");
        },
        ["frequent-question"] = async (talk, say) =>
        {
            talk.Desk.Known = new("hours", say.Question, say.Answer);
            await talk.SayAsync(say.Question);
            await talk.PressAsync("notAnswered");
            await talk.SayAsync("/new " + say.Question);
            await talk.PressAsync("answered");
        },
        ["a-person-please"] = async (talk, say) =>
        {
            await talk.SayAsync("/person");
            await talk.SayAsync(say.Thanks);
        },
        ["a-colleague-wants-to-be-told"] = async (talk, _) =>
        {
            await talk.SayAsync("/staff 11112222");
            await talk.SayAsync("/staff 24681357");
            await talk.SayAsync("24681357");
        },
        ["too-fast"] = async (talk, say) =>
        {
            talk.Pause = TimeSpan.FromSeconds(3);
            foreach (var _ in Enumerable.Range(0, 14)) await talk.SayAsync(say.More);
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
    public async Task A_journey_is_word_by_word_as_it_was_read_and_approved(string journey, Language language)
    {
        var talk = new Stage(ContactChannel.Telegram, language);
        await Journeys[journey](talk, Lines.In(language));
        await Approved.AsAsync($"{journey}.{LanguageTag.Of(language)}", talk.Written);
    }

    [Fact]
    public async Task Who_comes_back_with_number_and_code_is_shown_how_it_stands_and_opens_nothing()
    {
        var talk = new Stage(ContactChannel.Telegram, Language.ZhHans, hasButtons: true);
        await talk.SayAsync("货一直没来");
        var number = talk.Desk.Said[0].Text.Split('：', '。')[2];
        await talk.SayAsync($"{number} K7M2QX34");
        Assert.Contains(number, talk.Last.Text, StringComparison.Ordinal);
        Assert.Single(talk.Desk.Submitted);
        await talk.SayAsync($"{number} AAAA2222");
        Assert.Equal(2, talk.Desk.Submitted.Count);
    }

    [Fact]
    public async Task A_language_chosen_under_a_frequent_question_has_it_asked_again_in_that_language()
    {
        var talk = new Stage(ContactChannel.WebChat, Language.Ug, hasButtons: true) { Desk = { Known = new("hours", "几点上班？", "每天九点。") } };
        await talk.SayAsync("你们几点上班？");
        await talk.HearAsync("> 中文", origin => new Heard.Pressed(origin, Codes.Choose(Language.ZhHans)));
        Assert.Contains("(zh-Hans)", talk.Last.Text, StringComparison.Ordinal);
        await talk.PressAsync("answered");
        Assert.Single(talk.Desk.Submitted);
    }

    [Fact]
    public async Task Where_the_frequent_question_is_gone_meanwhile_the_kind_is_asked()
    {
        var talk = new Stage(ContactChannel.WebChat, Language.Ug, hasButtons: true) { Desk = { Known = new("hours", "几点上班？", "每天九点。") } };
        await talk.SayAsync("你们几点上班？");
        talk.Desk.Known = null;
        await talk.HearAsync("> 中文", origin => new Heard.Pressed(origin, Codes.Choose(Language.ZhHans)));
        await talk.PressAsync("kind:Complaint");
        Assert.Equal(TicketKind.Complaint, talk.Desk.Amended[^1].Amendment.Kind);
    }

    [Fact]
    public async Task Who_turns_anonymous_after_giving_a_phone_does_not_read_it_again()
    {
        var talk = new Stage(ContactChannel.WeChat, Language.ZhHans, hasButtons: true);
        await talk.SayAsync("货一直没来");
        await talk.PressAsync("kind:Complaint");
        await talk.PressAsync("who:Hidden");
        await talk.SayAsync("138 9909 1234");
        Assert.Contains("138 9909 1234", talk.Last.Text, StringComparison.Ordinal);
        await talk.HearAsync("> an older button", origin => new Heard.Pressed(origin, Codes.Who(Anonymity.Anonymous, talk.Desk.Amended[0].Number.ToString())));
        Assert.DoesNotContain("138 9909 1234", talk.Last.Text, StringComparison.Ordinal);
    }

    [Theory, InlineData(Language.ZhHans), InlineData(Language.Ug), InlineData(Language.En)]
    public async Task Where_there_are_no_buttons_numbers_press_them_and_a_phone_is_asked_for(Language language)
    {
        var talk = new Stage(ContactChannel.WeChat, language, hasButtons: false);
        await talk.SayAsync(Lines.In(language).Money);
        await talk.SayAsync("3");
        await talk.SayAsync(language is Language.Ug ? "٢" : "2");
        await talk.SayAsync("138 9909 1234");
        await talk.SayAsync("1");
        Assert.Equal([TicketKind.Complaint, null, null, null], talk.Desk.Amended.Select(a => a.Amendment.Kind));
        Assert.Equal((Anonymity.Hidden, "138 9909 1234", true), (talk.Desk.Amended[1].Amendment.Anonymity, talk.Desk.Amended[2].Amendment.Phone, talk.Desk.Amended[3].Amendment.Confirmed));
        Assert.Single(talk.Desk.Submitted);
        await Approved.AsAsync($"number-keys.{LanguageTag.Of(language)}", talk.Written);
    }

    /// <summary>What the resident says in each language.</summary>
    private sealed record Lines(string Apples, string Money, string More, string Question, string Answer, string Thanks)
    {
        public static Lines In(Language language) => language switch
        {
            Language.Ug => new("ئالمىلىرىم سېتىلمايۋاتىدۇ، قانداق قىلىمەن؟", "پۇل تۆلىدىم، لېكىن تاۋار كەلمىدى.", "ئۈچ توننا بار ئىدى.", "شەنبە كۈنى ئوچۇقمۇ؟", "ھەئە، ھەر كۈنى سائەت 10:00 دىن 20:00 گىچە.", "رەھمەت"),
            Language.En => new("My apples do not sell, what can I do?", "I paid, but the goods never came.", "There are three tonnes.", "Are you open on Saturday?", "Yes, every day from 10:00 to 20:00.", "谢谢"),
            _ => new("苹果卖不出去，怎么办？", "钱付了，货一直没来。", "一共有三吨。", "星期六开门吗？", "开，每天10:00到20:00。", "谢谢"),
        };
    }
}
