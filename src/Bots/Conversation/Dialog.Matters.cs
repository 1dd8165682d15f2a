using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Tickets that already exist: listed, shown, added to, withdrawn, picked up by code.</summary>
public sealed partial class Dialog
{
    private const int LongestLabel = 24;

    private Turn? PressKnown(
        Place here, string word, string value, TicketNumber number, DateTimeOffset now) =>
        (word, value) switch
        {
            ("matter", _) => new Turn.ListMatters(tickets => Show(here, tickets, number, now)),
            ("add", _) => AskForMore(here, number),
            ("withdraw", "sure") => TakeBack(here, number),
            ("withdraw", _) => AskToWithdraw(here, number),
            ("solved", _) => AskRating(here, number),
            ("notSolved", _) => Reopen(here, number),
            ("rate", _) when value is [>= '1' and <= '5'] => TakeRating(here, number, value[0] - '0', now),
            _ => null,
        };

    private Turn AskForMore(Place here, TicketNumber number)
    {
        var next = here with { About = number.ToString(), NewMatter = false, Wish = null, Asked = null };
        return Say(new(next, Saying(here, words.Text(Speech(here), "add.ask", ("number", number)))));
    }

    private Turn AskToWithdraw(Place here, TicketNumber number)
    {
        var text = words.Text(Speech(here), "withdraw.ask", ("number", number));
        var (keep, withdraw) = (Codes.Matter(number.ToString()), Codes.ReallyWithdraw(number.ToString()));
        return Say(new(here, Saying(here, text, keep, withdraw)));
    }

    private Turn List(Place here, IReadOnlyList<TrackedTicket> matters, DateTimeOffset now)
    {
        var language = Speech(here);
        if (matters.Count == 0)
            return Say(new(here, Saying(here, words.Text(language, "matters.none"), Codes.New, Codes.Main)));
        var lines = matters.Select(ticket => Line(language, ticket, now));
        var text = string.Join("\n\n", [words.Text(language, "matters"), .. lines]);
        List<ChatButton> buttons = [.. matters.Select(ticket => Open(language, ticket)), Words.Button(language, Codes.New)];
        return Say(new(here, new Say(language, text, words.Rows(language, buttons, alone: true))));
    }

    private Turn Show(Place here, IReadOnlyList<TrackedTicket> matters, TicketNumber number, DateTimeOffset now) =>
        matters.FirstOrDefault(ticket => ticket.Number == number) is { } found
            ? Say(new(here, Card(here, found, now)))
            : Unknown(here);

    /// <summary>The read-only view for a person who sent a number and its tracking code: it offers no action on the ticket.</summary>
    private Say Glance(Place here, TrackedTicket matter, DateTimeOffset now) =>
        Saying(here, Line(Speech(here), matter, now) + LastAnswer(here, matter),
            Codes.New, Codes.Main);

    private string LastAnswer(Place here, TrackedTicket matter) =>
        matter.Answers is [.., var last] ? "\n\n" + words.Text(Speech(here), "matter.answer", ("text", last.Text)) : "";

    private Say Card(Place here, TrackedTicket matter, DateTimeOffset now)
    {
        var (language, number) = (Speech(here), matter.Number.ToString());
        var text = Line(language, matter, now) + LastAnswer(here, matter);
        if (matter.Status is TicketStatus.Resolved && !matter.Rated) text += "\n\n" + words.Text(language, "solved.ask");
        return new(language, text, matter.Status switch
        {
            TicketStatus.Closed => words.Ways(language, Codes.New, Codes.Matters),
            TicketStatus.Resolved when matter.Rated => words.Ways(language, Codes.NotSolved(number), Codes.Matters),
            TicketStatus.Resolved =>
                words.Ways(language, Codes.Solved(number), Codes.NotSolved(number), Codes.Matters),
            _ => words.Ways(language, Codes.Add(number), Codes.Withdraw(number), Codes.Matters),
        });
    }

    private string Line(Language language, TrackedTicket matter, DateTimeOffset now)
    {
        var status = words.Text(language, "status." + Code.Of(matter.Status));
        var line = words.Text(language, "matters.line",
            ("number", matter.Number), ("kind", Names.Of(language, matter.Kind)), ("status", status));
        if (matter.Subject.Length > 0) line += $"\n\u2068{matter.Subject}\u2069";
        if (!matter.Unanswered) return line;
        var key = matter.Cycle is CycleState.Missed ? "matters.late" : "matters.due";
        return line + "\n" + words.Text(language, key,
            ("due", words.Moment(language, matter.DueAt)), ("zone", words.Zone(language)),
            ("left", words.Left(language, matter.DueAt - now)));
    }

    private ChatButton Open(Language language, TrackedTicket matter)
    {
        var subject = matter.Subject.Length <= LongestLabel
            ? matter.Subject
            : string.Concat(LongText.Split(matter.Subject, LongestLabel)[0], "…");
        var label = words.Text(language, "button.matterLine", ("number", matter.Number), ("subject", subject));
        return new(Codes.Matter(matter.Number.ToString()), label.TrimEnd(' ', '·'));
    }

    private Turn TakeBack(Place here, TicketNumber number) =>
        new Turn.Withdraw(number, words.Text(Speech(here), "withdraw.said"), done =>
        {
            var text = words.Text(Speech(here), done ? "withdraw.done" : "withdraw.late", ("number", number));
            return Say(new(Done(here, number), Saying(here, text, Codes.New, Codes.Matters)));
        });

    private Turn PickUp(Place here, string code, Func<Turn> otherwise) =>
        new Turn.PickUp(code, Speech(here), ticket => ticket is null ? otherwise() : PickedUp(here, ticket));

    private Turn PickedUp(Place here, TrackedTicket matter)
    {
        var done = words.Text(Speech(here), "pickUp.done", ("number", matter.Number));
        var (next, text) = WithPrivacy(here with { Greeted = true }, done);
        var add = Codes.Add(matter.Number.ToString());
        return Say(new(next, Saying(next, text + LastAnswer(next, matter), add, Codes.Matters)));
    }
}
