using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Submits content to the desk. The first content opens the ticket; kind and details are asked for afterwards.</summary>
public sealed partial class Dialog
{
    /// <summary>Above this number of messages a minute, every message is still submitted but not every one gets a reply.</summary>
    private const int AnsweredInAMinute = 8;

    private const int MostDoubts = 8;

    private Turn Look(Place here, Heard.Showed showed, DateTimeOffset now)
    {
        var text = Matter.Describe(words, Speech(here), showed);
        var hasNoText = string.IsNullOrWhiteSpace(showed.Caption);
        if (showed.Album is not { } album || album != here.Album)
            return Take(here with { Album = showed.Album }, showed, text, now, hasNoText);
        // The later parts of an album belong to the same message. A caption on one of them is handled like any other text.
        return hasNoText
            ? new Turn.Submit(Matter.Messages(here, showed, text), _ => Quiet(here), Welcome(here))
            : Take(here, showed with { Album = null }, text, now);
    }

    private Turn Take(
        Place here, Heard heard, string text, DateTimeOffset now, bool wordless = false, string before = "")
    {
        var messages = Matter.Messages(here, heard, text);
        var separated = before.Length > 0 ? before + "\n\n" : "";
        return new Turn.Submit(messages,
            receipt => Received(here, heard, messages[0].ExternalId, receipt, wordless, separated, now),
            Welcome(here));
    }

    private Turn Received(
        Place here, Heard heard, string externalId, IntakeReceipt receipt, bool wordless, string before,
        DateTimeOffset now)
    {
        var next = here with { Greeted = true, NewMatter = false, Wish = null, About = null, Comment = null };
        if (receipt.Opened)
            return Opened(next with { Details = here.Wish, Pace = null }, heard, receipt, wordless, before, now);
        Pace rate = here.Pace is { } last && now - last.Since < TimeSpan.FromMinutes(1)
            ? last with { Heard = last.Heard + 1 }
            : new(now, 1);
        next = next with { Pace = rate };
        if (rate.Heard == AnsweredInAMinute + 1) return Tell(next, "joined.many", Codes.Matters, Codes.New);
        if (rate.Heard > AnsweredInAMinute) return Quiet(next);
        if (receipt.Thanks) return Tell(next, "thanks", Codes.New, Codes.Matters);
        return Joined(next, externalId, receipt, before);
    }

    private Turn Opened(
        Place here, Heard heard, IntakeReceipt receipt, bool wordless, string before, DateTimeOffset now)
    {
        var number = receipt.Number.ToString();
        var (next, text) = WithPrivacy(here, before + Receipt(Speech(here), receipt, wordless));
        var reply = receipt.Known is { } known
            ? AskWhetherAnswered(next, number, text, known, now)
            : Ask(next, number, heard.From.Channel, text + "\n\n", now);
        var messages = reply.Says.Select(message => message with { Owed = true });
        return Say(reply with { Says = [.. Spoken(Speech(next), receipt), .. messages] });
    }

    private Turn Joined(Place here, string externalId, IntakeReceipt receipt, string before)
    {
        var text = before + words.Text(Speech(here), "joined", ("number", receipt.Number));
        if (!receipt.Unsure) return Say(new(here, Saying(here, text, Codes.Matters, Codes.New)));
        var uncertain = new Doubt(here.Doubts.Count == 0 ? 1 : here.Doubts[^1].Key + 1, externalId);
        var next = here with { Doubts = [.. here.Doubts.TakeLast(MostDoubts - 1), uncertain] };
        var question = text + "\n" + words.Text(Speech(next), "joined.ask");
        return Say(new(next, new Say(Speech(next), question, AboutWhich(Speech(next), uncertain.Key, receipt))));
    }

    private IReadOnlyList<IReadOnlyList<ChatButton>> AboutWhich(Language language, int doubt, IntakeReceipt receipt)
    {
        var tickets = receipt.Others.Take(3).Prepend(receipt.Number).Select(number => new ChatButton(
            Codes.Move(doubt, number.ToString()), words.Text(language, "button.about", ("number", number))));
        var newTicket = new ChatButton(Codes.Move(doubt, Codes.None), words.Text(language, "button.new"));
        return words.Rows(language, [.. tickets, newTicket], alone: true);
    }

