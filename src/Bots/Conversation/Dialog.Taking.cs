using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Taking in what was said: the ticket opens with the first content, all else comes after.</summary>
public sealed partial class Dialog
{
    /// <summary>More than this a minute is a flood: all of it is kept, but not each word is answered.</summary>
    private const int AnsweredInAMinute = 8, MostDoubts = 8;

    private Turn Look(Place here, Heard.Showed showed, DateTimeOffset now)
    {
        var text = Matter.Describe(words, Speech(here), showed);
        // The later parts of an album are the same message; words that come with one are heard like any others.
        if (showed.Album is { } album && album == here.Album)
            return string.IsNullOrWhiteSpace(showed.Caption) ? new Turn.Submit(Matter.Messages(here, showed, text), _ => Quiet(here), Welcome(here))
                : Take(here, showed with { Album = null }, text, now);
        return Take(here with { Album = showed.Album }, showed, text, now, wordless: string.IsNullOrWhiteSpace(showed.Caption));
    }

    private Turn Take(Place here, Heard heard, string text, DateTimeOffset now, bool wordless = false, string before = "")
    {
        var messages = Matter.Messages(here, heard, text);
        return new Turn.Submit(messages, receipt => Received(here, heard, messages[0].ExternalId, receipt, wordless, before.Length > 0 ? before + "\n\n" : "", now), Welcome(here));
    }

    private Turn Received(Place here, Heard heard, string externalId, IntakeReceipt receipt, bool wordless, string before, DateTimeOffset now)
    {
        var next = here with { Greeted = true, NewMatter = false, Wish = null, About = null, Comment = null };
        if (receipt.Opened) return Opened(next with { Details = here.Wish, Pace = null }, heard, receipt, wordless, before, now);
        next = next with { Pace = here.Pace is { } pace && now - pace.Since < TimeSpan.FromMinutes(1) ? pace with { Heard = pace.Heard + 1 } : new(now, 1) };
        if (next.Pace is { Heard: > AnsweredInAMinute } many) return many.Heard == AnsweredInAMinute + 1 ? Tell(next, "joined.many", Codes.Matters, Codes.New) : Quiet(next);
        if (receipt.Thanks) return Tell(next, "thanks", Codes.New, Codes.Matters);
        return Joined(next, externalId, receipt, before);
    }

    private Turn Opened(Place here, Heard heard, IntakeReceipt receipt, bool wordless, string before, DateTimeOffset now)
    {
        var number = receipt.Number.ToString();
        var (next, text) = WithPrivacy(here, before + Receipt(Speech(here), receipt, wordless));
        var asked = receipt.Known is { } known
            ? AskWhetherAnswered(next, number, text, known, now)
            : Ask(next, number, heard.From.Channel, text + "\n\n", now);
        return Say(asked with { Says = [.. Spoken(Speech(next), receipt), .. asked.Says.Select(say => say with { Owed = true })] });
    }

    private Turn Joined(Place here, string externalId, IntakeReceipt receipt, string before)
    {
        var text = before + words.Text(Speech(here), "joined", ("number", receipt.Number));
        if (!receipt.Unsure) return Say(new(here, Saying(here, text, Codes.Matters, Codes.New)));
        var doubt = new Doubt(here.Doubts.Count == 0 ? 1 : here.Doubts[^1].Key + 1, externalId);
        var next = here with { Doubts = [.. here.Doubts.TakeLast(MostDoubts - 1), doubt] };
        return Say(new(next, new Say(Speech(next), text + "\n" + words.Text(Speech(next), "joined.ask"), AboutWhich(Speech(next), doubt.Key, receipt))));
    }

    private IReadOnlyList<IReadOnlyList<ChatButton>> AboutWhich(Language language, int doubt, IntakeReceipt receipt) => words.Rows(language,
    [
        .. receipt.Others.Take(3).Prepend(receipt.Number).Select(number => new ChatButton(Codes.Move(doubt, number.ToString()), words.Text(language, "button.about", ("number", number)))),
        new(Codes.Move(doubt, Codes.None), words.Text(language, "button.new")),
    ], alone: true);

    /// <summary>Where we were asking about that very matter, we go on.</summary>
    private Turn Move(Place here, Heard heard, string doubt, TicketNumber? about, DateTimeOffset now)
    {
        if (here.Doubts.LastOrDefault(d => FormattableString.Invariant($"{d.Key}") == doubt) is not { } known) return Unknown(here);
        return new Turn.Move(known.ExternalId, about, receipt => receipt switch
        {
            null => Tell(here, "moved.no", Codes.Matters, Codes.New),
            { Opened: true } => Say(AskKind(here with { Details = null }, receipt.Number.ToString(),
                Receipt(Speech(here), receipt, wordless: false) + "\n\n" + words.Text(Speech(here), "kind.ask"), now)),
            _ when here.Asked is { Step: not (Step.Comment or Step.Known) } asked && asked.Number == receipt.Number.ToString() =>
                Say(Ask(here, asked.Number, heard.From.Channel, words.Text(Speech(here), "moved", ("number", receipt.Number)) + "\n\n", now)),
            _ => Say(new(here, Saying(here, words.Text(Speech(here), "moved", ("number", receipt.Number)), Codes.Matters, Codes.New))),
        });
    }

    /// <summary>From the menu: what is told next is a matter of that kind.</summary>
    private Turn AskFor(Place here, Details wish)
    {
        var name = wish.Service is { } service ? Names.Service(Speech(here), service) : Names.Of(Speech(here), wish.Kind!.Value);
        var next = here with { Wish = wish, NewMatter = true, About = null, Greeted = true };
        return Say(new(next, Saying(next, words.Text(Speech(next), "wish.ask", ("name", name)))));
    }

    /// <summary>Who wants to talk to a person has a matter, even before they say which.</summary>
    private Turn Person(Place here, Heard heard, DateTimeOffset now) =>
        Take(here with { Wish = new() { Kind = TicketKind.Other, Service = "" } }, heard, words.Text(Speech(here), "person.said"), now);

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

    // For who does not read: the number and the promise as a voice message, where the centre has recorded the words for it.
    private IEnumerable<Say> Spoken(Language language, IntakeReceipt receipt)
    {
        var clips = SpokenReceipt.Of(receipt, words.Local(receipt.DueAt ?? default));
        if (receipt.DueAt is not null && recorded.Has(language, clips))
            yield return new Say(language, words.Text(language, "receipt.noPromise", ("number", receipt.Number)), []) { Clips = clips };
    }

    /// <summary>Thanks with nothing to thank for deserve thanks and a way on; no matter is made of them.</summary>
    private Reply Welcome(Place here) => new(here with { Greeted = true },
        Saying(here, words.Text(Speech(here), "thanks") + "\n\n" + words.Text(Speech(here), "matters.none"), Codes.New));

    private static Turn Quiet(Place here) => Say(new(here, []));
}
