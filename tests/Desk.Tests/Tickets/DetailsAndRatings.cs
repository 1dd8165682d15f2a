using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>What a resident tells of a matter after it came, and what they think of its end.</summary>
public class DetailsAndRatings
{
    [Fact]
    public void Details_are_confirmed_once()
    {
        var story = A.Ticket().At(Monday.At(11));
        Assert.Null(story.Try((t, m) => t.Confirm(By.Resident, m)));
        story.At(Monday.At(12)).Try((t, m) => t.Confirm(By.Resident, m));
        Assert.Equal(Monday.At(11), story.Ticket.ConfirmedAt);
        Assert.Single(story.Events.OfType<DetailsConfirmed>());
    }

    [Fact]
    public void The_same_details_again_are_no_news()
    {
        var story = A.Ticket();
        story.Try((t, m) => t.Amend(By.Resident, "rights", m) ?? t.Amend(By.Resident, Anonymity.Hidden, m));
        var events = story.Events.Count;
        story.Try((t, m) => t.Amend(By.Resident, "rights", m) ?? t.Amend(By.Resident, Anonymity.Hidden, m));
        Assert.Equal(("rights", Anonymity.Hidden, events), (story.Ticket.ServiceItem, story.Ticket.Anonymity, story.Events.Count));
    }

    [Theory, InlineData(1, true), InlineData(2, true), InlineData(3, false), InlineData(5, false)]
    public void The_two_lowest_ratings_ask_for_a_supervisor(int score, bool asks) =>
        Assert.Equal(asks, A.Ticket().Answered().Delivered().Resolved().Rated(score).Ticket.Supervise);

    [Fact]
    public void It_is_looked_at_once_a_supervisor_has_written_to_it_or_it_was_resolved_again()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(1).Noted();
        Assert.True(story.Ticket.Supervise);
        story.Try((t, m) => t.Note(By.Staff("supervisor"), story.Words("I called"), m, bySupervisor: true));
        Assert.False(story.Ticket.Supervise);
        Assert.True(story.Events.OfType<NoteWritten>().Last().Supervised);

        story = A.Ticket().Answered().Delivered().Resolved().Rated(2).At(Tuesday).Reopened().Answered().Delivered();
        Assert.True(story.Ticket.Supervise);
        Assert.False(story.Resolved().Ticket.Supervise);
    }

    [Fact]
    public void A_rating_gets_one_word()
    {
        var story = A.Ticket().Answered().Delivered().Resolved();
        Assert.Equal(RefusalReason.NotRated, story.Try((t, m) => t.Comment(By.Resident, story.Words("Slow"), m))?.Reason);
        Assert.Null(story.Try((t, m) => t.Rate(By.Resident, 2, null, m)));
        Assert.Null(story.Try((t, m) => t.Comment(By.Resident, story.Words("Slow"), m)));
        Assert.Equal(RefusalReason.AlreadyRated, story.Try((t, m) => t.Comment(By.Resident, story.Words("Very slow"), m))?.Reason);
        Assert.Equal("Slow", story.Ticket.Ratings.Single().Comment);
        Assert.Equal(story.Ticket.Ratings.Single().Hash(), story.Events.OfType<RatingCommented>().Single().Words);
    }

    [Fact]
    public void A_chat_that_was_shut_is_unreachable_until_it_opens()
    {
        var story = A.Ticket().Opened();
        story.Ticket.ChatIsOpen(false, story.Moment);
        story.Ticket.ChatIsOpen(false, story.Moment);
        Assert.True(story.Ticket.Unreachable);
        story.Ticket.ChatIsOpen(true, story.Moment);
        Assert.False(story.Ticket.Unreachable);
        Assert.Equal([false, true], story.Events.OfType<ChatReachChanged>().Select(e => e.Reachable));
    }

    [Fact]
    public void Answers_go_to_the_chat_that_joined()
    {
        var story = A.Ticket().From(ContactChannel.Counter).Opened();
        var chat = new PersonAddress { Id = 50, PersonId = 9, Kind = AddressKind.WeChat, Bot = "wx", Value = "o1", AsWritten = "o1" };
        story.Ticket.JoinChat(chat, Language.Ug, story.Moment);
        story.Ticket.JoinChat(chat, Language.Ug, story.Moment);
        Assert.Equal((Reach.Chat, chat, Language.Ug), (story.Ticket.Reach, story.Ticket.ChatAddress, story.Ticket.Language));
        Assert.Single(story.Events.OfType<ChatJoined>());
        Assert.Equal(Reach.Chat, story.Answered().LastMessage.Reach);
    }
}
