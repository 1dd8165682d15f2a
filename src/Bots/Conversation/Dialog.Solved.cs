using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Questions after a ticket was resolved: solved or not, a rating, a comment. All of them are optional.</summary>
public sealed partial class Dialog
{
    /// <summary>The most UTF-16 units that are taken as a comment. A longer text is submitted as a message.</summary>
    private const int LongestComment = 2_000;

    private Turn AskRating(Place here, TicketNumber number)
    {
        var (language, text) = (Speech(here), words.Text(Speech(here), "rate.ask", ("number", number)));
        return Say(new(here, new Say(language, text, words.FacesOf(language, number.ToString()))));
    }

    private Turn Reopen(Place here, TicketNumber number) =>
        new Turn.Reopen(number, words.Text(Speech(here), "reopen.said"), receipt => Reopened(here, number, receipt));

    private Turn Reopened(Place here, TicketNumber number, IntakeReceipt? receipt)
    {
        var language = Speech(here);
        if (receipt is null)
        {
            var tooLate = words.Text(language, "reopen.late", ("number", number));
            return Say(new(here, Saying(here, tooLate, Codes.New, Codes.Matters)));
        }

        var next = here with { About = number.ToString(), Asked = null };
        if (receipt.DueAt is not { } due)
            return Say(new(next, Saying(here, words.Text(language, "add.ask", ("number", number)), Codes.Matters)));
        var text = words.Text(language, "reopen.done",
            ("number", number), ("due", words.Moment(language, due)), ("zone", words.Zone(language)));
        return Say(new(next, Saying(here, text, Codes.Matters, Codes.Person)));
    }

    private Turn TakeRating(Place here, TicketNumber number, int score, DateTimeOffset now) =>
        new Turn.Rate(number, score, done => Rated(here, number, score, done, now));

    private Turn Rated(Place here, TicketNumber number, int score, bool isStored, DateTimeOffset now)
    {
        var language = Speech(here);
        if (!isStored)
        {
            var tooLate = words.Text(language, "rate.late", ("number", number));
            return Say(new(here, Saying(here, tooLate, Codes.Matters, Codes.New)));
        }

        var text = words.Text(language, score <= 2 ? "rate.sorry" : "rate.thanks", ("rating", words.RatingOf(language, score)));
        var buttons = score <= 2
            ? words.Ways(language, Codes.NotSolved(number.ToString()), Codes.Main)
            : words.Ways(language, Codes.Main);
        var question = text + "\n\n" + words.Text(language, "comment.ask");
        return Say(Asking(here, Step.Comment, number.ToString(), question, buttons, now));
    }

    /// <summary>
    /// Takes a text after a rating as its comment. The text is also kept in the conversation state, because the resident may turn
    /// it into a ticket of its own with one button.
    /// </summary>
    private Turn TakeComment(Place here, Heard heard, Asked asked, string text, DateTimeOffset now)
    {
        var next = here with { Asked = null };
        if (TicketNumber.TryRead(asked.Number, out var number) is not TicketNumberFault.None) return Take(next, heard, text, now);
        return new Turn.Comment(number, text, done =>
        {
            if (!done) return Take(next, heard, text, now);
            var thanks = words.Text(Speech(here), "comment.done", ("number", number));
            return Say(new(next with { Comment = text }, Saying(here, thanks, Codes.Matters, Codes.Own)));
        });
    }
}
