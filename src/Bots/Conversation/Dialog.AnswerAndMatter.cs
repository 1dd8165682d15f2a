using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Messages that answer a question and go on with a matter of its own: "solved, one more thing: my parcel is lost".</summary>
public sealed partial class Dialog
{
    /// <summary>
    /// Takes the beginning of the text as the answer, and keeps the whole text as a new ticket. Null if the beginning answers nothing.
    /// </summary>
    private BotStep? AnswerBeforeMatter(
        ConversationState state, ChatInput input, IReadOnlyList<ChatButton> offered, DateTimeOffset now)
    {
        if (input is not ChatInput.TextInput { IsEdit: false, Text: { Length: <= SubmissionBuilder.MaxLength } text } words
            || input.Origin.RepliesTo is not null || input.Origin.ForwardedFrom is not null
            || OfferedButtons.FindTicketOfQuestion(offered) is not null
            || NewMatter.FindBefore(text) is not { } before) return null;
        var answer = words with { Text = before.Trim() };
        var step = ReadTypedAnswer(state, answer, offered) is ChatInput.ButtonInput pressed
            ? ButtonCodes.ReadTicketCode(pressed.Code) is null ? null : OnRead(state, answer, pressed, now)
            : Politeness.Judge(before) is null ? TakeTypedDetail(state, answer, answer.Text, now) : null;
        // A courtesy that is submitted alone may end the conversation.
        return step is null or BotStep.Submit ? null : step.ContinueWith((answered, isSubmitted) =>
            BeginMatter(answered.NextState, isSubmitted ? WithPartId(words) : words, text[before.Length..], now)
                .ContinueWith((begun, _) => Reply(new(begun.NextState, [.. ReplyToAnswer(state, answered), .. begun.Messages]))));
    }

    // The reply to a comment offers to make it a matter of its own, which comes here anyway.
    private IReadOnlyList<BotMessage> ReplyToAnswer(ConversationState state, BotReply answered) =>
        answered.NextState.RatingComment is null || state.RatingComment is not null ? answered.Messages
            : [Compose(state, texts.Format(LanguageOf(state), "comment.kept"), ButtonCodes.MyTickets)];

    private BotStep BeginMatter(ConversationState state, ChatInput.TextInput input, string matter, DateTimeOffset now) =>
        !NewMatter.IsToldAfterAnswer(matter) ? OnButton(state, input, ButtonCodes.New, now)
            : Submit(WithToldKind(state with { OpensNewTicket = true, TargetTicket = null, NextDraft = null }, matter),
                input, input.Text.Trim(), now);

    // The answer was submitted under the id of the message.
    private static ChatInput.TextInput WithPartId(ChatInput.TextInput input) => new(
        input.Origin with { ExternalId = input.Origin.ExternalId + IncomingMessage.PartSeparator + "2" }, input.Text);
}
