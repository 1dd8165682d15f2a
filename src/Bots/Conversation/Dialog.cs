using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The talk, from top to bottom: whatever is said at whatever place, something sensible follows and nothing said is lost.
/// Pure: the same place and the same words give the same turn.
/// </summary>
public sealed class Dialog(Words words)
{
    public Turn Hear(Place place, Heard heard)
    {
        var here = place with { Language = Tongue.Of(place, heard), LanguageChosen = place.LanguageChosen || heard.Origin.Chosen is not null };
        return heard switch
        {
            Heard.Said said => Listen(here, said),
            Heard.Showed showed => Take(here, showed, Matter.Describe(words, here.Language.Value, showed), wordless: string.IsNullOrWhiteSpace(showed.Caption)),
            Heard.Pressed pressed => Press(here, pressed.Code),
            Heard.InGroup when place.Declined => new Turn.Silence("group"),
            Heard.InGroup => Tell(here with { Declined = true }, "group.declined"),
            Heard.Blocked => new Turn.Silence("blocked"),
            _ => new Turn.Silence("unblocked"),
        };
    }

    private Turn Listen(Place here, Heard.Said said)
    {
        var text = said.Text.Trim();
        if (text.Length == 0) return Greet(here);
        if (Codes.ReadCommand(text) is var (command, rest))
            return rest.Length == 0 ? Press(here, command) : Take(here with { NewMatter = true }, said, rest);
        return Take(here, said, said.Edited ? words.Text(Speech(here), "content.edited") + "\n" + text : text);
    }

    private Turn Press(Place here, string code)
    {
        if (Codes.ReadLanguage(code) is { } chosen) return Choose(here with { Language = chosen, LanguageChosen = true, Greeted = true });
        if (Codes.ReadKind(code) is var (number, kind)) return new Turn.Amend(number, kind, done => Amended(here, number, kind, done));
        return code switch
        {
            Codes.Start => Greet(here),
            Codes.New => Tell(here with { NewMatter = true, Greeted = true }, "new.ask"),
            Codes.Matters => new Turn.ListMatters(matters => List(here, matters)),
            Codes.Languages => Tell(here, "language.ask"),
            Codes.Help => Tell(here, "help", Codes.New, Codes.Matters),
            _ => Tell(here, "unknown", Codes.New, Codes.Matters),
        };
    }

    private Turn Greet(Place here) =>
        Tell(here with { Greeted = true }, here.LanguageChosen ? "greeting" : "greeting.first");

    private Turn Choose(Place here) =>
        here.KindAskedFor is { } number
            ? new Turn.Talk(new(here, AskKind(here, number, words.Text(Speech(here), "language.chosen"))))
            : Tell(here, "greeting", Codes.New, Codes.Matters);

    private Turn Take(Place here, Heard heard, string text, bool wordless = false) =>
        new Turn.Submit(Matter.Messages(here, heard, text, here.NewMatter), receipt => Received(here, receipt, wordless), Welcome(here));

    private Reply Received(Place here, IntakeReceipt receipt, bool wordless)
    {
        var number = receipt.Number.ToString();
        var next = here with { Greeted = true, NewMatter = false };
        if (receipt.Thanks) return new(next, Saying(next, words.Text(Speech(next), "thanks"), Codes.New, Codes.Matters));
        if (receipt.Opened) return new(next with { KindAskedFor = number }, AskKind(next, number, Receipt(Speech(next), receipt, wordless)));
        var joined = words.Text(Speech(next), "joined", ("number", number));
        return new(next, next.KindAskedFor == number
            ? AskKind(next, number, joined)
            : Saying(next, joined, Codes.Matters, Codes.New));
    }

    private string Receipt(Language language, IntakeReceipt receipt, bool wordless)
    {
        List<string> lines =
        [
            receipt.DueAt is { } due
                ? words.Text(language, "receipt", ("number", receipt.Number), ("due", words.Moment(language, due)), ("zone", words.Zone(language)))
                : words.Text(language, "receipt.noPromise", ("number", receipt.Number)),
        ];
        if (receipt.TrackingCode.Length > 0) lines.Add(words.Text(language, "receipt.code", ("code", receipt.TrackingCode)));
        if (wordless) lines.Add(words.Text(language, "receipt.wordless"));
        return string.Join('\n', lines);
    }

    /// <summary>Thanks with nothing to thank for deserve thanks and a way on; no matter is made of them.</summary>
    private Reply Welcome(Place here) => new(here with { Greeted = true },
        Saying(here, words.Text(Speech(here), "thanks") + "\n\n" + words.Text(Speech(here), "matters.none"), Codes.New));

    private Reply Amended(Place here, TicketNumber number, TicketKind kind, bool done)
    {
        var next = here.KindAskedFor == number.ToString() ? here with { KindAskedFor = null } : here;
        var word = done
            ? words.Text(Speech(next), "kind.noted", ("number", number), ("kind", Names.Of(Speech(next), kind)))
            : words.Text(Speech(next), "kind.late", ("number", number));
        return new(next, Saying(next, word, Codes.Matters, Codes.New));
    }

    private Reply List(Place here, IReadOnlyList<TrackedTicket> matters) =>
        matters.Count == 0
            ? new(here, Saying(here, words.Text(Speech(here), "matters.none"), Codes.New))
            : new(here, Saying(here, string.Join("\n\n", [words.Text(Speech(here), "matters"), .. matters.Select(matter => Line(Speech(here), matter))]), Codes.New));

    private string Line(Language language, TrackedTicket matter)
    {
        var line = words.Text(language, "matters.line", ("number", matter.Number), ("kind", Names.Of(language, matter.Kind)),
            ("status", words.Text(language, "status." + Code.Of(matter.Status))));
        if (!matter.Unanswered) return line;
        return line + "\n" + words.Text(language, matter.Cycle is CycleState.Missed ? "matters.late" : "matters.due",
            ("due", words.Moment(language, matter.DueAt)), ("zone", words.Zone(language)));
    }

    private Say AskKind(Place here, string number, string before) =>
        new(Speech(here), before + "\n\n" + words.Text(Speech(here), "kind.ask"), words.KindsOf(Speech(here), number));

    private Turn Tell(Place here, string key, params ReadOnlySpan<string> ways) =>
        new Turn.Talk(new(here, Saying(here, words.Text(Speech(here), key), ways)));

    private Say Saying(Place here, string text, params ReadOnlySpan<string> ways) => new(Speech(here), text, words.Ways(Speech(here), ways));

    private static Language Speech(Place here) => here.Language ?? Language.ZhHans;
}
