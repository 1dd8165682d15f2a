using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>After a matter was resolved: solved or not, how good it was, a word to it. Nothing of it is forced.</summary>
public sealed partial class Dialog
{
    /// <summary>As much as the desk takes as a comment; what is longer is a matter.</summary>
    private const int LongestComment = 2_000;

    private Turn AskRating(Place here, TicketNumber number) =>
        Say(new(here, new Say(Speech(here), words.Text(Speech(here), "rate.ask", ("number", number)), words.FacesOf(Speech(here), number.ToString()))));

    private Turn Reopen(Place here, TicketNumber number) => new Turn.Reopen(number, words.Text(Speech(here), "reopen.said"), receipt => receipt is { DueAt: { } due }
        ? Say(new(here with { About = number.ToString(), Asked = null }, Saying(here, words.Text(Speech(here), "reopen.done", ("number", number),
            ("due", words.Moment(Speech(here), due)), ("zone", words.Zone(Speech(here)))), Codes.Matters, Codes.Person)))
        : receipt is not null ? Say(new(here with { About = number.ToString(), Asked = null }, Saying(here, words.Text(Speech(here), "add.ask", ("number", number)), Codes.Matters)))
        : Say(new(here, Saying(here, words.Text(Speech(here), "reopen.late", ("number", number)), Codes.New, Codes.Matters))));

    private Turn TakeRating(Place here, TicketNumber number, int score, DateTimeOffset now) => new Turn.Rate(number, score, done =>
    {
        var language = Speech(here);
        if (!done) return Say(new(here, Saying(here, words.Text(language, "rate.late", ("number", number)), Codes.Matters, Codes.New)));
        var text = words.Text(language, score <= 2 ? "rate.sorry" : "rate.thanks", ("rating", words.RatingOf(language, score)));
        var ways = score <= 2 ? words.Ways(language, Codes.NotSolved(number.ToString()), Codes.Main) : words.Ways(language, Codes.Main);
        return Say(Asking(here, Step.Comment, number.ToString(), text + "\n\n" + words.Text(language, "comment.ask"), ways, now));
    });

    /// <summary>What is written after a rating is its comment; whoever meant more says so with one tap, and the words are kept for that.</summary>
    private Turn TakeComment(Place here, Heard heard, Asked asked, string text, DateTimeOffset now)
    {
        var otherwise = here with { Asked = null };
        if (TicketNumber.TryRead(asked.Number, out var number) is not TicketNumberFault.None) return Take(otherwise, heard, text, now);
        return new Turn.Comment(number, text, done => done
            ? Say(new(otherwise with { Comment = text }, Saying(here, words.Text(Speech(here), "comment.done", ("number", number)), Codes.Matters, Codes.Own)))
            : Take(otherwise, heard, text, now));
    }
}
