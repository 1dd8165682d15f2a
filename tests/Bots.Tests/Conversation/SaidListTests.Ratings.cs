using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Tests.Fakes;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Conversation;

/// <summary>Words at the questions after a ticket was resolved: the rating, and the comment on it.</summary>
public partial class SaidListTests
{
    [Fact]
    public Task Words_about_the_answer_are_the_comment_on_the_rating() => AllAsync("comments", async (chat, text) =>
    {
        await RateAsync(chat, "5");
        await chat.SendTextAsync(text);
        return chat.Desk.Ratings[Ticket].Comment == text && chat.Desk.Submitted.Count == 1;
    });

    [Fact]
    public void A_very_long_text_is_not_looked_through_for_a_comment() =>
        Assert.False(CommentDetector.IsComment(string.Concat(Enumerable.Repeat("服务真好，", 1_000))));

    [Fact]
    public Task A_rating_may_come_with_its_comment() => AllAsync("rated-with-comment", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text[2..]);
        return chat.Desk.Ratings.GetValueOrDefault(Ticket) == (text[0] - '0', text[2..]) && IsStill(chat, TicketStatus.Resolved)
            && chat.Desk.Submitted.Count == 1 && HasButton(chat.Last, "notSolved:") == (text[0] <= '2');
    });

    [Fact]
    public Task Solved_may_come_with_a_comment_which_is_kept() => AllAsync("solved-with-comment", async (chat, text) =>
    {
        await ResolveAsync(chat);
        return HasButton(await chat.SendTextAsync(text), "rate:") && IsStill(chat, TicketStatus.Resolved)
            && chat.Desk.Submitted[^1] is { IsCourtesy: true } kept && kept.Text == text;
    });

    [Fact]
    public Task What_follows_solved_is_a_matter_of_its_own_and_reopens_nothing() => AllAsync("more-after-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text);
        return chat.Desk.ListTickets(chat.Last.To) is [_, { Status: TicketStatus.Resolved }] && chat.Desk.Submitted[^1].Text == text
            && chat.Desk.SentMessages.Exists(message => HasButton(message, "rate:"));
    });

    [Fact]
    public Task What_denies_solved_or_is_about_the_same_goes_on_with_the_ticket() => AllAsync("same-after-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.InProgress) && chat.Desk.Submitted[^1].Text == text;
    });

    [Fact]
    public Task Whoever_needs_it_no_longer_reopens_nothing() => AllAsync("over-at-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.Resolved) && chat.Desk.ReopenedWith.Count == 0;
    });

    [Fact]
    public Task What_is_still_owed_after_solved_goes_on_with_the_ticket() => AllAsync("owed-after-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.InProgress)
            && (chat.Desk.Submitted[^1].Text == text || chat.Desk.ReopenedWith is [var words] && words == text);
    });

    [Fact]
    public Task What_is_still_owed_after_a_good_rating_goes_on_with_the_ticket() => AllAsync("owed-after-rating", async (chat, text) =>
    {
        await RateAsync(chat, "5");
        await chat.SendTextAsync(text);
        return IsStill(chat, TicketStatus.InProgress) && chat.Desk.Ratings[Ticket] is { Score: 5, Comment: null }
            && (chat.Desk.Submitted[^1].Text == text || chat.Desk.ReopenedWith is [var words] && words == text);
    });

    [Fact]
    public Task A_rating_is_kept_and_what_follows_it_is_a_matter_of_its_own() => AllAsync("more-after-rating", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text[2..]);
        return chat.Desk.Ratings[Ticket].Score == text[0] - '0' && chat.Desk.Submitted[^1].Text == text[2..]
            && chat.Desk.ListTickets(chat.Last.To) is [_, { Status: TicketStatus.Resolved }];
    });

    [Fact]
    public async Task What_follows_a_low_rating_goes_on_with_the_ticket()
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync("不满意，另外运费谁出");
        Assert.Equal(2, chat.Desk.Ratings[Ticket].Score);
        Assert.True(IsStill(chat, TicketStatus.InProgress));
    }

    [Fact]
    public Task A_matter_after_a_rating_opens_one_of_its_own() => AllAsync("matters-after-rating", async (chat, text) =>
    {
        await RateAsync(chat, "4");
        await chat.SendTextAsync(text);
        return chat.Desk.Ratings[Ticket].Comment is null
            && chat.Desk.Submitted[^1] is { OpensNewTicket: true } opened && opened.Text == text
            && chat.Desk.ListTickets(chat.Last.To).Count == 2;
    });

    [Fact]
    public Task A_matter_after_a_low_rating_goes_on_with_the_same_ticket() => AllAsync("matters-after-rating", async (chat, text) =>
    {
        await RateAsync(chat, "2分");
        await chat.SendTextAsync(text);
        return chat.Desk.Ratings[Ticket].Comment is null && chat.Desk.Submitted[^1].Text == text && IsStill(chat, TicketStatus.InProgress);
    });

    [Fact]
    public Task A_matter_after_the_comment_opens_one_of_its_own_too() => AllAsync("matters-after-rating", async (chat, text) =>
    {
        await RateAsync(chat, "5");
        await chat.SendTextAsync("服务真好");
        await chat.SendTextAsync(text);
        return chat.Desk.Ratings[Ticket].Comment is "服务真好" && chat.Desk.Submitted[^1] is { OpensNewTicket: true } opened
            && opened.Text == text;
    });

    [Fact]
    public Task A_kind_told_after_a_rating_opens_a_matter_of_that_kind() => AllAsync("kinds-alone", async (chat, text) =>
    {
        await RateAsync(chat, "5");
        await chat.SendTextAsync(KindAndText(text).Text);
        // Praise is about the answer.
        return chat.Desk.Ratings[Ticket].Comment == "表扬"
            || (chat.Desk.ListTickets(chat.Last.To) is [var newest, _] && newest.Kind == KindAndText(text).Kind);
    });

    [Fact]
    public Task Nothing_to_add_ends_the_question_for_a_comment() => AllAsync("no-comments", async (chat, text) =>
    {
        await RateAsync(chat, "5");
        await chat.SendTextAsync(text);
        return chat.Desk.Ratings[Ticket].Comment is null && IsStill(chat, TicketStatus.Resolved) && HasText(chat.Last, "thanks");
    });

    [Fact]
    public Task Whoever_does_not_want_to_rate_is_let_go_kindly() => AllAsync("no-ratings", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        var isLetGo = HasText(chat.Last, "rate.skipped") && IsStill(chat, TicketStatus.Resolved) && chat.Desk.Submitted.Count == 1;
        await chat.SendTextAsync("谢谢");
        return isLetGo && chat.Desk.Ratings.Count == 0 && !HasButton(chat.Last, "rate:");
    });

    [Fact]
    public Task Whoever_asks_how_to_rate_is_asked_again() => AllAsync("how-to-rate", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        return HasButton(await chat.SendTextAsync(text), "rate:5") && IsStill(chat, TicketStatus.Resolved);
    });

    [Fact]
    public Task A_matter_instead_of_a_rating_opens_one_of_its_own() => AllAsync("matters-while-rating", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        return chat.Desk.ListTickets(chat.Last.To) is [var newest, { Status: TicketStatus.Resolved }] && newest.Subject == text;
    });

    [Fact]
    public Task Praise_and_blame_without_a_score_are_kept_and_reopen_nothing() => AllAsync("comments-while-rating", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        var reply = await chat.SendTextAsync(text);
        return HasText(reply, "comment.kept") && HasButton(reply, "rate:5") && IsStill(chat, TicketStatus.Resolved)
            && chat.Desk.Submitted[^1] is { IsCourtesy: true } kept && kept.Text == text;
    });

    [Theory]
    [InlineData(null)]
    [InlineData("5")]
    [InlineData("2")]
    public Task Praise_with_something_that_did_not_come_is_no_mere_comment(string? score) => AllAsync("comments-with-matter",
        async (chat, text) =>
        {
            await ResolveAsync(chat);
            await chat.SendTextAsync("解决了");
            if (score is not null) await chat.SendTextAsync(score);
            await chat.SendTextAsync(text);
            return chat.Desk.ListTickets(chat.Last.To).Any(ticket => ticket.Status is not TicketStatus.Resolved)
                && !chat.Desk.Submitted[^1].IsCourtesy;
        });

    [Theory]
    [InlineData("非常满意", 5)]
    [InlineData("满意", 4)]
    [InlineData("五星好评", 5)]
    [InlineData("very satisfied", 5)]
    [InlineData("bek razimen", 5)]
    public async Task A_good_rating_after_thanks_is_one_and_reopens_nothing(string text, int score)
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        await chat.SendTextAsync("谢谢");
        await chat.SendTextAsync(text);
        Assert.Equal(score, chat.Desk.Ratings.GetValueOrDefault(Ticket).Score);
        Assert.True(IsStill(chat, TicketStatus.Resolved));
    }

    [Theory]
    [InlineData("一般", 3)]
    [InlineData("不满意", 2)]
    [InlineData("很差", 1)]
    [InlineData("ئادەتتىكىچە", 3)]
    [InlineData("نارازى", 2)]
    [InlineData("not satisfied", 2)]
    public async Task A_poor_rating_after_thanks_is_one_and_offers_to_reopen(string text, int score)
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        await chat.SendTextAsync("谢谢");
        await chat.SendTextAsync(text);
        Assert.Equal(score, chat.Desk.Ratings.GetValueOrDefault(Ticket).Score);
        Assert.True(IsStill(chat, TicketStatus.Resolved) && HasButton(chat.Last, "notSolved:"));
    }

    [Theory]
    [InlineData("5", "不满意", 2)]
    [InlineData("5", "改成一般", 3)]
    [InlineData("4", "点错了，是非常满意", 5)]
    [InlineData("2", "满意", 4)]
    [InlineData("5", "نارازى", 2)]
    [InlineData("5", "I meant satisfied", 4)]
    public async Task Another_rating_takes_the_place_of_the_first(string first, string text, int score)
    {
        var chat = new ChatSession();
        await RateAsync(chat, first);
        await chat.SendTextAsync(text);
        Assert.Equal((score, null), chat.Desk.Ratings[Ticket]);
    }

    [Theory]
    [InlineData("好")]
    [InlineData("不错")]
    [InlineData("有点慢")]
    [InlineData("还行")]
    public async Task A_word_that_may_be_a_comment_changes_no_rating(string text)
    {
        var chat = new ChatSession();
        await RateAsync(chat, "5");
        await chat.SendTextAsync(text);
        Assert.Equal(5, chat.Desk.Ratings[Ticket].Score);
        Assert.Single(chat.Desk.ListTickets(chat.Last.To));
    }

    [Theory]
    [InlineData("对了，还有个事")]
    [InlineData("يەنە بىر ئىشىم بار")]
    [InlineData("one more thing")]
    public async Task One_more_thing_after_a_resolved_ticket_does_not_reopen_it(string text)
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync("5");
        await chat.SendTextAsync("没有了");
        await chat.SendTextAsync("谢谢");
        await chat.SendTextAsync(text);
        Assert.True(chat.Desk.ListTickets(chat.Last.To) is [_, { Status: TicketStatus.Resolved }]);
    }

    [Fact]
    public async Task What_did_not_come_after_a_good_rating_is_another_matter_unless_the_ticket_is_about_it()
    {
        var (chat, same) = (new ChatSession(), new ChatSession());
        await RateAsync(chat, "5");
        await chat.SendTextAsync("快递还没到");
        Assert.Equal(2, chat.Desk.ListTickets(chat.Last.To).Count);
        await RateAsync(same, "5");
        await same.SendTextAsync("苹果的钱还没到");
        Assert.True(IsStill(same, TicketStatus.InProgress));
    }

    [Fact]
    public async Task Goods_that_do_not_sell_are_another_matter_than_others_that_do_not()
    {
        var chat = new ChatSession("ug");
        await chat.SendTextAsync("ئانارلىرىم سېتىلمايۋاتىدۇ");
        chat.Desk.ChangeTicket(Number, ticket => ticket with { Status = TicketStatus.Resolved, Unanswered = false, Rated = true });
        await chat.SendTextAsync("يەنە بىر ئىشىم بار");
        await chat.SendTextAsync("قوغۇنلىرىم سېتىلمىدى");
        Assert.Equal(TicketStatus.Resolved, chat.Desk.ListTickets(chat.Last.To)[^1].Status);
    }

    [Fact]
    public async Task Words_about_the_solved_matter_instead_of_a_rating_go_on_with_it()
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync("苹果又烂了一筐");
        Assert.True(IsStill(chat, TicketStatus.InProgress));
    }

    [Fact]
    public Task Whoever_says_how_satisfied_they_are_says_that_it_is_solved() => AllAsync("satisfied-at-solved", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync(text[2..]);
        return chat.Desk.Ratings.GetValueOrDefault(Ticket).Score == text[0] - '0' && IsStill(chat, TicketStatus.Resolved);
    });

    [Theory]
    [InlineData("没有")]
    [InlineData("满意")]
    [InlineData("小王态度很好")]
    [InlineData("ياق")]
    public async Task Praise_and_nothing_to_add_said_again_reopen_nothing(string text)
    {
        var chat = new ChatSession();
        await RateAsync(chat, "5");
        await chat.SendTextAsync("服务真好");
        await chat.SendTextAsync(text);
        await chat.SendTextAsync(text);
        Assert.True(IsStill(chat, TicketStatus.Resolved) && HasText(chat.Last, "thanks"));
    }

    [Fact]
    public async Task A_number_that_answers_nothing_repeats_what_is_asked()
    {
        var chat = new ChatSession();
        await ResolveAsync(chat);
        Assert.True(HasButton(await chat.SendTextAsync("5"), "solved:"));
        await chat.SendTextAsync("满意");
        Assert.Equal(4, chat.Desk.Ratings[Ticket].Score);
        Assert.True(IsStill(chat, TicketStatus.Resolved));
    }

    [Fact]
    public Task A_courtesy_is_no_score_and_the_question_stays_open() => AllAsync("no-scores", async (chat, text) =>
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(text);
        var isAskedAgain = chat.Desk.Ratings.Count == 0 && HasButton(chat.Last, "rate:") && IsStill(chat, TicketStatus.Resolved);
        await chat.SendTextAsync("谢谢");
        await chat.SendTextAsync("5");
        return isAskedAgain && chat.Desk.Ratings[Ticket].Score == 5;
    });

    [Fact]
    public Task A_kind_told_alone_opens_a_ticket_of_that_kind() => AllAsync("kinds-alone", async (chat, text) =>
    {
        await chat.SendTextAsync(KindAndText(text).Text);
        return chat.Desk.ListTickets(chat.Last.To) is [var only] && only.Kind == KindAndText(text).Kind && !HasButton(chat.Last, "kind:");
    });

    [Fact]
    public async Task A_photo_after_a_good_rating_is_a_matter_of_its_own_and_ends_the_question()
    {
        var chat = new ChatSession();
        await RateAsync(chat, "5");
        var dialog = new Dialog(ChatSession.Texts, VoiceClips.None);
        var origin = new InputOrigin { From = chat.Last.To, ExternalId = "p1", SentAt = InMemoryDesk.Due.AddDays(-2) };
        var photo = new ChatInput.MediaInput(origin, MediaKind.Photo, Caption: "这个也坏了");
        var step = dialog.Next(chat.Desk.LoadState(chat.Last.To), photo, InMemoryDesk.Due.AddDays(-2));
        var list = Assert.IsType<BotStep.ListTickets>(step);
        var submit = Assert.IsType<BotStep.Submit>(list.Then(chat.Desk.ListTickets(chat.Last.To)));
        Assert.True(Assert.Single(submit.Messages).OpensNewTicket);
    }

    private static async Task RateAsync(ChatSession chat, string score)
    {
        await ResolveAsync(chat);
        await chat.SendTextAsync("解决了");
        await chat.SendTextAsync(score);
    }

    private static (TicketKind Kind, string Text) KindAndText(string line)
    {
        var parts = line.Split(' ', 2);
        return (Enum.Parse<TicketKind>(parts[0]), parts[1]);
    }
}
