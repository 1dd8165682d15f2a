using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Words after a question of staff.</summary>
public sealed partial class Dialog
{
    /// <summary>
    /// Whatever is written in reply to a question of staff is the answer to it, however short or polite. Only withdrawing, the wish for a
    /// person, a code that is valid, another matter, and what is to be done with one go before.
    /// </summary>
    private BotStep AnswerStaff(ConversationState state, ChatInput input, TicketNumber asked, string text, DateTimeOffset now)
    {
        if (NewMatter.IsTold(text)) state = state with { OpensNewTicket = true, TargetTicket = null };
        var target = state.OpensNewTicket ? state.TargetTicket : asked.ToString();
        var submit = Submit(state with { TargetTicket = target }, input, text, now);
        if (TypedAnswer.Says(text, ButtonCodes.Person)) return OnButton(state, input, ButtonCodes.Person, now);
        if (TypedAnswer.Says(text, "withdraw")) return AskToWithdraw(state, asked);
        if (NewMatter.IsAnnounced(text)) return OnButton(state, input, ButtonCodes.New, now);
        return FindByCode(state, text, ifNotFound: () => submit, now) ?? new BotStep.ListTickets(tickets =>
            AnswerAboutOther(state, input, tickets, asked, text, now) ?? submit);
    }

    /// <summary>
    /// Does what words say that clearly speak of another open matter, or keeps them there. Null if they speak of none: then they answer.
    /// </summary>
    private BotStep? AnswerAboutOther(ConversationState state, ChatInput input, IReadOnlyList<TrackedTicket> tickets, TicketNumber asked,
        string text, DateTimeOffset now)
    {
        var others = tickets.Where(ticket => ticket.Number != asked).ToList();
        if (TypedCodes.ReadAskedNumber(text) is { } shown && others.Exists(ticket => ticket.Number == shown))
            return ShowTicket(state, tickets, shown, now);
        var command = TypedCodes.SplitNumber(text) is var (numbered, words) && others.Find(ticket => ticket.Number == numbered) is { } meant
            && FindCommand(words) is { } said ? DoWithTicket(state, input, tickets, meant, said, text, now)
            : OnCommandForNamed(state, input, others, text, now);
        if (command is not (null or BotStep.Submit)) return command;
        if (state.OpensNewTicket || Politeness.Judge(text) is not null) return command;
        IReadOnlyList<string> listed = state.ListedTickets.Count > 0 ? state.ListedTickets : SortByAge(tickets);
        var other = command is BotStep.Submit { Messages: [{ TargetTicket: { } named }, ..] }
            ? named : OtherMatter.Find(text, asked, tickets, listed)?.Number;
        return other is { } number ? SubmitToOther(state, input, number, tickets.First(ticket => ticket.Number == asked), text) : command;
    }

    /// <summary>Keeps words in another ticket than the one that staff asked about, and asks that again: it stays open.</summary>
    private BotStep SubmitToOther(ConversationState state, ChatInput input, TicketNumber other, TrackedTicket asked, string text)
    {
        var next = state with { TargetTicket = other.ToString() };
        return new BotStep.Submit(SubmissionBuilder.Build(next, input, WithContext(next, input, text)), receipt =>
        {
            var language = LanguageOf(state);
            var again = texts.Format(language, "staff.askedAgain", ("number", asked.Number),
                ("text", asked.Answers is [.., { Text: var question }] ? question : "")).TrimEnd();
            return Reply(new(state with { KeptGreeting = null, NextDraft = null, TargetTicket = null }, new BotMessage(
                language, JoinedText(language, receipt) + "\n\n" + again, AnswerButtons.ForQuestion(language, asked.Number))));
        }, IdleReply(state));
    }
}
