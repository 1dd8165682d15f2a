using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Matters that are known already: looked at, added to, taken back, picked up.</summary>
public sealed partial class Dialog
{
    private const int LongestLabel = 24;

    private Turn? PressKnown(Place here, Heard heard, string word, string value, TicketNumber number, DateTimeOffset now) => (word, value) switch
    {
        ("matter", _) => new Turn.ListMatters(matters => Show(here, matters, number, now)),
        ("add", _) => Say(new(here with { About = number.ToString(), NewMatter = false, Wish = null, Asked = null },
            Saying(here, words.Text(Speech(here), "add.ask", ("number", number))))),
        ("withdraw", "sure") => TakeBack(here, number),
        ("withdraw", _) => Say(new(here, Saying(here, words.Text(Speech(here), "withdraw.ask", ("number", number)),
            Codes.Matter(number.ToString()), Codes.ReallyWithdraw(number.ToString())))),
        ("solved", _) => AskRating(here, number),
        ("notSolved", _) => Reopen(here, number),
        ("rate", _) when value is [>= '1' and <= '5'] => TakeRating(here, number, value[0] - '0', now),
        _ => null,
    };

    private Turn List(Place here, IReadOnlyList<TrackedTicket> matters, DateTimeOffset now)
    {
        var language = Speech(here);
        if (matters.Count == 0) return Say(new(here, Saying(here, words.Text(language, "matters.none"), Codes.New, Codes.Main)));
        var text = string.Join("\n\n", [words.Text(language, "matters"), .. matters.Select(matter => Line(language, matter, now))]);
        return Say(new(here, new Say(language, text, words.Rows(language,
            [.. matters.Select(matter => Open(language, matter)), Words.Button(language, Codes.New)], alone: true))));
    }

    private Turn Show(Place here, IReadOnlyList<TrackedTicket> matters, TicketNumber number, DateTimeOffset now) =>
        matters.FirstOrDefault(matter => matter.Number == number) is { } matter ? Say(new(here, Card(here, matter, now))) : Unknown(here);

    /// <summary>Of who came back with number and code: to be seen, and no more than that.</summary>
    private Say Glance(Place here, TrackedTicket matter, DateTimeOffset now) =>
        Saying(here, Line(Speech(here), matter, now) + LastAnswer(here, matter), Codes.New, Codes.Main);

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
            TicketStatus.Resolved => words.Ways(language, Codes.Solved(number), Codes.NotSolved(number), Codes.Matters),
            _ => words.Ways(language, Codes.Add(number), Codes.Withdraw(number), Codes.Matters),
        });
    }

    private string Line(Language language, TrackedTicket matter, DateTimeOffset now)
    {
        var line = words.Text(language, "matters.line", ("number", matter.Number), ("kind", Names.Of(language, matter.Kind)),
            ("status", words.Text(language, "status." + Code.Of(matter.Status))));
        if (matter.Subject.Length > 0) line += $"\n\u2068{matter.Subject}\u2069";
        if (!matter.Unanswered) return line;
        return line + "\n" + words.Text(language, matter.Cycle is CycleState.Missed ? "matters.late" : "matters.due",
            ("due", words.Moment(language, matter.DueAt)), ("zone", words.Zone(language)), ("left", words.Left(language, matter.DueAt - now)));
    }

    private ChatButton Open(Language language, TrackedTicket matter)
    {
        var subject = matter.Subject.Length <= LongestLabel ? matter.Subject : string.Concat(LongText.Split(matter.Subject, LongestLabel)[0], "…");
        return new(Codes.Matter(matter.Number.ToString()), words.Text(language, "button.matterLine", ("number", matter.Number), ("subject", subject)).TrimEnd(' ', '·'));
    }

    private Turn TakeBack(Place here, TicketNumber number) => new Turn.Withdraw(number, words.Text(Speech(here), "withdraw.said"), done =>
        Say(new(Done(here, number), Saying(here, words.Text(Speech(here), done ? "withdraw.done" : "withdraw.late", ("number", number)), Codes.New, Codes.Matters))));

    private Turn PickUp(Place here, string code, Func<Turn> otherwise) => new Turn.PickUp(code, Speech(here), matter =>
    {
        if (matter is null) return otherwise();
        var (next, text) = WithPrivacy(here with { Greeted = true }, words.Text(Speech(here), "pickUp.done", ("number", matter.Number)));
        return Say(new(next, matter.Answers is [.., var last]
            ? Saying(next, text + "\n\n" + words.Text(Speech(next), "matter.answer", ("text", last.Text)), Codes.Add(matter.Number.ToString()), Codes.Matters)
            : Saying(next, text, Codes.Add(matter.Number.ToString()), Codes.Matters)));
    });
}
