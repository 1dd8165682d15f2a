using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Commands and buttons, and words that stand for one.</summary>
public sealed partial class Dialog
{
    private BotStep OnCommand(ConversationState state, ChatInput input, string command, string arguments, DateTimeOffset now) =>
        command switch
        {
            ButtonCodes.Start when TypedCodes.ReadPickUpCode(arguments) is { } code =>
                PickUpTicket(state, code, ifNotFound: () => ReplyWith(state, "pickUp.none", ButtonCodes.New, ButtonCodes.MyTickets)),
            ButtonCodes.Start when arguments.Length > 0 => ReplyWith(state with { Greeted = true }, "start.unknown",
                ButtonCodes.New, ButtonCodes.MyTickets, ButtonCodes.MainMenu),
            ButtonCodes.LinkStaff => new BotStep.LinkStaff(arguments, LanguageOf(state),
                done => ReplyWith(state, done ? "staff.linked" : "staff.unknown", ButtonCodes.MainMenu)),
            ButtonCodes.New when CleanText.HasVisibleText(arguments) =>
                Submit(state with { OpensNewTicket = true }, input, arguments, now),
            _ => OnButton(state, input, command, now),
        };

    private BotStep OnButton(ConversationState state, ChatInput input, string code, DateTimeOffset now)
    {
        if (ButtonCodes.ReadLanguage(code) is { } chosen)
            return OnLanguageChosen(state with { Language = chosen, LanguageChosen = true, Greeted = true }, now);
        if (ButtonCodes.ReadMenuChoice(code) is { } draft) return AskForContent(state, draft);
        if (ButtonCodes.ReadTicketCode(code) is var (action, value, number))
            return OnTicketButton(state, input, action, value, number, now) ?? ReplyUnknown(state);
        return code switch
        {
            ButtonCodes.Start => Greet(state),
            ButtonCodes.New =>
                ReplyWith(state with { OpensNewTicket = true, NextDraft = null, TargetTicket = null, Greeted = true }, "new.ask"),
            ButtonCodes.MyTickets => new BotStep.ListTickets(tickets => ListTickets(state, tickets, now)),
            ButtonCodes.LanguageMenu => ReplyWith(state, "language.ask"),
            ButtonCodes.MainMenu or ButtonCodes.Help => ShowMenu(state, "help"),
            ButtonCodes.NoMenuChoice => ReplyWith(state with { Greeted = true }, "choice.menu", ButtonCodes.Person),
            ButtonCodes.Person => SubmitPersonRequest(state, input, now),
            ButtonCodes.OwnTicket when state.RatingComment is { } comment =>
                Submit(state with { OpensNewTicket = true, RatingComment = null }, input, comment, now),
            _ => ReplyUnknown(state),
        };
    }

    private BotStep? OnTicketButton(
        ConversationState state, ChatInput input, string action, string value, TicketNumber? number, DateTimeOffset now) =>
        (action, number) switch
        {
            ("move", _) => MoveMessage(state, input, value, number, now),
            (_, null) => null,
            ("kind", { } ticket) when ButtonCodes.ReadEnum<TicketKind>(value) is { } kind =>
                TakeKind(state, input, ticket, kind, now),
            ("left", { } ticket) => LeaveToDesk(state, ticket),
            ("unsure", { } ticket) => ReplyWith(state, "solved.unsure",
                ButtonCodes.Solved(ticket.ToString()), ButtonCodes.NotSolved(ticket.ToString())),
            ("service", { } ticket) => TakeService(state, input, ticket, value == ButtonCodes.None ? "" : value, now),
            ("who", { } ticket) when ButtonCodes.ReadEnum<Anonymity>(value) is { } anonymity =>
                TakeAnonymity(state, input, ticket, anonymity, now),
            ("noPhone", { } ticket) when state.CallWish?.Number == ticket.ToString()
                && state.PendingQuestion is not { Kind: QuestionKind.Phone } => DeclineCall(state, ticket),
            ("noPhone", { } ticket) =>
                Reply(AskNextDetail(state with { PhoneAsked = true }, ticket.ToString(), input.From.Channel, "", now)),
            ("right", { } ticket) => ConfirmDetails(state, ticket),
            ("change", { } ticket) =>
                Reply(AskKind(state with { Draft = null }, ticket.ToString(), texts.Format(LanguageOf(state), "kind.ask"), now)),
            ("answered", { } ticket) => WithdrawAnswered(state, ticket),
            ("notAnswered", { } ticket) => AskKindAfterAnswer(state, ticket, now),
            _ => OnKnownTicketButton(state, input, action, value, number.Value, now),
        };

    private BotStep AskKindAfterAnswer(ConversationState state, TicketNumber number, DateTimeOffset now)
    {
        var kept = texts.Format(LanguageOf(state), "known.kept", ("number", number));
        return Reply(AskKind(state, number.ToString(), kept + "\n\n" + texts.Format(LanguageOf(state), "kind.ask"), now));
    }

    /// <summary>
    /// Makes the chosen language that of the open tickets. Tells number and promise again in it, and repeats the pending question.
    /// </summary>
    private BotStep OnLanguageChosen(ConversationState state, DateTimeOffset now) => new BotStep.SetLanguage(LanguageOf(state), tickets =>
    {
        var told = tickets.Select(ticket => TicketSummary(LanguageOf(state), ticket, now));
        var text = string.Join("\n\n", [texts.Format(LanguageOf(state), "language.chosen"), .. told]);
        return state.PendingQuestion switch
        {
            { Kind: QuestionKind.FrequentAnswer, FrequentQuestionCode: { } code, Number: var number } =>
                new BotStep.FindAnswer(code, LanguageOf(state), answer => Reply(answer is null
                    ? AskKindAgain(state, number, text, now) : AskWhetherAnswered(state, number, text, answer, now))),
            { Kind: not (QuestionKind.Comment or QuestionKind.FrequentAnswer or QuestionKind.Rating), Number: var number } =>
                Reply(AskKindAgain(state, number, text, now)),
            _ when tickets.Count > 0 => Reply(new(state, Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.New))),
            _ => ShowMenu(state, "greeting"),
        };
    });

    private BotReply AskKindAgain(ConversationState state, string number, string text, DateTimeOffset now) =>
        AskKind(state, number, text + "\n\n" + texts.Format(LanguageOf(state), "kind.ask"), now);
}
