using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The talk: whatever is said at whatever place, something sensible follows and nothing said is lost. Pure: the same place, words and time give the
/// same turn. Here is what is heard; what follows stands in the files beside: taking a matter in, its details, matters that are known, and what
/// comes after they were resolved.
/// </summary>
public sealed partial class Dialog(Words words, Clips recorded)
{
    /// <summary>A question of ours is forgotten after this: what is said later is a matter again, not its answer.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public Turn Hear(Place place, Heard heard, DateTimeOffset now)
    {
        var language = Tongue.Of(place, heard);
        var here = place with
        {
            Language = language, LanguageChosen = place.LanguageChosen || heard.Origin.Chosen is not null, Told = place.Told || heard.Origin.Told,
            Asked = place.Asked is { Step: Step.Comment or Step.Phone } asked && now - asked.At > Fresh ? null : place.Asked,
        };
        return heard switch
        {
            Heard.Said said => Listen(here, said, now),
            Heard.Showed showed => Look(here, showed, now),
            Heard.Pressed pressed => Press(here, pressed, pressed.Code, now),
            Heard.InGroup when place.Declined => new Turn.Silence("group"),
            Heard.InGroup => Tell(here with { Declined = true }, "group.declined"),
            Heard.Blocked => new Turn.Reach(false),
            _ => new Turn.Reach(true),
        };
    }

    private Turn Listen(Place here, Heard.Said said, DateTimeOffset now)
    {
        var text = said.Text.Trim();
        if (!CleanText.SaysSomething(text)) return Greet(here);
        if (Codes.ReadCommand(text) is var (command, rest)) return Obey(here, said, command, rest, now);
        if (said.Edited) return Take(here, said, words.Text(Speech(here), "content.edited") + "\n" + text, now);
        if (Codes.ReadPickUp(text) is { } code) return PickUp(here, code, otherwise: () => Understand(here, said, text, now, words.Text(Speech(here), "pickUp.none")));
        if (Codes.ReadStaff(text) is { } staff)
            return new Turn.LinkStaff(staff, Speech(here), done => done ? Tell(here, "staff.linked", Codes.Main) : Understand(here, said, text, now));
        if (Codes.ReadTracking(text) is var (tracked, secret))
            return new Turn.Track(tracked, secret, matter => matter is null ? Understand(here, said, text, now) : Say(new(here, Glance(here, matter, now))));
        if (TicketNumber.TryRead(text, out var number) is TicketNumberFault.None)
            return new Turn.ListMatters(matters => matters.Any(matter => matter.Number == number) ? Show(here, matters, number, now) : Understand(here, said, text, now));
        return Understand(here, said, text, now);
    }

    /// <param name="before">Said before the receipt of what turns out to be a matter.</param>
    private Turn Understand(Place here, Heard said, string text, DateTimeOffset now, string before = "")
    {
        if (here.Asked is { Step: Step.Phone } phone && IsPhone(text)) return TakePhone(here, said, phone, text, now);
        if (here.Asked is { Step: Step.Comment } comment && text.Length <= LongestComment) return TakeComment(here, said, comment, text, now);
        return Take(here, said, text, now, before: before);
    }

    private Turn Obey(Place here, Heard heard, string command, string rest, DateTimeOffset now) => command switch
    {
        Codes.Start when Codes.ReadPickUp(rest) is { } code => PickUp(here, code, otherwise: () => Greet(here)),
        Codes.Staff => new Turn.LinkStaff(rest, Speech(here), done => Tell(here, done ? "staff.linked" : "staff.unknown", Codes.Main)),
        Codes.New when CleanText.SaysSomething(rest) => Take(here with { NewMatter = true }, heard, rest, now),
        _ => Press(here, heard, command, now),
    };

