using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The bot's conversation logic: computes the next step from a conversation state and an input. Every input in every state gets a
/// reply, and no message is lost. Pure: the same state, input and time give the same step. This file dispatches inputs; the files
/// beside it take messages in, ask for details, handle known tickets, and handle ratings.
/// </summary>
public sealed partial class Dialog(Words words, Clips recorded)
{
    /// <summary>
    /// A pending comment or phone question expires after this time. A later message counts as new content, not as its answer.
    /// </summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public Turn Hear(Place place, Heard heard, DateTimeOffset now)
    {
        var isStale = place.Asked is { Step: Step.Comment or Step.Phone } question
            && now - question.At > Fresh;
        var current = place with
        {
            Language = Tongue.Of(place, heard),
            LanguageChosen = place.LanguageChosen || heard.Origin.Chosen is not null,
            Told = place.Told || heard.Origin.Told,
            Asked = isStale ? null : place.Asked,
        };
        return heard switch
        {
            Heard.Said text => Listen(current, text, now),
            Heard.Showed media => Look(current, media, now),
            Heard.Pressed button => Press(current, button, button.Code, now),
            Heard.InGroup when place.Declined => new Turn.Silence("group"),
            Heard.InGroup => Tell(current with { Declined = true }, "group.declined"),
            Heard.Blocked => new Turn.Reach(false),
            _ => new Turn.Reach(true),
        };
    }

    private Turn Listen(Place here, Heard.Said said, DateTimeOffset now)
    {
        var text = said.Text.Trim();
        if (!CleanText.SaysSomething(text)) return Greet(here);
        if (Codes.ReadCommand(text) is var (command, arguments)) return Obey(here, said, command, arguments, now);
        if (said.Edited) return Take(here, said, words.Text(Speech(here), "content.edited") + "\n" + text, now);
        if (Codes.ReadPickUp(text) is { } code)
        {
            var notFound = words.Text(Speech(here), "pickUp.none");
            return PickUp(here, code, otherwise: () => Understand(here, said, text, now, notFound));
        }

        if (Codes.ReadStaff(text) is { } staffCode)
        {
            return new Turn.LinkStaff(staffCode, Speech(here),
                done => done ? Tell(here, "staff.linked", Codes.Main) : Understand(here, said, text, now));
        }

        if (Codes.ReadTracking(text) is var (trackedNumber, trackingCode))
        {
            return new Turn.Track(trackedNumber, trackingCode,
                ticket => ticket is null
                    ? Understand(here, said, text, now)
                    : Say(new(here, Glance(here, ticket, now))));
        }

        if (TicketNumber.TryRead(text, out var number) is TicketNumberFault.None)
        {
            return new Turn.ListMatters(tickets => tickets.Any(ticket => ticket.Number == number)
                ? Show(here, tickets, number, now)
                : Understand(here, said, text, now));
        }

        return Understand(here, said, text, now);
    }

    /// <param name="before">Text in front of the receipt, if the message is submitted as content of a ticket.</param>
    private Turn Understand(Place here, Heard said, string text, DateTimeOffset now, string before = "")
    {
        if (here.Asked is { Step: Step.Phone } phone && IsPhone(text))
            return TakePhone(here, said, phone, text, now);
        if (here.Asked is { Step: Step.Comment } comment && text.Length <= LongestComment)
            return TakeComment(here, said, comment, text, now);
        return Take(here, said, text, now, before: before);
    }

    private Turn Obey(Place here, Heard heard, string command, string rest, DateTimeOffset now) =>
        command switch
        {
            Codes.Start when Codes.ReadPickUp(rest) is { } code =>
                PickUp(here, code, otherwise: () => Greet(here)),
            Codes.Staff => new Turn.LinkStaff(rest, Speech(here),
                done => Tell(here, done ? "staff.linked" : "staff.unknown", Codes.Main)),
            Codes.New when CleanText.SaysSomething(rest) =>
                Take(here with { NewMatter = true }, heard, rest, now),
            _ => Press(here, heard, command, now),
        };

