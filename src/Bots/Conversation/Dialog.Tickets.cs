using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Tickets that already exist: listed, shown, added to, withdrawn, picked up by code.</summary>
public sealed partial class Dialog
{
    private const int MaxLabelLength = 24, MaxSpokenStates = 3;

    private BotStep? OnKnownTicketButton(
        ConversationState state, ChatInput input, string action, string value, TicketNumber number, DateTimeOffset now) =>
        (action, value) switch
        {
            ("matter", _) => new BotStep.ListTickets(tickets => ShowTicket(state, tickets, number, now)),
            ("add", _) => AskForMore(state, number),
            ("urge", _) => UrgeAnswer(state, number, now),
            ("withdraw", "sure") => WithdrawTicket(state, number, TypedWordsOf(input)),
            ("withdraw", _) => AskToWithdraw(state, number),
            ("solved", _) => AskRating(state, number, now),
            ("notSolved", _) => ReopenTicket(state, number, TypedWordsOf(input)),
            ("appeal", _) => AppealToHead(state, number, now),
            ("rate", _) when value is [>= '1' and <= '5'] => TakeRating(state, number, value[0] - '0', now),
            ("rate", ButtonCodes.None) => SkipRating(state, number),
            _ => null,
        };

    /// <summary>The words that were typed instead of the press. They say more than the words of the button.</summary>
    private static string? TypedWordsOf(ChatInput input) => (input as ChatInput.ButtonInput)?.TypedWords;

    private BotStep AskForMore(ConversationState state, TicketNumber number)
    {
        var next = state with { TargetTicket = number.ToString(), OpensNewTicket = false, NextDraft = null, PendingQuestion = null };
        return Reply(new(next, Compose(state, texts.Format(LanguageOf(state), "add.ask", ("number", number)))));
    }

    private BotStep AskToWithdraw(ConversationState state, TicketNumber number)
    {
        var text = texts.Format(LanguageOf(state), "withdraw.ask", ("number", number));
        var (keep, withdraw) = (ButtonCodes.ShowTicket(number.ToString()), ButtonCodes.ConfirmWithdraw(number.ToString()));
        return Reply(new(state, Compose(state, text, keep, withdraw)));
    }

    private BotStep ListTickets(
        ConversationState state, IReadOnlyList<TrackedTicket> tickets, DateTimeOffset now, string heading = "matters",
        string notice = "")
    {
        var language = LanguageOf(state);
        if (tickets.Count == 0)
            return Reply(new(state, Compose(state, texts.Format(language, "matters.none"), ButtonCodes.New, ButtonCodes.MainMenu)));
        var lines = tickets.Select(ticket => TicketSummary(language, ticket, now));
        var text = string.Join("\n\n", [notice + texts.Format(language, heading), .. lines]);
        List<ChatButton> buttons = [.. tickets.Select(ticket =>
            TicketButton(language, ticket, ButtonCodes.ShowTicket(ticket.Number.ToString()))),
            BotTexts.ButtonFor(language, ButtonCodes.New)];
        var message = new BotMessage(language, text, texts.ArrangeInRows(language, buttons, onePerRow: true));
        var spoken = tickets.SelectMany(ticket => SpokenStateOf(language, ticket)).Take(MaxSpokenStates);
        return Reply(new(state with { ListedTickets = [.. tickets.Select(ticket => ticket.Number.ToString())] }, [.. spoken, message]));
    }

    /// <summary>
    /// Number and due time of a ticket that waits for an answer, in the centre's clips. After a miss there is nothing that they could say.
    /// </summary>
    private IEnumerable<BotMessage> SpokenStateOf(Language language, TrackedTicket ticket)
    {
        if (!ticket.Unanswered || ticket.Cycle is CycleState.Missed) yield break;
        var clips = SpokenReceipt.ClipsFor(ticket.Number, texts.ToLocalTime(ticket.DueAt));
        if (voiceClips.HasAll(language, clips))
            yield return new(language, texts.Format(language, "receipt.noPromise", ("number", ticket.Number)), [])
            {
                Clips = clips, IsForOwnPage = true,
            };
    }

    private BotStep ShowTicket(ConversationState state, IReadOnlyList<TrackedTicket> tickets, TicketNumber number, DateTimeOffset now) =>
        tickets.FirstOrDefault(ticket => ticket.Number == number) is { } found
            ? Reply(new(state, [.. SpokenStateOf(LanguageOf(state), found), TicketMessage(state, found, now)]))
            : ReplyUnknown(state);

    /// <summary>The read-only view for a person who sent a number and its tracking code: it offers no action on the ticket.</summary>
    private BotMessage TrackedTicketMessage(ConversationState state, TrackedTicket ticket, DateTimeOffset now) =>
        Compose(state, TicketSummary(LanguageOf(state), ticket, now) + LastAnswerText(state, ticket),
            ButtonCodes.New, ButtonCodes.MainMenu);