    private Turn Press(Place here, Heard heard, string code, DateTimeOffset now)
    {
        if (Codes.ReadLanguage(code) is { } chosen) return Choose(here with { Language = chosen, LanguageChosen = true, Greeted = true }, now);
        if (Codes.ReadWish(code) is { } wish) return AskFor(here, wish);
        if (Codes.ReadAbout(code) is { } about) return PressAbout(here, heard, about.Word, about.Value, about.Number, now) ?? Unknown(here);
        return code switch
        {
            Codes.Start => Greet(here),
            Codes.New => Tell(here with { NewMatter = true, Wish = null, About = null, Greeted = true }, "new.ask"),
            Codes.Matters => new Turn.ListMatters(matters => List(here, matters, now)),
            Codes.Languages => Tell(here, "language.ask"),
            Codes.Main or Codes.Help => ShowMenu(here, "help"),
            Codes.Person => Person(here, heard, now),
            Codes.Own when here.Comment is { } comment => Take(here with { NewMatter = true, Comment = null }, heard, comment, now),
            _ => Unknown(here),
        };
    }

    private Turn? PressAbout(Place here, Heard heard, string word, string value, TicketNumber? number, DateTimeOffset now) => (word, number) switch
    {
        ("move", _) => Move(here, heard, value, number, now),
        (_, null) => null,
        ("kind", { } of) when Codes.Read<TicketKind>(value) is { } kind => TakeKind(here, heard, of, kind, now),
        ("service", { } of) => TakeService(here, heard, of, value == Codes.None ? "" : value, now),
        ("who", { } of) when Codes.Read<Anonymity>(value) is { } who => TakeWho(here, heard, of, who, now),
        ("noPhone", { } of) => Say(Ask(here with { PhoneAsked = true }, of.ToString(), heard.From.Channel, "", now)),
        ("right", { } of) => Confirm(here, of),
        ("change", { } of) => Say(AskKind(here with { Details = null }, of.ToString(), words.Text(Speech(here), "kind.ask"), now)),
        ("answered", { } of) => Answered(here, of),
        ("notAnswered", { } of) => Say(AskKind(here, of.ToString(), words.Text(Speech(here), "known.kept", ("number", of)) + "\n\n" + words.Text(Speech(here), "kind.ask"), now)),
        _ => PressKnown(here, heard, word, value, number.Value, now),
    };

    private Turn Greet(Place here) => here.LanguageChosen
        ? ShowMenu(here, "greeting")
        : Tell(here with { Greeted = true }, "greeting.first");

    /// <summary>What we were asking about a matter is asked again, in the language that was chosen.</summary>
    private Turn Choose(Place here, DateTimeOffset now) => here.Asked switch
    {
        { Step: Step.Known, Known: { } code, Number: var number } => new Turn.Know(code, Speech(here), known => known is null
            ? AskKindAnew(here, number, now) : Say(AskWhetherAnswered(here, number, words.Text(Speech(here), "language.chosen"), known, now))),
        { Step: not (Step.Comment or Step.Known), Number: var number } => AskKindAnew(here, number, now),
        _ => ShowMenu(here, "greeting"),
    };

    private Turn AskKindAnew(Place here, string number, DateTimeOffset now) =>
        Say(AskKind(here, number, words.Text(Speech(here), "language.chosen") + "\n\n" + words.Text(Speech(here), "kind.ask"), now));

    private Turn ShowMenu(Place here, string key)
    {
        var (next, text) = WithPrivacy(here with { Greeted = true }, words.Text(Speech(here), key));
        return Say(new(next, new Say(Speech(next), text, words.Menu(Speech(next)))));
    }

    /// <summary>What is kept and how long is told once, with the first thing that is long enough to bear it.</summary>
    private (Place, string) WithPrivacy(Place here, string text) => here.Told
        ? (here, text)
        : (here with { Told = true }, text + "\n\n" + words.Text(Speech(here), "privacy", ("years", words.Options.KeepYears)));

    private Turn Unknown(Place here) => Tell(here, "unknown", Codes.New, Codes.Matters, Codes.Main);

    private Turn Tell(Place here, string key, params ReadOnlySpan<string> ways) => Say(new(here, Saying(here, words.Text(Speech(here), key), ways)));

    private Say Saying(Place here, string text, params ReadOnlySpan<string> ways) => new(Speech(here), text, words.Ways(Speech(here), ways));

    private static Turn Say(Reply reply) => new Turn.Talk(reply);

    private static Language Speech(Place here) => here.Language ?? Language.ZhHans;
}