    private Turn Press(Place here, Heard heard, string code, DateTimeOffset now)
    {
        if (Codes.ReadLanguage(code) is { } chosen)
            return Choose(here with { Language = chosen, LanguageChosen = true, Greeted = true }, now);
        if (Codes.ReadWish(code) is { } draft) return AskFor(here, draft);
        if (Codes.ReadAbout(code) is var (action, value, number))
            return PressAbout(here, heard, action, value, number, now) ?? Unknown(here);
        return code switch
        {
            Codes.Start => Greet(here),
            Codes.New =>
                Tell(here with { NewMatter = true, Wish = null, About = null, Greeted = true }, "new.ask"),
            Codes.Matters => new Turn.ListMatters(tickets => List(here, tickets, now)),
            Codes.Languages => Tell(here, "language.ask"),
            Codes.Main or Codes.Help => ShowMenu(here, "help"),
            Codes.Person => Person(here, heard, now),
            Codes.Own when here.Comment is { } comment =>
                Take(here with { NewMatter = true, Comment = null }, heard, comment, now),
            _ => Unknown(here),
        };
    }

    private Turn? PressAbout(
        Place here, Heard heard, string word, string value, TicketNumber? number, DateTimeOffset now) =>
        (word, number) switch
        {
            ("move", _) => Move(here, heard, value, number, now),
            (_, null) => null,
            ("kind", { } ticket) when Codes.Read<TicketKind>(value) is { } kind =>
                TakeKind(here, heard, ticket, kind, now),
            ("service", { } ticket) => TakeService(here, heard, ticket, value == Codes.None ? "" : value, now),
            ("who", { } ticket) when Codes.Read<Anonymity>(value) is { } anonymity =>
                TakeWho(here, heard, ticket, anonymity, now),
            ("noPhone", { } ticket) =>
                Say(Ask(here with { PhoneAsked = true }, ticket.ToString(), heard.From.Channel, "", now)),
            ("right", { } ticket) => Confirm(here, ticket),
            ("change", { } ticket) =>
                Say(AskKind(here with { Details = null }, ticket.ToString(), words.Text(Speech(here), "kind.ask"), now)),
            ("answered", { } ticket) => Answered(here, ticket),
            ("notAnswered", { } ticket) => NotAnswered(here, ticket, now),
            _ => PressKnown(here, word, value, number.Value, now),
        };

    private Turn NotAnswered(Place here, TicketNumber number, DateTimeOffset now)
    {
        var kept = words.Text(Speech(here), "known.kept", ("number", number));
        return Say(AskKind(here, number.ToString(), kept + "\n\n" + words.Text(Speech(here), "kind.ask"), now));
    }

    private Turn Greet(Place here) => here.LanguageChosen
        ? ShowMenu(here, "greeting")
        : Tell(here with { Greeted = true }, "greeting.first");

    /// <summary>Repeats the pending question about a ticket in the language just chosen.</summary>
    private Turn Choose(Place here, DateTimeOffset now) => here.Asked switch
    {
        { Step: Step.Known, Known: { } code, Number: var number } =>
            new Turn.Know(code, Speech(here), answer => answer is null
                ? AskKindAnew(here, number, now)
                : Say(AskWhetherAnswered(here, number, words.Text(Speech(here), "language.chosen"), answer, now))),
        { Step: not (Step.Comment or Step.Known), Number: var number } =>
            AskKindAnew(here, number, now),
        _ => ShowMenu(here, "greeting"),
    };

    private Turn AskKindAnew(Place here, string number, DateTimeOffset now)
    {
        var text = words.Text(Speech(here), "language.chosen") + "\n\n" + words.Text(Speech(here), "kind.ask");
        return Say(AskKind(here, number, text, now));
    }

    private Turn ShowMenu(Place here, string key)
    {
        var (next, text) = WithPrivacy(here with { Greeted = true }, words.Text(Speech(here), key));
        return Say(new(next, new Say(Speech(next), text, words.Menu(Speech(next)))));
    }

    /// <summary>Appends the privacy notice once per chat, to the first reply that is long enough to carry it.</summary>
    private (Place, string) WithPrivacy(Place here, string text)
    {
        if (here.Told) return (here, text);
        var notice = words.Text(Speech(here), "privacy", ("years", words.Options.KeepYears));
        return (here with { Told = true }, text + "\n\n" + notice);
    }

    private Turn Unknown(Place here) =>
        Tell(here, "unknown", Codes.New, Codes.Matters, Codes.Main);

    private Turn Tell(Place here, string key, params ReadOnlySpan<string> ways) =>
        Say(new(here, Saying(here, words.Text(Speech(here), key), ways)));

    private Say Saying(Place here, string text, params ReadOnlySpan<string> ways) =>
        new(Speech(here), text, words.Ways(Speech(here), ways));

    private static Turn Say(Reply reply) => new Turn.Talk(reply);

    private static Language Speech(Place here) => here.Language ?? Language.ZhHans;
}
