using System.Runtime.CompilerServices;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>
/// The lists of the folder Said: words that residents write where one is awaited, each line in a chat of its own. Beside the lists of words
/// that are understood stand those of words that only look like it.
/// </summary>
public partial class SaidListTests
{
    private const string Number = "100-0179", First = "苹果卖不出去，怎么办？";

    private static readonly TicketNumber Ticket = TicketNumber.Read(Number).Number!.Value;

    [Fact]
    public Task Solved_is_said_in_many_ways() => AllAsync("solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        return HasButton(await chat.SendTextAsync(text), "rate:") && IsStill(chat, TicketStatus.Resolved);
    });

    [Fact]
    public Task Not_solved_is_said_in_many_ways_and_reopens_with_a_word_of_regret() => AllAsync("not-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.InProgress) && HasText(chat.Last, "reopen.done") && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task Words_that_only_sound_like_solved_are_kept_as_words() => AllAsync("words-at-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text);
        return chat.Desk.Submitted[^1].Text == text || HasText(chat.Last, "matters") || HasText(chat.Last, "new.ask")
            || chat.Last.Text.StartsWith(Number, StringComparison.Ordinal);
    });

    [Fact]
    public Task A_rating_is_given_in_many_ways() => AllAsync("ratings", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text[2..]);
        return chat.Desk.Ratings.GetValueOrDefault(Ticket).Score == text[0] - '0';
    });

    [Fact]
    public Task A_kind_is_chosen_in_many_ways() => AllAsync("kinds", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return chat.Desk.Amended is [{ Amendment.Kind: { } kind }] && kind == Enum.Parse<TicketKind>(text.Split(' ')[0]);
    });

    [Fact]
    public Task Words_that_only_sound_like_a_kind_choose_none() => AllAsync("no-kinds", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        return chat.Desk.Amended.Count == 0 && chat.Desk.Submitted[^1].Text == text;
    });

    [Fact]
    public Task A_kind_that_is_named_before_the_matter_is_chosen_and_the_words_are_kept() =>
        AllAsync("kinds-before-matter", async (chat, line) =>
        {
            var (kind, text) = KindAndText(line);
            await chat.SendTextAsync(First);
            await chat.SendTextAsync(text);
            return chat.Desk.Amended is [{ Amendment.Kind: { } chosen }] && chosen == kind && chat.Desk.ListTickets(chat.Last.To).Count == 1
                && chat.Desk.Submitted[^1].Text == text && !HasButton(chat.Last, "kind:");
        });

    [Fact]
    public Task A_kind_that_is_named_before_the_first_matter_is_not_asked_for() =>
        AllAsync("kinds-before-matter", async (chat, line) =>
        {
            var (kind, text) = KindAndText(line);
            await chat.SendTextAsync(text);
            return chat.Desk.ListTickets(chat.Last.To) is [var only] && only.Kind == kind && !HasButton(chat.Last, "kind:");
        });

    [Fact]
    public Task One_more_thing_is_invited_and_the_next_words_begin_it() => AllAsync("announces-matter", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        var isInvited = HasText(await chat.SendTextAsync(text), "new.ask") && chat.Desk.Submitted.Count == 1;
        await chat.SendTextAsync("化肥没到");
        return isInvited && chat.Desk.ListTickets(chat.Last.To) is [{ Subject: "化肥没到" }, _];
    });

    [Fact]
    public Task One_more_thing_that_is_told_at_once_begins_a_matter() => AllAsync("tells-another-matter", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        return chat.Desk.ListTickets(chat.Last.To).Count == 2 && chat.Desk.Submitted[^1].Text == text;
    });

    [Fact]
    public Task One_more_thing_about_the_same_matter_stays_in_it() => AllAsync("goes-on-with-matter", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        return chat.Desk.ListTickets(chat.Last.To).Count == 1 && chat.Desk.Submitted[^1].Text == text;
    });

    [Fact]
    public Task One_more_thing_after_a_rating_begins_a_matter_and_praises_nothing() => AllAsync("announces-matter", async (chat, text) =>
    {
        await RateAsync(chat, "5");
        await chat.SendTextAsync(text);
        await chat.SendTextAsync("办理速度太慢");
        return chat.Desk.Ratings[Ticket].Comment is null && chat.Desk.ListTickets(chat.Last.To).Count == 2;
    });

    [Fact]
    public Task Polite_words_that_ask_are_owed_an_answer() => AllAsync("courtesies-asked", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        await chat.SendTextAsync(text);
        return chat.Desk.ListTickets(chat.Last.To) is [{ Unanswered: true }];
    });

    [Theory]
    [InlineData("你好呀😊")]
    [InlineData("喂，有人不")]
    [InlineData("Assalamu alaykum 🙏")]
    [InlineData("ياخشىمۇسىز 😊")]
    public async Task A_greeting_with_a_face_is_greeted(string text) =>
        Assert.True(HasText(await new ChatSession().SendTextAsync(text), "greeting.first"));

    [Theory]
    [InlineData("我看不懂这个字")]
    [InlineData("请翻译一下")]
    [InlineData("بۇ خەتنى ئوقۇيالمىدىم")]
    [InlineData("I cannot read this")]
    public async Task Whoever_can_not_read_it_is_asked_for_the_language(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        Assert.True(HasButton(await chat.SendTextAsync(text), "language:"));
        Assert.Single(chat.Desk.Submitted);
        Assert.False(HasButton(chat.Last, "kind:"));
    }

    [Theory]
    [InlineData("我家门牌号100-0187")]
    [InlineData("订单号是100-0178")]
    [InlineData("订单号：100-0187")]
    [InlineData("ئۆي نومۇرى 100-0187")]
    [InlineData("my house number is at room 100-0187")]
    public async Task A_number_of_something_else_is_no_ticket_that_is_not_there(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        var reply = await chat.SendTextAsync(text);
        Assert.False(HasText(reply, "number.foreign") || HasText(reply, "number.wrong"), reply.Text);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public Task A_courtesy_opens_no_ticket() => AllAsync("courtesies", async (chat, text) =>
    {
        await chat.SendTextAsync(text);
        return chat.Desk.Submitted.Count == 0;
    });

    [Fact]
    public Task A_courtesy_chooses_no_kind_and_the_question_stays_open() => AllAsync("courtesies", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        return chat.Desk.Amended.Count == 0 && chat.Desk.Submitted[^1].Text == text && HasText(chat.Last, "thanks")
            && HasButton(chat.Last, "kind:");
    });

    [Fact]
    public Task A_courtesy_after_an_answer_starts_nothing() => AllAsync("courtesies", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        chat.Desk.SentMessages.Add(new() { To = chat.Last.To, Text = "请到二楼办理。", Language = Language.ZhHans, Buttons = [] });
        await chat.SendTextAsync(text);
        return chat.Desk.Amended.Count == 0 && HasText(chat.Last, "thanks")
            && chat.Desk.ListTickets(chat.Last.To) is [{ Unanswered: false }];
    });

    [Fact]
    public Task A_face_of_anger_after_an_answer_is_no_courtesy() => AllAsync("angry-faces", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        chat.Desk.SentMessages.Add(new() { To = chat.Last.To, Text = "请到二楼办理。", Language = Language.ZhHans, Buttons = [] });
        await chat.SendTextAsync(text);
        return HasText(chat.Last, "joined") && chat.Desk.Submitted[^1].Text == text
            && chat.Desk.ListTickets(chat.Last.To) is [{ Unanswered: true }];
    });

    [Fact]
    public Task A_face_of_anger_says_that_it_is_not_solved() => AllAsync("angry-faces", async (chat, text) =>
    {
        await ResolveAsync(chat);
        return HasText(await chat.SendTextAsync(text), "reopen.done") && IsStill(chat, TicketStatus.InProgress);
    });

    [Fact]
    public Task A_face_of_anger_is_a_low_rating() => AllAsync("angry-faces", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        return chat.Desk.Ratings.GetValueOrDefault(Ticket).Score is 1 or 2;
    });

    [Fact]
    public Task A_courtesy_leaves_a_resolved_ticket_as_it_is() => AllAsync("courtesies", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text);
        // "No need any more" says that it is solved.
        var isThanked = HasText(chat.Last, "thanks") ? !HasButton(chat.Last, "kind:") : HasButton(chat.Last, "rate:");
        await chat.SendTextAsync("5");
        return isThanked && chat.Desk.Amended.Count == 0 && IsStill(chat, TicketStatus.Resolved);
    });

    [Fact]
    public Task A_phone_is_refused_in_many_ways() => AllAsync("refuses-phone", async (chat, text) =>
    {
        await AskPhoneAsync(chat);
        return HasButton(await chat.SendTextAsync(text), "right:") && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task Details_are_confirmed_in_many_ways() => AllAsync("confirms", async (chat, text) =>
    {
        await AskPhoneAsync(chat);
        await chat.SendTextAsync("不写");
        await chat.SendTextAsync(text);
        return chat.Desk.Amended[^1].Amendment.Confirmed == true;
    });

    [Fact]
    public Task A_kind_named_at_the_confirmation_is_that_of_the_ticket() => AllAsync("kinds-at-confirm", async (chat, line) =>
    {
        var (kind, text) = KindAndText(line);
        await AskPhoneAsync(chat);
        await chat.SendTextAsync("不写");
        await chat.SendTextAsync(text);
        return chat.Desk.Amended[^1].Amendment.Kind == kind && chat.Desk.Submitted.Count == 1;
    });

    [Theory]
    [InlineData("13900001234", 0)]
    [InlineData("对，电话是１３９００００１２３４", 1)]
    [InlineData("تېلېفونۇم 13900001234", 1)]
    [InlineData("that is right, call 13900001234", 1)]
    public async Task A_phone_at_the_confirmation_is_that_of_the_ticket(string text, int kept)
    {
        var chat = new ChatSession();
        await AskPhoneAsync(chat);
        await chat.SendTextAsync("不写");
        var reply = await chat.SendTextAsync(text);
        Assert.Equal("13900001234", chat.Desk.Amended[^1].Amendment.Phone);
        Assert.True(HasButton(reply, "right:") && reply.Text.Contains("13900001234", StringComparison.Ordinal), reply.Text);
        Assert.Equal(1 + kept, chat.Desk.Submitted.Count);
    }

    [Theory]
    [InlineData("快递单号13900001234")]
    [InlineData("13900001234这个号是骗子")]
    public async Task Another_number_at_the_confirmation_is_kept_as_words(string text)
    {
        var chat = new ChatSession();
        await AskPhoneAsync(chat);
        await chat.SendTextAsync("不写");
        await chat.SendTextAsync(text);
        Assert.DoesNotContain(chat.Desk.Amended, amended => amended.Amendment.Phone is not null);
        Assert.Equal(text, chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public async Task A_phone_of_somebody_who_wants_to_be_anonymous_is_kept_as_words_only()
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我要匿名举报一家店，卖假货");
        await chat.SendTextAsync("谁都不让知道");
        await chat.SendTextAsync("13900001234");
        Assert.DoesNotContain(chat.Desk.Amended, amended => amended.Amendment.Phone is not null);
        Assert.Equal("13900001234", chat.Desk.Submitted[^1].Text);
    }

    [Theory]
    [InlineData("匿名吧还是", Anonymity.Anonymous)]
    [InlineData("改成匿名", Anonymity.Anonymous)]
    [InlineData("只让中心知道", Anonymity.Hidden)]
    [InlineData("ئىسىمسىز بولسۇن", Anonymity.Anonymous)]
    [InlineData("不是，谁都不让知道", Anonymity.Anonymous)]
    [InlineData("不对，只让中心知道", Anonymity.Hidden)]
    public async Task Who_may_know_the_name_is_changed_at_the_confirmation(string text, Anonymity anonymity)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我要投诉一家店，卖假货");
        await chat.SendTextAsync("工作人员可以知道");
        await chat.SendTextAsync("不写");
        Assert.True(HasButton(chat.Last, "right:"));
        await chat.SendTextAsync(text);
        Assert.Equal(anonymity, chat.Desk.Amended[^1].Amendment.Anonymity);
    }

    [Theory]
    [InlineData("对，可以")]
    [InlineData("都可以")]
    [InlineData("随便")]
    [InlineData("对，没问题")]
    public async Task Whoever_agrees_at_the_confirmation_does_not_agree_that_the_name_is_known(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync("我要投诉一家店，卖假货");
        await chat.SendTextAsync("只让中心知道");
        await chat.SendTextAsync("不写");
        await chat.SendTextAsync(text);
        Assert.DoesNotContain(chat.Desk.Amended, amended => amended.Amendment.Anonymity is Anonymity.Named);
    }

    [Theory]
    [InlineData("我电话１３９００００１２３４，请给我打电话")]
    [InlineData("請給我打電話，13900001234")]
    public async Task A_wish_to_be_called_may_be_in_any_digits_and_signs(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(text);
        Assert.Single(chat.Desk.Calls);
    }

    [Fact]
    public Task Withdrawing_is_asked_for_in_many_ways() => AllAsync("withdraws", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        return HasButton(await chat.SendTextAsync(text), "withdraw:sure");
    });

    [Fact]
    public Task Withdrawing_is_confirmed_in_many_ways() => AllAsync("confirms-withdrawing", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("撤回");
        return HasText(await chat.SendTextAsync(text), "withdraw.done");
    });

    [Fact]
    public Task Keeping_is_said_in_many_ways() => AllAsync("keeps", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("撤回");
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.New) && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task A_doubting_word_withdraws_nothing() => AllAsync("doubts-withdrawing", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("撤回");
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.New);
    });

    [Fact]
    public Task A_doubting_word_is_no_rating() => AllAsync("doubted-ratings", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        return !chat.Desk.Ratings.ContainsKey(Ticket);
    });

    [Theory]
    [InlineData("urges")]
    [InlineData("urges-freely")]
    public Task An_answer_is_urged_in_many_ways_and_the_reply_says_who_has_it(string list) => AllAsync(list, async (chat, text) =>
    {
        chat.Desk.HandledBy = "综合部";
        await chat.SendTextAsync(First);
        var reply = await chat.SendTextAsync(text);
        return chat.Desk.Urged.Count == 1 && reply.Text.Contains("综合部", StringComparison.Ordinal);
    });

    [Fact]
    public Task Others_who_do_not_answer_are_a_matter_and_urge_nothing() => AllAsync("urges-others", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        return chat.Desk.Urged.Count == 0 && chat.Desk.Submitted[^1].Text == text;
    });

    [Fact]
    public Task Urging_when_nothing_is_owed_shows_the_state_and_starts_nothing() => AllAsync("urges", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        return (await chat.SendTextAsync(text)).Text.Contains(Number, StringComparison.Ordinal) && chat.Desk.Submitted.Count == 1;
    });

    [Theory]
    [InlineData("asks-after-answer")]
    [InlineData("urges-freely")]
    [InlineData("questions-after-answer")]
    public Task Words_that_may_mean_the_answer_are_kept_when_nothing_is_owed(string list) => AllAsync(list, async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.InProgress, Unanswered = false });
        chat.Desk.SentMessages.Add(new() { To = chat.Last.To, Text = "请到二楼办理。", Language = Language.ZhHans, Buttons = [] });
        await chat.SendTextAsync(text);
        return chat.Desk.Submitted[^1].Text == text && chat.Desk.ListTickets(chat.Last.To) is [{ Unanswered: true }];
    });

    [Fact]
    public Task The_state_is_asked_for_in_many_ways() => AllAsync("asks-state", async (chat, text) =>
    {
        chat.Desk.HandledBy = "综合部";
        await chat.SendTextAsync(First);
        var reply = await chat.SendTextAsync(text);
        return HasText(reply, "matters") && reply.Text.Contains("综合部", StringComparison.Ordinal) && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task A_person_is_asked_for_in_many_ways() => AllAsync("wants-person", async (chat, text) =>
    {
        await chat.SendTextAsync(text);
        return LanguageTag.All.Any(language => chat.Desk.Submitted[^1].Text == ChatSession.Texts.Format(language, "person.said"));
    });

    [Fact]
    public Task The_state_of_a_number_is_asked_for_in_many_ways() => AllAsync("asks-number", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        var reply = await chat.SendTextAsync(text.Replace("{n}", Number, StringComparison.Ordinal));
        return HasButton(reply, "withdraw:-") && chat.Desk.Submitted.Count == 1;
    });

    [Theory]
    [InlineData("催{n}", null)]
    [InlineData("{n}催办", null)]
    [InlineData("编号{n} 快点", null)]
    [InlineData("{n} تېز بولۇڭلار", null)]
    [InlineData("撤回{n}", "withdraw.ask")]
    [InlineData("我要撤回编号{n}", "withdraw.ask")]
    [InlineData("{n} 不办了", "withdraw.ask")]
    [InlineData("{n} قايتۇرۇۋالىمەن", "withdraw.ask")]
    [InlineData("把{n}撤了", "withdraw.ask")]
    [InlineData("帮我把编号{n}撤掉吧", "withdraw.ask")]
    [InlineData("{n}نى قايتۇرۇۋالىمەن", "withdraw.ask")]
    [InlineData("please cancel {n}", "withdraw.ask")]
    [InlineData("withdraw number {n}", "withdraw.ask")]
    [InlineData("催一下{n}", null)]
    [InlineData("{n}نى تېزراق بېجىرىڭلار", null)]
    [InlineData("hurry up with {n}", null)]
    public async Task A_command_beside_a_number_is_done_with_that_ticket(string text, string? reply)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        var answer = await chat.SendTextAsync(text.Replace("{n}", Number, StringComparison.Ordinal));
        Assert.True(reply is null ? chat.Desk.Urged.Count == 1 : HasText(answer, reply), answer.Text);
        Assert.Single(chat.Desk.Submitted);
    }

    [Fact]
    public Task Whoever_is_afraid_for_the_name_is_asked_about_it_first() =>
        AllAsync("hides-name", async (chat, text) => HasButton(await chat.SendTextAsync(text), "who:"));

    [Fact]
    public Task Whoever_tells_a_name_or_is_afraid_of_something_else_is_not() =>
        AllAsync("names-told", async (chat, text) => !HasButton(await chat.SendTextAsync(text), "who:"));

    [Fact]
    public Task The_question_about_the_name_is_answered_in_many_ways() => AllAsync("anonymity", async (chat, text) =>
    {
        await chat.SendTextAsync("我要举报一家店，卖假货");
        await chat.SendTextAsync(text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return chat.Desk.Amended is [{ Amendment.Anonymity: { } anonymity }] && anonymity == Enum.Parse<Anonymity>(text.Split(' ')[0]);
    });

    [Fact]
    public Task Fear_for_the_name_at_the_question_is_an_answer_and_the_words_beside_it_are_kept() =>
        AllAsync("hides-at-question", async (chat, text) =>
        {
            await chat.SendTextAsync("我要举报一家店，卖假货");
            await chat.SendTextAsync(text);
            return chat.Desk.Amended is [{ Amendment.Anonymity: Anonymity.Anonymous }] && chat.Desk.Submitted[^1].Text == text;
        });

    [Fact]
    public Task A_service_is_chosen_in_many_ways() => AllAsync("services", async (chat, line) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("咨询");
        await chat.SendTextAsync(line[(line.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return HasButton(chat.Last, "noPhone:") && (chat.Desk.Amended[^1].Amendment.ServiceItem ?? "none") == line.Split(' ')[0];
    });

    [Fact]
    public Task Whoever_asks_who_this_is_sees_what_can_be_done_and_opens_no_ticket() => AllAsync("asks-who", async (chat, text) =>
        HasButton(await chat.SendTextAsync(text), "wish:") && chat.Desk.Submitted.Count == 0);

    [Fact]
    public Task The_same_words_after_an_answer_may_be_about_it_and_are_kept() => AllAsync("asks-who", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        chat.Desk.SentMessages.Add(new() { To = chat.Last.To, Text = "请填这张表。", Language = Language.ZhHans, Buttons = [] });
        await chat.SendTextAsync(text);
        return chat.Desk.Submitted[^1].Text == text;
    });

    [Theory]
    [InlineData("一零零零一七九怎么样了")]
    [InlineData("编号一零零零一七九")]
    [InlineData("幺洞洞洞幺拐九 咋样了")]
    [InlineData("one zero zero zero one seven nine, any news?")]
    public async Task A_number_that_was_dictated_is_read(string text)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(First);
        Assert.True(HasButton(await chat.SendTextAsync(text), "withdraw:-"), chat.Last.Text);
        Assert.Single(chat.Desk.Submitted);
    }

    [Fact]
    public async Task A_pick_up_code_that_was_dictated_is_read()
    {
        var chat = new ChatSession();
        Assert.True(HasText(await chat.SendTextAsync("三八二九一四"), "pickUp.none"), chat.Last.Text);
        Assert.Empty(chat.Desk.Submitted);
    }

    [Fact]
    public Task A_language_is_chosen_in_many_ways() => AllAsync("languages", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.PressAsync("language:" + (text.StartsWith("en", StringComparison.Ordinal) ? "ug" : "en"));
        var reply = await chat.SendTextAsync(text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        return LanguageTag.From(reply.Language) == text.Split(' ')[0] && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public Task A_courtesy_in_another_language_changes_none() => AllAsync("courtesies-in-other-languages", async (chat, text) =>
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync(text);
        var isKept = chat.Last.Language is Language.ZhHans;
        await chat.SendTextAsync("138");
        return isKept && chat.Last.Language is Language.ZhHans;
    });

    [Theory]
    [InlineData("zh-CN", "my parcel is lost, please help")]
    [InlineData("ug", "the shop page is broken")]
    public async Task An_English_sentence_is_answered_in_English_and_thanks_in_Chinese_change_nothing(string browser, string text)
    {
        var chat = new ChatSession(browser);
        Assert.Equal(Language.En, (await chat.SendTextAsync(text)).Language);
        Assert.Equal(Language.En, (await chat.SendTextAsync("谢谢")).Language);
        Assert.Equal(Language.En, (await chat.SendTextAsync("好的")).Language);
    }

    [Theory]
    [InlineData("举报，会计拿了补贴", TicketKind.Report)]
    [InlineData("投诉,快递丢了没人管", TicketKind.Complaint)]
    public async Task A_kind_told_before_the_matter_is_its_kind(string text, TicketKind kind)
    {
        var chat = new ChatSession();
        await chat.SendTextAsync(text);
        Assert.Equal(kind, chat.Desk.ListTickets(chat.Last.To).Single().Kind);
        Assert.True(HasButton(chat.Last, "who:"));
    }

    [Fact]
    public Task Whoever_has_seen_a_known_answer_or_declines_more_withdraws_nothing() => AllAfterAnswerAsync("known-courtesies",
        chat => HasText(chat.Last, "thanks") && HasButton(chat.Last, "answered:") && IsStill(chat, TicketStatus.New));

    [Fact]
    public Task A_known_answer_is_enough_where_yes_is_said_to_it() => AllAfterAnswerAsync("known-solved",
        chat => HasText(chat.Last, "known.withdrawn") && IsStill(chat, TicketStatus.Closed));

    [Fact]
    public Task A_known_answer_to_something_else_leads_to_a_person() => AllAfterAnswerAsync("known-not-meant",
        chat => HasText(chat.Last, "known.kept") && IsStill(chat, TicketStatus.New));

    private static Task AllAfterAnswerAsync(string list, Func<ChatSession, bool> isUnderstood) => AllAsync(list, async (chat, text) =>
    {
        chat.Desk.SuggestedAnswer = new("q1", "怎么开店？", "请带身份证。");
        await chat.SendTextAsync("怎么开网店");
        await chat.SendTextAsync(text);
        return isUnderstood(chat);
    });

    [Fact]
    public Task Kazakh_is_kept_and_answered_in_two_languages_and_never_taken_for_Uyghur() => AllAsync("kazakh", async (chat, text) =>
    {
        var reply = await chat.SendTextAsync(text);
        return HasText(reply, "language.other") && chat.Desk.Submitted[^1].Text == text
            && LanguageTag.All.Where(language => language is not Language.En).All(language => reply.Text.Contains(
                ChatSession.Texts.Format(language, "language.other"), StringComparison.Ordinal));
    });

    [Fact]
    public Task A_phone_comes_with_words_about_calling() => AllAsync("phones", (_, text) =>
        Task.FromResult(PhoneInText.Find(text)?.Number.Replace(" ", "", StringComparison.Ordinal) == "13900001234"));

    [Fact]
    public Task Uyghur_in_other_letters_is_recognised() => AllAsync("other-letters", (_, text) =>
        Task.FromResult(LanguageDetector.DetectInText(text) is Language.Ug));

    [Fact]
    public Task Other_languages_in_those_letters_are_not_taken_for_Uyghur() => AllAsync("no-uyghur", (_, text) =>
        Task.FromResult(LanguageDetector.DetectInText(text) is not Language.Ug));

    [Fact]
    public async Task A_phone_that_comes_after_the_ticket_was_closed_is_kept()
    {
        var chat = new ChatSession();
        await AskPhoneAsync(chat);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.Closed, Unanswered = false });
        await chat.SendTextAsync("13900001234");
        Assert.Equal("13900001234", chat.Desk.Submitted[^1].Text);
    }

    [Fact]
    public Task A_phone_of_somebody_else_is_not_taken_for_the_residents() => AllAsync("no-phones", async (chat, text) =>
    {
        await AskPhoneAsync(chat);
        await chat.SendTextAsync(text);
        return !chat.Desk.Amended.Exists(amended => amended.Amendment.Phone is not null) && chat.Desk.Submitted[^1].Text == text;
    });

    [Fact]
    public Task A_number_that_is_wrong_or_incomplete_is_said_so_and_opens_nothing() => AllAsync("mistyped", async (chat, text) =>
    {
        var reply = await chat.SendTextAsync(text);
        return chat.Desk.Submitted.Count == 0 && (HasText(reply, "number.wrong") || HasText(reply, "track.codeAlone"));
    });

    [Theory]
    [InlineData("100-0178 的货还没到，麻烦查一下仓库", "number.wrong")]
    [InlineData("编号100-0187的货还没到，仓库说没有", "number.foreign")]
    [InlineData("نومۇر 100-0178 نىڭ پۇلى كەلمىدى، دۇكان بەرمىدى", "number.wrong")]
    public async Task With_words_of_its_own_it_is_a_matter_and_said_so(string text, string notice)
    {
        var chat = new ChatSession();
        Assert.True(HasText(await chat.SendTextAsync(text), notice));
        Assert.Equal(text, Assert.Single(chat.Desk.Submitted).Text);
    }

    /// <summary>Sends each line of a list in a chat of its own, and fails with all lines that were not understood.</summary>
    private static async Task AllAsync(string list, Func<ChatSession, string, Task<bool>> isUnderstood)
    {
        var failed = new List<string>();
        foreach (var text in await File.ReadAllLinesAsync(FileOf(list), TestContext.Current.CancellationToken))
        {
            var chat = new ChatSession();
            if (!await isUnderstood(chat, text)) failed.Add($"{text} -> {chat.Desk.SentMessages.LastOrDefault()?.Text}");
        }

        Assert.True(failed.Count == 0, string.Join('\n', failed));
    }

    private static async Task ResolveAsync(ChatSession chat)
    {
        await chat.SendTextAsync(First);
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false });
        var to = chat.Last.To;
        chat.Desk.SentMessages.Add(new()
        {
            To = to, Text = "办好了。您的事情解决了吗？", Language = Language.ZhHans,
            Buttons = AnswerButtons.ForResolved(Language.ZhHans, Ticket),
        });
    }

    private static async Task AskPhoneAsync(ChatSession chat)
    {
        await chat.SendTextAsync(First);
        await chat.SendTextAsync("建议");
        Assert.True(HasButton(chat.Last, "noPhone:"));
    }

    private static bool IsStill(ChatSession chat, TicketStatus status) =>
        chat.Desk.ListTickets(chat.Last.To).Single().Status == status;

    private static bool HasButton(OutgoingMessage message, string code) =>
        message.Buttons.SelectMany(row => row).Any(button => button.Code.StartsWith(code, StringComparison.Ordinal));

    /// <summary>True if the message begins with that text in any language.</summary>
    private static bool HasText(OutgoingMessage message, string key) => LanguageTag.All.Any(language =>
        message.Text.StartsWith(FirstWords(ChatSession.Texts.Format(language, key,
            ("number", Number), ("due", ""), ("zone", ""))), StringComparison.Ordinal));

    private static string FirstWords(string text) => text.Length <= 8 ? text : text[..8];

    private static string FileOf(string list, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Said", list + ".txt");
}
