using System.Collections.Frozen;
using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Words that are understood at any time, whatever was offered: a wish, a command, a kind.</summary>
public sealed partial class Dialog
{
    /// <summary>The buttons that words press although nothing offered them.</summary>
    private static readonly string[] StandingButtons =
    [
        ButtonCodes.New, ButtonCodes.Person, ButtonCodes.MyTickets, ButtonCodes.LanguageMenu,
        .. LanguageTag.All.Select(ButtonCodes.ChooseLanguage),
    ];

    /// <summary>The labels of buttons that are offered everywhere, in all languages.</summary>
    private static readonly FrozenDictionary<string, string> StandingLabels =
        ((string[])[ButtonCodes.New, ButtonCodes.Person, ButtonCodes.MyTickets])
        .SelectMany(code => BotTexts.LabelsOf(BotTexts.ButtonFor(Language.ZhHans, code)).Select(label =>
            (Label: WordSounds.Fold(label), code)))
        .ToFrozenDictionary(entry => entry.Label, entry => entry.code);

    /// <summary>Words that are understood although no button with them was offered. Null if the text is something else.</summary>
    private BotStep? OnStandingWords(ConversationState state, ChatInput input, string text, Func<BotStep> otherwise, DateTimeOffset now)
    {
        if (TypedAnswer.Says(text, "oneMore"))
        {
            // A ticket that is resolved is not reopened by it, unless its resident was not satisfied.
            var isAboutKnown = input.Origin.RepliesTo is not null
                || state.PendingQuestion is { Kind: QuestionKind.Comment, Score: <= RatingScore.MaxUnsatisfied };
            return new BotStep.ListTickets(tickets => IsAnswerDue(tickets) ? OnButton(state, input, ButtonCodes.New, now)
                : isAboutKnown || tickets.Any(IsOpen) ? otherwise()
                : Submit(state with { OpensNewTicket = true, TargetTicket = null }, input, text, now));
        }

        if (TypedAnswer.Says(text, "lostCode")) return new BotStep.ListTickets(tickets => OnCodeLost(state, input, tickets, text, now));
        if ((Array.Find(StandingButtons, code => TypedAnswer.Says(text, code))
            ?? StandingLabels.GetValueOrDefault(WordSounds.Fold(text))) is { } said) return OnButton(state, input, said, now);
        if (PhoneInText.Find(text) is (var phone, true) && WishesCall(text)) return SubmitCall(state, input, text, phone, now);
        if (TypedAnswer.Says(text, "who:anonymous:x"))
            return new BotStep.ListTickets(tickets => OnAnonymityWished(state, tickets, otherwise, now));
        if (TypedAnswer.Says(text, "withdraw"))
        {
            // "All done, you need not look after it any more."
            return new BotStep.ListTickets(tickets => SaysSolved(text) && FindResolved(tickets) is { Rated: false } ticket
                ? AskRating(state, ticket.Number, now) : OnWithdrawSaid(state, tickets, otherwise, now));
        }

        if (Array.Exists(["asksWho", ButtonCodes.MainMenu], code => TypedAnswer.Says(text, code)))
        {
            return new BotStep.ListTickets(tickets =>
                tickets.Any(ticket => ticket.Status is not TicketStatus.Closed) ? otherwise() : ShowMenu(state, "help"));
        }

        if (SolvedWithComment.IsMeant(text))
        {
            return new BotStep.ListTickets(tickets => FindResolved(tickets) is { Rated: false } ticket
                ? OnSolvedWithComment(state, input, ticket.Number, text, now) : otherwise());
        }

        if (MoreAfterAnswer.Split(text, SaysSolved) is var (_, more))
        {
            return new BotStep.ListTickets(tickets =>
                FindResolved(tickets) is { Rated: false } ticket && (MatterWords.IsAboutOtherGoods(more, ticket)
                    || (MoreAfterAnswer.IsMatter(more) && !MatterWords.Names(more, ticket)))
                    ? OnSolvedWithMore(state, input, tickets, ticket.Number, text, now) : otherwise());
        }

        if (TypedAnswer.Says(text, "urge"))
            return new BotStep.ListTickets(tickets => OnUrgeSaid(state, tickets, text, otherwise, now));
        if (TypedAnswer.Says(text, "solved"))
        {
            return new BotStep.ListTickets(tickets => FindResolved(tickets) is { Rated: false } ticket
                ? AskRating(state, ticket.Number, now) : KeepNews(state, input, tickets, text) ?? otherwise());
        }

        if (TypedAnswer.Says(text, "notSolved"))
        {
            return new BotStep.ListTickets(tickets => FindResolved(tickets) is { } ticket && !IsOtherThing(state, tickets, text, ticket)
                ? ReopenTicket(state, ticket.Number, text) : otherwise());
        }

        if (TypedAnswer.IsShort(text) && RatingWords.Read(text) is { } score)
        {
            return new BotStep.ListTickets(tickets => FindResolved(tickets) is { Rated: false } ticket
                ? TakeRating(state, ticket.Number, score, now)
                : score > MaxMiddlingScore ? KeepNews(state, input, tickets, text) ?? otherwise() : otherwise());
        }

        return TypedAnswer.FindToldKind(text) is { } kind && state.NextDraft is null
            ? new BotStep.ListTickets(tickets => state.OpensNewTicket || !tickets.Any(IsOpen)
                ? SubmitKind(state, input, kind, text, now) : otherwise())
            : null;
    }

