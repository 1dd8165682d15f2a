using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The details, the chat and the rating that a resident adds to a ticket after it was opened.</summary>
public class DetailsAndRatingTests
{
    [Fact]
    public void Details_are_confirmed_once()
    {
        var story = A.Ticket().At(Monday.At(11));
        Assert.Null(story.Try((t, m) => t.ConfirmDetails(Author.Resident, m)));
        story.At(Monday.At(12)).Try((t, m) => t.ConfirmDetails(Author.Resident, m));
        Assert.Equal(Monday.At(11), story.Ticket.ConfirmedAt);
        Assert.Single(story.Events.OfType<DetailsConfirmed>());
    }

    [Fact]
    public void The_same_details_again_record_no_event()
    {
        var story = A.Ticket();
        story.Try((t, m) => t.Amend(Author.Resident, "rights", m) ?? t.Amend(Author.Resident, Anonymity.Hidden, m));
        var events = story.Events.Count;
        story.Try((t, m) => t.Amend(Author.Resident, "rights", m) ?? t.Amend(Author.Resident, Anonymity.Hidden, m));
        Assert.Equal(("rights", Anonymity.Hidden, events), (story.Ticket.ServiceItem, story.Ticket.Anonymity, story.Events.Count));
    }

    [Theory, InlineData(1, true), InlineData(2, true), InlineData(3, false), InlineData(5, false)]
    public void The_two_lowest_ratings_call_for_a_supervisor(int score, bool needed) =>
        Assert.Equal(needed, A.Ticket().Answered().Delivered().Resolved().Rated(score).Ticket.NeedsSupervisor);

    [Fact]
    public void A_poor_rating_is_settled_by_a_note_of_a_supervisor_or_by_resolving_again()
    {
        var story = A.Ticket().Answered().Delivered().Resolved().Rated(1).Noted();
        Assert.True(story.Ticket.NeedsSupervisor);
        story.Try((t, m) => t.AddNote(Author.Staff("supervisor"), story.Body("I called"), m, bySupervisor: true));
        Assert.False(story.Ticket.NeedsSupervisor);
        Assert.True(story.Events.OfType<NoteWritten>().Last().Supervised);

        story = A.Ticket().Answered().Delivered().Resolved().Rated(2).At(Tuesday).Reopened().Answered().Delivered();
        Assert.True(story.Ticket.NeedsSupervisor);
        Assert.False(story.Resolved().Ticket.NeedsSupervisor);
    }

    [Fact]
    public void A_rating_takes_one_comment()
    {
        var story = A.Ticket().Answered().Delivered().Resolved();
        Assert.Equal(RefusalReason.NotRated, story.Try((t, m) => t.CommentOnRating(Author.Resident, story.Body("Slow"), m))?.Reason);
        Assert.Null(story.Try((t, m) => t.Rate(Author.Resident, 2, null, m)));
        Assert.Null(story.Try((t, m) => t.CommentOnRating(Author.Resident, story.Body("Slow"), m)));
        Assert.Equal(RefusalReason.AlreadyRated,
            story.Try((t, m) => t.CommentOnRating(Author.Resident, story.Body("Very slow"), m))?.Reason);
        Assert.Equal("Slow", story.Ticket.Ratings.Single().Comment);
        Assert.Equal(story.Ticket.Ratings.Single().ComputeHash(), story.Events.OfType<RatingCommented>().Single().Words);
    }

    [Fact]
    public void A_blocked_chat_is_unreachable_until_the_resident_opens_it()
    {
        var story = A.Ticket().Opened();
        story.Ticket.SetReachable(false, story.Context);
        story.Ticket.SetReachable(false, story.Context);
        Assert.True(story.Ticket.Unreachable);
        story.Ticket.SetReachable(true, story.Context);
        Assert.False(story.Ticket.Unreachable);
        Assert.Equal([false, true], story.Events.OfType<ChatReachChanged>().Select(e => e.Reachable));
    }

    [Fact]
    public void Answers_go_to_the_chat_that_joined()
    {
        var story = A.Ticket().From(ContactChannel.Counter).Opened();
        var chat = new PersonAddress
        {
            Id = 50, PersonId = 9, Kind = new(ContactChannel.WeChat), Bot = "wx", Value = "o1",
            AsWritten = "o1"
        };
        story.Ticket.JoinChat(chat, Language.Ug, story.Context);
        story.Ticket.JoinChat(chat, Language.Ug, story.Context);
        Assert.Equal((Reach.Chat, chat, Language.Ug), (story.Ticket.Reach, story.Ticket.ChatAddress, story.Ticket.Language));
        Assert.Single(story.Events.OfType<ChatJoined>());
        Assert.Equal(Reach.Chat, story.Answered().LastMessage.Reach);
    }
}
