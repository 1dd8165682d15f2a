using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Residents in danger: their words are a matter at any question, and the reply begins with the emergency numbers.</summary>
public sealed partial class Dialog
{
    /// <summary>
    /// Words that tell of danger answer no question, and choose nothing. They are kept where they would be without buttons and questions; a
    /// phone beside them is taken.
    /// </summary>
    private BotStep OnDanger(ConversationState state, ChatInput input, IReadOnlyList<ChatButton> offered, DateTimeOffset now)
    {
        if (input is not ChatInput.TextInput { IsEdit: false, Text: var said }) return Next(state, input, now);
        var text = said.Trim();
        if (OfferedButtons.FindTicketOfQuestion(offered) is { } asked && !state.OpensNewTicket && input.Origin.RepliesTo is null)
            return Submit(state with { TargetTicket = asked.ToString() }, input, text, now);
        if (PhoneInText.FindComplete(text) is not null && TakeTypedDetail(state, input, text, now) is { } taken) return taken;
        return state.PendingQuestion is { Kind: QuestionKind.Rating or QuestionKind.Comment }
            ? SubmitWords(state, input, text, now) : SubmitToNamed(state, input, text, now);
    }

    private static bool IsFromDanger(ChatInput input) =>
        DangerWords.AreIn(WordsOf(input)) || DangerWords.CallForHelp(WordsOf(input));

    /// <summary>
    /// Puts the emergency numbers before the reply. They are a message of their own: the receipt names the number of the ticket first.
    /// </summary>
    private BotStep WithEmergencyNumbers(BotStep step) => step.ContinueWith((reply, _) =>
    {
        var language = LanguageOf(reply.NextState);
        var numbers = new BotMessage(language, texts.Format(language, "danger"), []) { IsEssential = true };
        return Reply(reply with { Messages = [numbers, .. reply.Messages] });
    });
}