    // Whoever said that it is solved, or was satisfied, and then says that something did not come which the ticket was not about, means
    // another matter. Money that is still owed is what came of the same one.
    private static bool IsOtherThing(ConversationState state, IReadOnlyList<TrackedTicket> tickets, string text, TrackedTicket ticket) =>
        state.PendingQuestion is { Kind: QuestionKind.Comment, Score: > MaxMiddlingScore } or { Kind: QuestionKind.Rating }
        && WordCover.Holds(text, SaidWords.Lists.Sounds("matterNouns")) && !MatterWords.Names(text, ticket)
        && !IsStillAbout(ticket, tickets, text,
            state.PendingQuestion.Kind is QuestionKind.Rating ? StillOwed.IsMeantAfterSolved : StillOwed.IsMeant);

    /// <summary>Opens a ticket for words that name nothing but its kind, and asks for the rest.</summary>
    private BotStep SubmitKind(ConversationState state, ChatInput input, TicketKind kind, string text, DateTimeOffset now)
    {
        var next = state with { NextDraft = new() { Kind = kind }, OpensNewTicket = true };
        var name = DisplayNames.For(LanguageOf(state), kind);
        return Submit(next, input, text, now, prefix: texts.Format(LanguageOf(state), "wish.ask", ("name", name)));
    }

    private BotStep OnAnonymityWished(
        ConversationState state, IReadOnlyList<TrackedTicket> tickets, Func<BotStep> otherwise, DateTimeOffset now) =>
        tickets.FirstOrDefault(IsOpen) is not { } newest ? otherwise() : Reply(AskAnonymity(
            state.PendingQuestion?.Number == newest.Number.ToString() ? state : state with { Draft = null }, newest.Number.ToString(),
            texts.Format(LanguageOf(state), "who.about", ("number", newest.Number)), now));

    private BotStep OnWithdrawSaid(
        ConversationState state, IReadOnlyList<TrackedTicket> tickets, Func<BotStep> otherwise, DateTimeOffset now) =>
        tickets.Where(IsOpen).ToList() switch
        {
            // Said twice, or of a matter that is over: words that open a matter would start a clock.
            [] when tickets.Count > 0 => Reply(new(state, Compose(state,
                texts.Format(LanguageOf(state), "withdraw.late", ("number", tickets[0].Number)), ButtonCodes.New, ButtonCodes.MyTickets))),
            [] => otherwise(),
            [var only] => AskToWithdraw(state, only.Number),
            var several => AskWhichToWithdraw(state, several, now),
        };

    /// <summary>Lists the tickets so that a choice withdraws: by button, number, place or name.</summary>
    private BotStep AskWhichToWithdraw(ConversationState state, IReadOnlyList<TrackedTicket> tickets, DateTimeOffset now)
    {
        var language = LanguageOf(state);
        var lines = tickets.Select(ticket => TicketSummary(language, ticket, now));
        var text = string.Join("\n\n", [texts.Format(language, "withdraw.which"), .. lines]);
        var buttons = tickets.Select(ticket => TicketButton(language, ticket, ButtonCodes.ChooseToWithdraw(ticket.Number.ToString())));
        return Reply(new(state with { ListedTickets = [.. tickets.Select(ticket => ticket.Number.ToString())] },
            new BotMessage(language, text, texts.ArrangeInRows(language, [.. buttons], onePerRow: true))));
    }

    /// <summary>
    /// Returns true if each open ticket waits for an answer. "One more thing" alone is then invited, because whoever says no more has a
    /// promise anyway; otherwise it is a question of its own, which must not wait without a promise.
    /// </summary>
    private static bool IsAnswerDue(IReadOnlyList<TrackedTicket> tickets) =>
        tickets.Any(IsOpen) && tickets.Where(IsOpen).All(ticket => ticket.Unanswered);

    private static bool IsOpen(TrackedTicket ticket) => ticket.Status is not (TicketStatus.Resolved or TicketStatus.Closed);

    // The words can only be about the resolved ticket if none is open beside it that waits for an answer or for the resident.
    private static TrackedTicket? FindResolved(IReadOnlyList<TrackedTicket> tickets) =>
        tickets.Any(ticket => IsOpen(ticket) && (ticket.Unanswered || ticket.Status is TicketStatus.WaitingForResident)) ? null
            : tickets.FirstOrDefault(ticket => ticket.Status is TicketStatus.Resolved);
}
