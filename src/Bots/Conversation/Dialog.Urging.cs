using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Residents who wait for an answer and urge it, or wish to talk to a person.</summary>
public sealed partial class Dialog
{
    private BotStep OnUrgeSaid(
        ConversationState state, IReadOnlyList<TrackedTicket> tickets, string text, Func<BotStep> otherwise, DateTimeOffset now) =>
        tickets.Where(ticket => IsOpen(ticket) && ticket.Unanswered).ToList() switch
        {
            // Nothing is owed: the state says what was answered, and no clock starts for words that ask for nothing new.
            [] when FindResolved(tickets) is { } resolved && TypedAnswer.Says(text, "notSolved") =>
                ReopenTicket(state, resolved.Number, text),
            [] when !UrgeWords.MayMeanAnswer(text)
                && tickets.FirstOrDefault(ticket => ticket.Status is not TicketStatus.Closed) is { } answered =>
                ShowTicket(state, tickets, answered.Number, now),
            [] => otherwise(),
            [var only] => UrgeAnswer(state, only.Number, now),
            var several => UrgeAll(state, several, left: several, isRepeat: true, now),
        };

    private BotStep UrgeAll(ConversationState state, IReadOnlyList<TrackedTicket> tickets, IReadOnlyList<TrackedTicket> left, bool isRepeat,
        DateTimeOffset now) => left.Count == 0 ? UrgedAll(state, tickets, isRepeat, now)
        : new BotStep.Urge(left[^1].Number,
            receipt => UrgeAll(state, tickets, [.. left.SkipLast(1)], isRepeat && receipt is null or { IsRepeat: true }, now));

    /// <summary>Tells that all answers that are owed were urged, because none was named.</summary>
    private BotStep UrgedAll(ConversationState state, IReadOnlyList<TrackedTicket> tickets, bool isRepeat, DateTimeOffset now)
    {
        var lines = tickets.Select(ticket => TicketSummary(LanguageOf(state), ticket, now));
        var done = texts.Format(LanguageOf(state), isRepeat ? "urge.severalAgain" : "urge.several");
        var text = string.Join("\n\n", [done, .. lines]);
        var buttons = tickets.Select(ticket =>
                TicketButton(LanguageOf(state), ticket, ButtonCodes.ShowTicket(ticket.Number.ToString())))
            .Append(BotTexts.ButtonFor(LanguageOf(state), ButtonCodes.Person));
        return Reply(new(state with { ListedTickets = [.. tickets.Select(ticket => ticket.Number.ToString())] },
            new BotMessage(LanguageOf(state), text, texts.ArrangeInRows(LanguageOf(state), [.. buttons], onePerRow: true))));
    }

