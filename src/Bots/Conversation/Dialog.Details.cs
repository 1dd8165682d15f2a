using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Kind and details of a ticket that is already open: asked one by one, read back, confirmed. Every question may stay unanswered.
/// </summary>
public sealed partial class Dialog
{
    private Turn TakeKind(Place here, Heard heard, TicketNumber number, TicketKind kind, DateTimeOffset now) =>
        AmendAndAsk(here, heard, number, new() { Kind = kind }, draft => draft with { Kind = kind },
            () => Noted(here, Names.Of(Speech(here), kind)), now);

    private Turn TakeService(Place here, Heard heard, TicketNumber number, string service, DateTimeOffset now) =>
        service.Length > 0 && !Names.Services.Contains(service)
            ? Unknown(here)
            : AmendAndAsk(here, heard, number,
                new() { ServiceItem = service.Length > 0 ? service : null },
                draft => draft with { Service = service },
                () => service.Length > 0 ? Noted(here, Names.Service(Speech(here), service)) : "", now);

    private Turn TakeWho(Place here, Heard heard, TicketNumber number, Anonymity who, DateTimeOffset now) =>
        AmendAndAsk(here, heard, number,
            new() { Anonymity = who },
            draft => draft with { Anonymity = who, Phone = who is Anonymity.Anonymous ? null : draft.Phone },
            () => Noted(here, Names.Of(Speech(here), who)), now);

    private Turn TakePhone(Place here, Heard heard, Asked asked, string text, DateTimeOffset now) =>
        TicketNumber.TryRead(asked.Number, out var number) is not TicketNumberFault.None
            ? Unknown(here)
            : AmendAndAsk(here, heard, number, new() { Phone = text }, draft => draft with { Phone = text }, () => "", now);

    private Turn AmendAndAsk(
        Place here, Heard heard, TicketNumber number, Amendment amendment, Func<Details, Details> told,
        Func<string> before, DateTimeOffset now) =>
        new Turn.Amend(number, amendment, done => done
            ? Say(Ask(With(here, number, told), number.ToString(), heard.From.Channel, before(), now))
            : Late(here, number));

    private Turn Confirm(Place here, TicketNumber number) =>
        new Turn.Amend(number, new() { Confirmed = true }, done =>
        {
            if (!done) return Late(here, number);
            var text = words.Text(Speech(here), "right.noted", ("number", number));
            return Say(new(Done(here, number), Saying(here, text, Codes.Matters, Codes.New)));
        });

    private string Noted(Place here, string value) => words.Text(Speech(here), "noted", ("value", value)) + "\n\n";

    private Turn Late(Place here, TicketNumber number)
    {
        var text = words.Text(Speech(here), "kind.late", ("number", number));
        return Say(new(Done(here, number), Saying(here, text, Codes.Matters, Codes.New)));
    }

    /// <summary>
    /// Asks for the next missing detail, the most useful one first. A phone is asked for once, and only where the settings allow
    /// it.
    /// </summary>
    private Reply Ask(Place here, string number, ContactChannel channel, string before, DateTimeOffset now)
    {
        var (language, draft) = (Speech(here), here.Details ?? new());
        if (draft.Kind is not { } kind) return AskKind(here, number, before + words.Text(language, "kind.ask"), now);
        if (kind is TicketKind.Inquiry or TicketKind.ServiceRequest && draft.Service is null)
        {
            var question = before + words.Text(language, "service.ask");
            return Asking(here, Step.Service, number, question, words.ServicesOf(language, number), now);
        }

        if (kind is TicketKind.Complaint or TicketKind.Report && draft.Anonymity is null)
        {
            var question = before + words.Text(language, "who.ask");
            return Asking(here, Step.Anonymity, number, question, words.WhoSees(language, number), now);
        }

        if (!here.PhoneAsked && draft.Anonymity is not Anonymity.Anonymous && words.Options.MayAskPhone(channel))
        {
            var question = before + words.Text(language, "phone.ask");
            var noPhone = words.Ways(language, Codes.NoPhone(number));
            return Asking(here with { PhoneAsked = true }, Step.Phone, number, question, noPhone, now);
        }

        // A request to talk to a person has no details to read back.
        if (draft is { Kind: TicketKind.Other, Service: "" })
        {
            var text = before.Length > 0 ? before.TrimEnd() : words.Text(language, "right.noted", ("number", number));
            var next = here with { Asked = null, Details = null };
            return new(next, Saying(here, text, Codes.Matters, Codes.New));
        }

        var buttons = words.Ways(language, Codes.Right(number), Codes.Change(number));
        return Asking(here, Step.Confirm, number, before + ReadBack(language, number, draft), buttons, now);
    }

    private Reply AskKind(Place here, string number, string text, DateTimeOffset now) =>
        Asking(here, Step.Kind, number, text, words.KindsOf(Speech(here), number), now);

    private Reply AskWhetherAnswered(
        Place here, string number, string before, KnownAnswer known, DateTimeOffset now)
    {
        var answer = words.Text(Speech(here), "known", ("question", known.Question), ("answer", known.Answer));
        var buttons = words.Ways(Speech(here), Codes.NotAnswered(number), Codes.Answered(number));
        return Asking(here, Step.Known, number, before + "\n\n" + answer, buttons, now, known.Code);
    }

    private static Reply Asking(
        Place here, Step step, string number, string text, IReadOnlyList<IReadOnlyList<ChatButton>> buttons,
        DateTimeOffset now, string? known = null) =>
        new(here with { Asked = new(step, number, now, known) }, new Say(Speech(here), text, buttons));

    private string ReadBack(Language language, string number, Details told)
    {
        List<string> parts = [Names.Of(language, told.Kind ?? TicketKind.Other)];
        if (told.Service is { } service && Names.Services.Contains(service))
            parts.Add(Names.Service(language, service));
        if (told.Anonymity is { } anonymity) parts.Add(Names.Of(language, anonymity));
        if (told.Phone is { } phone) parts.Add($"\u2066{phone}\u2069");
        var question = words.Text(language, "right.ask", ("number", number), ("details", string.Join(" · ", parts)));
        return told.Anonymity is Anonymity.Anonymous ? words.Text(language, "who.anonymous") + "\n\n" + question : question;
    }

    private Turn Answered(Place here, TicketNumber number) =>
        new Turn.Withdraw(number, words.Text(Speech(here), "known.said"), done =>
        {
            var text = words.Text(Speech(here), done ? "known.withdrawn" : "withdraw.late", ("number", number));
            return Say(new(Done(here, number), Saying(here, text, Codes.New, Codes.Matters)));
        });

    /// <summary>Details belong to one ticket: a button of another ticket starts a new draft.</summary>
    private static Place With(Place here, TicketNumber number, Func<Details, Details> told) =>
        here with { Details = told(here.Asked?.Number == number.ToString() ? here.Details ?? new() : new()) };

    private static Place Done(Place here, TicketNumber number) =>
        here.Asked?.Number == number.ToString() ? here with { Asked = null, Details = null } : here;

    // Accepts digits and few other characters. A longer text is a message, not a phone.
    private static bool IsPhone(string text)
    {
        var digits = text.Count(char.IsDigit);
        return digits >= 5 && text.Length <= 40 && text.Count(char.IsLetter) <= digits;
    }
}
