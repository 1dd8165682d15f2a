using System.Text.Json;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;
using static EcomCenter.Desk.Tests.Tickets.Week;

namespace EcomCenter.Desk.Tests.Tickets;

/// <summary>The erasure of a closed ticket: texts and identity go, facts for statistics stay.</summary>
public class TicketErasureTests
{
    [Fact]
    public void Erasing_removes_texts_and_identity_and_keeps_the_facts()
    {
        var story = CreateClosed();
        var (cycles, events) = (JsonSerializer.Serialize(story.Ticket.Cycles), story.Events.Count);
        Assert.True(story.Ticket.Erase(2, story.Context));

        var ticket = story.Ticket;
        Assert.Equal(("", null, null, TicketStatus.Closed), (ticket.Subject, ticket.PersonId, ticket.ChatAddressId, ticket.Status));
        Assert.All(ticket.Messages, m => Assert.Equal(("", 0, null), (m.Text, m.Salt.Length, m.Office)));
        Assert.Equal((4, null), (ticket.Ratings.Single().Score, ticket.Ratings.Single().Comment));
        Assert.Equal(cycles, JsonSerializer.Serialize(ticket.Cycles));
        Assert.Equal((story.Now, 2), (ticket.ErasedAt, ticket.ErasedAfterYears));
        Assert.Equal(new TicketErased(story.Now, Author.System, 2), story.Events[events]);
    }

    [Fact]
    public void A_ticket_is_erased_once_and_only_when_it_is_closed()
    {
        var open = A.Ticket().Answered().Delivered().Resolved();
        Assert.False(open.Ticket.Erase(2, open.Context));
        var story = CreateClosed();
        Assert.True(story.Ticket.Erase(2, story.Context));
        var events = story.Events.Count;
        Assert.False(story.Ticket.Erase(2, story.Context));
        Assert.Equal(events, story.Events.Count);
    }

    [Fact]
    public void Nothing_can_be_added_to_an_erased_ticket()
    {
        var story = CreateClosed();
        story.Ticket.Erase(2, story.Context);
        var (before, author) = (TicketSnapshot.Serialize(story.Ticket), Author.Staff("aygul"));
        Assert.Equal(RefusalReason.Erased, story.Try((t, m) => t.AddNote(author, story.Body("Between us"), m))?.Reason);
        Assert.Equal(RefusalReason.Erased, story.Try((t, m) => t.LinkTo(author, A.AnotherTicket().Ticket, m))?.Reason);
        var courtesy = story.Body("👍") with { IsCourtesy = true };
        Assert.Equal(RefusalReason.Erased, story.Try((t, m) => t.AddResidentMessage(Author.Resident, courtesy, m))?.Reason);
        Assert.Equal(RefusalReason.Erased, story.Try((t, m) => t.CommentOnRating(Author.Resident, story.Body("Slow"), m))?.Reason);
        Assert.Empty(story.Ticket.ActionsAllowedAt(story.Now));
        Assert.Equal(before, TicketSnapshot.Serialize(story.Ticket));
    }

    [Fact]
    public void Retention_counts_from_the_last_closing()
    {
        var story = A.Ticket().Answered().Delivered().At(Tuesday).Resolved().At(Wednesday.At(10)).Closed();
        Assert.Equal(Wednesday.At(10), story.Ticket.ClosedAt);
        story.At(Thursday.At(10)).Reopened();
        Assert.Null(story.Ticket.ClosedAt);
        story.At(Thursday.At(12)).Cancelled();
        Assert.Equal(Thursday.At(12), story.At(Thursday.At(15)).Noted().Ticket.ClosedAt);
    }

    private static TicketScenario CreateClosed() =>
        A.Ticket().Answered(AnswerKind.OutOfRemit).Delivered().Resolved().Rated(4).Noted().Closed()
        .At(Monday.AddYears(3));
}