    private string LastAnswerText(ConversationState state, TrackedTicket ticket) =>
        ticket.Answers is [.., var last] ? "\n\n" + texts.Format(LanguageOf(state), "matter.answer", ("text", last.Text)) : "";

    private BotMessage TicketMessage(ConversationState state, TrackedTicket ticket, DateTimeOffset now)
    {
        var (language, number) = (LanguageOf(state), ticket.Number.ToString());
        var text = TicketSummary(language, ticket, now) + LastAnswerText(state, ticket);
        if (ticket.Status is TicketStatus.Resolved && !ticket.Rated) text += "\n\n" + texts.Format(language, "solved.ask");
        if (ticket.IsAppealed) text += "\n\n" + texts.Format(language, "appeal.waits");
        return new(language, text, ticket.Status switch
        {
            TicketStatus.Closed => texts.Keyboard(language, ButtonCodes.New, ButtonCodes.MyTickets),
            TicketStatus.Resolved when ticket.Rated => texts.Keyboard(language, ButtonCodes.NotSolved(number), ButtonCodes.MyTickets),
            TicketStatus.Resolved =>
                texts.Keyboard(language, ButtonCodes.Solved(number), ButtonCodes.NotSolved(number), ButtonCodes.MyTickets),
            _ => texts.Keyboard(language, ButtonsForOpen(ticket, number)),
        });
    }

    private static List<string> ButtonsForOpen(TrackedTicket ticket, string number)
    {
        List<string> codes = [ButtonCodes.AddToTicket(number)];
        if (ticket.Unanswered) codes.Add(ButtonCodes.Urge(number));
        if (ticket.MayAppeal) codes.Add(ButtonCodes.Appeal(number));
        return [.. codes, ButtonCodes.WithdrawTicket(number), ButtonCodes.MyTickets];
    }

    private string TicketSummary(Language language, TrackedTicket ticket, DateTimeOffset now)
    {
        var status = texts.Format(language, "status." + (ticket.Withdrawn ? "withdrawn" : EnumCode.From(ticket.Status)));
        var line = texts.Format(language, "matters.line",
            ("number", ticket.Number), ("kind", DisplayNames.For(language, ticket.Kind)), ("status", status));
        if (ticket.Subject.Length > 0) line += $"\n\u2068{ticket.Subject}\u2069";
        if (!ticket.Unanswered) return line;
        // Only a recorded miss is late: the clock of the host may be wrong.
        var key = ticket.Cycle is CycleState.Missed ? "matters.late" : ticket.DueAt > now ? "matters.due" : "matters.dueAt";
        return (line + "\n" + texts.Format(language, key,
            ("due", texts.DateAndTime(language, ticket.DueAt)), ("zone", texts.ZoneName(language)),
            ("left", texts.FormatTimeLeft(language, ticket.DueAt - now))) + "\n" + HandledByText(language, ticket.HandledBy)).TrimEnd();
    }

    private ChatButton TicketButton(Language language, TrackedTicket ticket, string code)
    {
        var subject = ticket.Subject.Length <= MaxLabelLength
            ? ticket.Subject
            : string.Concat(LongText.Split(ticket.Subject, MaxLabelLength)[0], "…");
        var label = texts.Format(language, "button.matterLine", ("number", ticket.Number), ("subject", subject));
        return new(code, label.TrimEnd(' ', '·'));
    }

    private BotStep WithdrawTicket(ConversationState state, TicketNumber number, string? words) =>
        new BotStep.Withdraw(number, words ?? texts.Format(LanguageOf(state), "withdraw.said"), done =>
        {
            var text = texts.Format(LanguageOf(state), done ? "withdraw.done" : "withdraw.late", ("number", number));
            return Reply(new(ClearQuestion(state, number), Compose(state, text, ButtonCodes.New, ButtonCodes.MyTickets)));
        });

    private BotStep PickUpTicket(ConversationState state, string code, Func<BotStep> ifNotFound, TicketNumber? number = null) =>
        new BotStep.PickUp(number, code, LanguageOf(state), ticket => ticket is null ? ifNotFound() : OnPickedUp(state, ticket));

    private BotStep OnPickedUp(ConversationState state, TrackedTicket ticket)
    {
        var done = texts.Format(LanguageOf(state), "pickUp.done", ("number", ticket.Number));
        var (next, text) = WithPrivacyNotice(state with { Greeted = true }, done);
        var add = ButtonCodes.AddToTicket(ticket.Number.ToString());
        return Reply(new(next, Compose(next, text + LastAnswerText(next, ticket), add, ButtonCodes.MyTickets)));
    }
}