    /// <summary>Moves an uncertain message to the chosen ticket. If a question about that ticket is pending, it is asked again.</summary>
    private Turn Move(Place here, Heard heard, string doubt, TicketNumber? about, DateTimeOffset now)
    {
        var uncertain = here.Doubts.LastOrDefault(message => FormattableString.Invariant($"{message.Key}") == doubt);
        if (uncertain is null) return Unknown(here);
        return new Turn.Move(uncertain.ExternalId, about, receipt => receipt is null
            ? Tell(here, "moved.no", Codes.Matters, Codes.New)
            : Moved(here, heard, receipt, now));
    }

    private Turn Moved(Place here, Heard heard, IntakeReceipt receipt, DateTimeOffset now)
    {
        var (language, number) = (Speech(here), receipt.Number.ToString());
        if (receipt.Opened)
        {
            var text = Receipt(language, receipt, wordless: false) + "\n\n" + words.Text(language, "kind.ask");
            return Say(AskKind(here with { Details = null }, number, text, now));
        }

        var moved = words.Text(language, "moved", ("number", receipt.Number));
        var isAsked = here.Asked is { Step: not (Step.Comment or Step.Known) } question
            && question.Number == number;
        return isAsked
            ? Say(Ask(here, number, heard.From.Channel, moved + "\n\n", now))
            : Say(new(here, Saying(here, moved, Codes.Matters, Codes.New)));
    }

    /// <summary>After a choice from the menu: the next message opens a new ticket of that kind.</summary>
    private Turn AskFor(Place here, Details wish)
    {
        var name = wish.Service is { } service
            ? Names.Service(Speech(here), service)
            : Names.Of(Speech(here), wish.Kind!.Value);
        var next = here with { Wish = wish, NewMatter = true, About = null, Greeted = true };
        return Say(new(next, Saying(next, words.Text(Speech(next), "wish.ask", ("name", name)))));
    }

    /// <summary>
    /// Submits the wish to talk to a person as content, because it deserves a ticket even before the resident says more.
    /// </summary>
    private Turn Person(Place here, Heard heard, DateTimeOffset now)
    {
        var draft = new Details { Kind = TicketKind.Other, Service = "" };
        return Take(here with { Wish = draft }, heard, words.Text(Speech(here), "person.said"), now);
    }

    private string Receipt(Language language, IntakeReceipt receipt, bool wordless)
    {
        List<string> lines = [];
        if (receipt.DueAt is { } due)
        {
            lines.Add(words.Text(language, "receipt",
                ("number", receipt.Number), ("due", words.Moment(language, due)), ("zone", words.Zone(language))));
        }
        else
        {
            lines.Add(words.Text(language, "receipt.noPromise", ("number", receipt.Number)));
        }

        if (receipt.TrackingCode.Length > 0) lines.Add(words.Text(language, "receipt.code", ("code", receipt.TrackingCode)));
        if (wordless) lines.Add(words.Text(language, "receipt.wordless"));
        return string.Join('\n', lines);
    }

    // Number and due time as a voice message for residents who do not read, if the centre has recorded all the clips.
    private IEnumerable<Say> Spoken(Language language, IntakeReceipt receipt)
    {
        var clips = SpokenReceipt.Of(receipt, words.Local(receipt.DueAt ?? default));
        if (receipt.DueAt is not null && recorded.Has(language, clips))
            yield return new Say(language, words.Text(language, "receipt.noPromise", ("number", receipt.Number)), []) { Clips = clips };
    }

    /// <summary>The reply to a courtesy without a ticket it could belong to: thanks and a way on. No ticket is opened.</summary>
    private Reply Welcome(Place here)
    {
        var text = words.Text(Speech(here), "thanks") + "\n\n" + words.Text(Speech(here), "matters.none");
        return new(here with { Greeted = true }, Saying(here, text, Codes.New));
    }

    private static Turn Quiet(Place here) => Say(new(here, []));
}