    private BotStep UrgeAnswer(ConversationState state, TicketNumber number, DateTimeOffset now) => new BotStep.Urge(number, receipt =>
    {
        if (receipt is null) return new BotStep.ListTickets(tickets => ShowTicket(state, tickets, number, now));
        var language = LanguageOf(state);
        var key = (receipt.IsRepeat, receipt.IsLate) switch
        {
            (true, true) => "urge.againLate",
            (true, false) => "urge.again",
            (false, true) => "urge.late",
            _ => "urge.done",
        };
        var text = texts.Format(language, key,
            ("number", number), ("who", HandledByText(language, receipt.HandledBy)),
            ("due", texts.DateAndTime(language, receipt.DueAt)), ("zone", texts.ZoneName(language)));
        if (receipt.IsLate && texts.ContactLine(language) is { } contact) text += "\n" + contact;
        return Reply(new(state, Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.Person)));
    });

    /// <summary>
    /// Submits the wish to talk to a person as content, because it deserves a ticket even before the resident says more. Tells phone and
    /// hours of the centre, and has the resident called if a phone is known.
    /// </summary>
    private BotStep SubmitPersonRequest(ConversationState state, ChatInput input, DateTimeOffset now)
    {
        var next = state with { NextDraft = new DraftDetails { Kind = TicketKind.Other, ServiceItem = "" }, CallWish = null };
        var messages = SubmissionBuilder.Build(next, input, WithContext(next, input, texts.Format(LanguageOf(next), "person.said")));
        return new BotStep.Submit(messages, receipt => new BotStep.AskForCall(receipt.Number, isPromised =>
        {
            var lines = new[] { texts.ContactLine(LanguageOf(next)), CallText(next, isPromised) }.Where(line => line?.Length > 0);
            var prefix = string.Concat(lines.Select(line => line + "\n")) is { Length: > 0 } told ? told + "\n" : "";
            if (isPromised) return OnReceipt(next, input, messages[0].ExternalId, receipt, prefix, "thanks", now);
            var wishing = next with { CallWish = new(receipt.Number.ToString(), now) };
            return receipt.Opened || receipt.IsUncertain || !texts.Options.MayAskPhone(input.From.Channel)
                ? OnReceipt(wishing, input, messages[0].ExternalId, receipt, prefix, "thanks", now)
                : AskPhoneForCall(wishing, pending => OnReceipt(pending, input, messages[0].ExternalId, receipt, prefix, "thanks", now));
        }), IdleReply(next));
    }

    /// <summary>"A person please, 139…" and "call me on 139…" tell the wish and the phone at once.</summary>
    private static bool WishesCall(string text) =>
        TypedAnswer.Says(string.Concat(text.Where(c => !char.IsDigit(c))), ButtonCodes.Person);

    private BotStep SubmitCall(ConversationState state, ChatInput input, string text, string phone, DateTimeOffset now)
    {
        var next = state with { NextDraft = new() { Kind = TicketKind.Other, ServiceItem = "" }, CallWish = null };
        var messages = SubmissionBuilder.Build(next, input, WithContext(next, input, text));
        return new BotStep.Submit(messages, receipt => new BotStep.Amend(receipt.Number, new() { Phone = phone },
            _ => new BotStep.AskForCall(receipt.Number, isPromised => OnReceipt(next with { PhoneAsked = true }, input,
                messages[0].ExternalId, receipt, isPromised ? CallText(next, isPromised) + "\n\n" : "", "thanks", now))), IdleReply(next));
    }

    /// <summary>Asks for the phone to call, under the reply. Another question that is open comes again after it.</summary>
    private BotStep AskPhoneForCall(ConversationState state, Func<ConversationState, BotStep> reply)
    {
        if (reply(state with { PendingQuestion = null }) is not BotStep.Reply({ Messages.Count: > 0 } joined)) return reply(state);
        var last = joined.Messages[^1];
        var asking = last with
        {
            Text = last.Text + "\n\n" + texts.Format(LanguageOf(state), "person.askPhone"),
            Buttons = texts.Keyboard(LanguageOf(state), ButtonCodes.NoPhone(state.CallWish!.Number), ButtonCodes.MyTickets),
        };
        return Reply(new(joined.NextState with { PendingQuestion = state.PendingQuestion }, [.. joined.Messages.SkipLast(1), asking]));
    }

    /// <summary>Takes the phone of somebody who wished to be called. Other words beside it are kept.</summary>
    private BotStep? TakePhoneForCall(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        if (state.CallWish?.Number is not { } ticket || !IsWishedFor(state, ticket, now)
            || PhoneInText.Find(text) is not var (phone, hasOtherWords) || TicketNumber.Read(ticket).Number is not { } number) return null;
        var next = state with { CallWish = null, PhoneAsked = true };
        // The phone of the ticket whose details are asked for is read back with them.
        if (state.PendingQuestion?.Number == ticket) next = UpdateDraft(next, number, draft => draft with { Phone = phone });
        var amend = new BotStep.Amend(number, new() { Phone = phone }, done => !done
            ? hasOtherWords ? ReplyTooLate(next, number) : Submit(next, input, WordsOf(input), now)
            : new BotStep.AskForCall(number, isPromised => Reply(AskAgain(next, Compose(next, isPromised ? CallText(next, isPromised)
                : texts.Format(LanguageOf(next), "right.noted", ("number", number)), ButtonCodes.MyTickets, ButtonCodes.New)))));
        return !hasOtherWords ? amend : new BotStep.Submit(
            SubmissionBuilder.Build(next with { TargetTicket = ticket }, input, text), _ => amend, IdleReply(next));
    }

    private static bool IsWishedFor(ConversationState state, string ticket, DateTimeOffset now) =>
        state.CallWish is { } wish && wish.Number == ticket && now - wish.At <= QuestionLifetime;

    private BotStep DeclineCall(ConversationState state, TicketNumber number)
    {
        var next = state with { CallWish = null };
        var text = texts.Format(LanguageOf(next), "right.noted", ("number", number));
        return Reply(AskAgain(next, Compose(next, text, ButtonCodes.MyTickets, ButtonCodes.New)));
    }

    /// <summary>Has somebody who wished to talk to a person called on the phone that they gave now.</summary>
    private BotStep RequestCall(ConversationState state, ChatInput input, TicketNumber number, string phone, DateTimeOffset now) =>
        new BotStep.AskForCall(number, isPromised =>
        {
            var next = UpdateDraft(state, number, draft => draft with { Phone = phone });
            var prefix = isPromised ? CallText(next, isPromised) + "\n\n" : "";
            return Reply(AskNextDetail(next, number.ToString(), input.From.Channel, prefix, now));
        });

    private static bool IsPersonRequest(ConversationState state) => state.Draft is { Kind: TicketKind.Other, ServiceItem: "" };

    private string CallText(ConversationState state, bool isPromised) =>
        isPromised ? texts.Format(LanguageOf(state), "person.callBack") : "";

    private string HandledByText(Language language, string? department)
    {
        if (department is null) return "";
        var text = texts.Format(language, "handledBy", ("department", department));
        return language is Language.ZhHans ? text : text + " ";
    }
}
