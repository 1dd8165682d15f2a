using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Kind and details of a matter that is open already: asked one by one, read back, confirmed. Whoever stops answering has said enough.</summary>
public sealed partial class Dialog
{
    private Turn TakeKind(Place here, Heard heard, TicketNumber number, TicketKind kind, DateTimeOffset now) =>
        new Turn.Amend(number, new() { Kind = kind }, done => done ? Say(Ask(With(here, number, d => d with { Kind = kind }), number.ToString(), heard.From.Channel, Noted(here, Names.Of(Speech(here), kind)), now)) : Late(here, number));

    private Turn TakeService(Place here, Heard heard, TicketNumber number, string service, DateTimeOffset now) => service.Length > 0 && !Names.Services.Contains(service)
        ? Unknown(here)
        : new Turn.Amend(number, new() { ServiceItem = service.Length > 0 ? service : null },
            done => done ? Say(Ask(With(here, number, d => d with { Service = service }), number.ToString(), heard.From.Channel,
                service.Length > 0 ? Noted(here, Names.Service(Speech(here), service)) : "", now)) : Late(here, number));

    private Turn TakeWho(Place here, Heard heard, TicketNumber number, Anonymity who, DateTimeOffset now) =>
        new Turn.Amend(number, new() { Anonymity = who },
            done => done ? Say(Ask(With(here, number, d => d with { Anonymity = who, Phone = who is Anonymity.Anonymous ? null : d.Phone }), number.ToString(), heard.From.Channel, Noted(here, Names.Of(Speech(here), who)), now)) : Late(here, number));

    private Turn TakePhone(Place here, Heard heard, Asked asked, string text, DateTimeOffset now) => TicketNumber.TryRead(asked.Number, out var number) is not TicketNumberFault.None
        ? Unknown(here)
        : new Turn.Amend(number, new() { Phone = text },
            done => done ? Say(Ask(With(here, number, d => d with { Phone = text }), asked.Number, heard.From.Channel, "", now)) : Late(here, number));

    private Turn Confirm(Place here, TicketNumber number) => new Turn.Amend(number, new() { Confirmed = true }, done => done
        ? Say(new(Done(here, number), Saying(here, words.Text(Speech(here), "right.noted", ("number", number)), Codes.Matters, Codes.New)))
        : Late(here, number));

    private string Noted(Place here, string value) => words.Text(Speech(here), "noted", ("value", value)) + "\n\n";

    private Turn Late(Place here, TicketNumber number) =>
        Say(new(Done(here, number), Saying(here, words.Text(Speech(here), "kind.late", ("number", number)), Codes.Matters, Codes.New)));

    /// <summary>What is still to be asked, most telling first; a phone once, and only where it may be.</summary>
    private Reply Ask(Place here, string number, ContactChannel channel, string before, DateTimeOffset now)
    {
        var (language, told) = (Speech(here), here.Details ?? new());
        if (told.Kind is not { } kind) return AskKind(here, number, before + words.Text(language, "kind.ask"), now);
        if (kind is TicketKind.Inquiry or TicketKind.ServiceRequest && told.Service is null)
            return Asking(here, Step.Service, number, before + words.Text(language, "service.ask"), words.ServicesOf(language, number), now);
        if (kind is TicketKind.Complaint or TicketKind.Report && told.Anonymity is null)
            return Asking(here, Step.Anonymity, number, before + words.Text(language, "who.ask"), words.WhoSees(language, number), now);
        if (!here.PhoneAsked && told.Anonymity is not Anonymity.Anonymous && words.Options.MayAskPhone(channel))
            return Asking(here with { PhoneAsked = true }, Step.Phone, number, before + words.Text(language, "phone.ask"),
                words.Ways(language, Codes.NoPhone(number)), now);
        // Who wants a person has nothing to read back.
        if (told is { Kind: TicketKind.Other, Service: "" })
            return new(here with { Asked = null, Details = null },
                Saying(here, before.Length > 0 ? before.TrimEnd() : words.Text(language, "right.noted", ("number", number)), Codes.Matters, Codes.New));
        return Asking(here, Step.Confirm, number, before + ReadBack(language, number, told), words.Ways(language, Codes.Right(number), Codes.Change(number)), now);
    }

    private Reply AskKind(Place here, string number, string text, DateTimeOffset now) =>
        Asking(here, Step.Kind, number, text, words.KindsOf(Speech(here), number), now);

    private Reply AskWhetherAnswered(Place here, string number, string before, KnownAnswer known, DateTimeOffset now) =>
        Asking(here, Step.Known, number, before + "\n\n" + words.Text(Speech(here), "known", ("question", known.Question), ("answer", known.Answer)),
            words.Ways(Speech(here), Codes.NotAnswered(number), Codes.Answered(number)), now, known.Code);

    private static Reply Asking(Place here, Step step, string number, string text, IReadOnlyList<IReadOnlyList<ChatButton>> buttons, DateTimeOffset now,
        string? known = null) => new(here with { Asked = new(step, number, now, known) }, new Say(Speech(here), text, buttons));

    private string ReadBack(Language language, string number, Details told)
    {
        List<string> parts = [Names.Of(language, told.Kind ?? TicketKind.Other)];
        if (told.Service is { } service && Names.Services.Contains(service)) parts.Add(Names.Service(language, service));
        if (told.Anonymity is { } who) parts.Add(Names.Of(language, who));
        if (told.Phone is { } phone) parts.Add($"\u2066{phone}\u2069");
        var read = words.Text(language, "right.ask", ("number", number), ("details", string.Join(" · ", parts)));
        return told.Anonymity is Anonymity.Anonymous ? words.Text(language, "who.anonymous") + "\n\n" + read : read;
    }

    private Turn Answered(Place here, TicketNumber number) => new Turn.Withdraw(number, words.Text(Speech(here), "known.said"), done =>
        Say(new(Done(here, number), Saying(here, words.Text(Speech(here), done ? "known.withdrawn" : "withdraw.late", ("number", number)), Codes.New, Codes.Matters))));

    /// <summary>Details belong to one matter: buttons of another begin anew.</summary>
    private static Place With(Place here, TicketNumber number, Func<Details, Details> told) =>
        here with { Details = told(here.Asked?.Number == number.ToString() ? here.Details ?? new() : new()) };

    private static Place Done(Place here, TicketNumber number) =>
        here.Asked?.Number == number.ToString() ? here with { Asked = null, Details = null } : here;

    // Digits, and little else: what is more than a phone is something said.
    private static bool IsPhone(string text)
    {
        var digits = text.Count(char.IsDigit);
        return digits >= 5 && text.Length <= 40 && text.Count(char.IsLetter) <= digits;
    }
}
