using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// Captions and edits that answer whether a ticket is solved. The photo and the words are kept with that ticket, and reopen nothing.
/// </summary>
public sealed partial class Dialog
{
    /// <summary>
    /// Takes the caption of a photo as the answer to the question under the last message, or as a comment on the rating. Null if it is
    /// neither: then the photo is a matter.
    /// </summary>
    private BotStep? AnswerInCaption(ConversationState state, ChatInput input, IReadOnlyList<ChatButton> offered, DateTimeOffset now)
    {
        if (input is not ChatInput.MediaInput { Caption: { } caption } media || !TypedAnswer.IsShort(caption)
            || input.Origin.ForwardedFrom is not null || state.OpensNewTicket
            || OfferedButtons.FindTicketOfQuestion(offered) is not null) return null;
        var words = new ChatInput.TextInput(media.Origin, caption.Trim());
        if (ReadTypedAnswer(state, words, offered) is ChatInput.ButtonInput { Code: var code }
            && ButtonCodes.ReadTicketCode(code) is { Word: "solved" or "rate" or "notSolved", Number: { } asked } read)
        {
            return AboutTicket(words, asked, isAboutIt: () => read.Word is "notSolved"
                    ? SubmitMedia(state with { TargetTicket = asked.ToString(), PendingQuestion = null }, media, now)
                    : KeepWithAnswer(state, media, asked.ToString(), OnButton(WithAlbumOf(state, media), media, code, now)),
                otherwise: () => OnMedia(state, media, now));
        }

        if (OfferedButtons.FindResolved(offered) is { } solved && SolvedWithComment.IsMeant(caption))
        {
            return AboutTicket(words, solved, otherwise: () => OnMedia(state, media, now), isAboutIt: () =>
                KeepWithAnswer(state, media, solved.ToString(), AskRating(WithAlbumOf(state, media), solved, now)));
        }

        return state.PendingQuestion is { Kind: QuestionKind.Comment or QuestionKind.Rating } rated && input.Origin.RepliesTo is null
            && (CommentDetector.IsComment(caption)
                || (Politeness.Judge(caption) is null && RatingWords.Read(caption) > RatingScore.MaxUnsatisfied))
            ? KeepWithAnswer(state, media, rated.Number, ReplyWith(WithAlbumOf(state, media), "comment.kept",
                ButtonCodes.New, ButtonCodes.MyTickets))
            : null;
    }

    private BotStep AboutTicket(ChatInput.TextInput words, TicketNumber asked, Func<BotStep> isAboutIt, Func<BotStep> otherwise) =>
        words.Origin.RepliesTo is { } replied
            ? new BotStep.FindReplied(ToRepliedTo(replied), other => other is null || other == asked ? isAboutIt() : otherwise())
            : new BotStep.ListTickets(tickets => NamesOther(words.Text, tickets, asked) ? otherwise() : isAboutIt());

    private BotStep KeepWithAnswer(ConversationState state, ChatInput.MediaInput media, string number, BotStep answer)
    {
        var text = WithContext(state, media, SubmissionBuilder.DescribeMedia(texts, LanguageOf(state), media));
        var messages = SubmissionBuilder.Build(state with { TargetTicket = number, OpensNewTicket = false }, media, text);
        return new BotStep.Submit([.. messages.Select(message => message with { IsCourtesy = true })], _ => answer, IdleReply(state));
    }

    // The later parts of the album belong to the message that was kept, and get no reply.
    private static ConversationState WithAlbumOf(ConversationState state, ChatInput.MediaInput media) => state with
    {
        KeptGreeting = null,
        Albums = media.AlbumId is not { } album || state.Albums.Any(known => known.AlbumId == album) ? state.Albums
            : [.. state.Albums.TakeLast(MaxAlbums - 1), new(album, media.Origin.ExternalId)],
    };

    /// <summary>
    /// Words that were changed to "solved" or "satisfied" while that is asked about their ticket answer it. Null for other words.
    /// </summary>
    private BotStep? AnswerInEdit(
        ConversationState state, ChatInput.TextInput edit, string text, Func<BotStep> otherwise, DateTimeOffset now)
    {
        var score = Politeness.Judge(text) is null && TypedAnswer.IsShort(text) ? RatingWords.Read(text) : null;
        if (edit.EditsMessageId is not { } edited || !(SaysSolved(text) || score > RatingScore.MaxUnsatisfied)) return null;
        return new BotStep.FindReplied(new(edited, null), number => new BotStep.ListTickets(tickets =>
        {
            if (tickets.FirstOrDefault(ticket => ticket.Number == number) is not
                { Status: TicketStatus.Resolved, Rated: false } ticket) return otherwise();
            var kept = SubmissionBuilder.Build(state, edit, texts.Format(LanguageOf(state), "content.edited") + "\n" + text);
            return new BotStep.Submit([.. kept.Select(message => message with { IsCourtesy = true })], _ => score is { } given
                ? TakeRating(state, ticket.Number, given, now) : AskRating(state, ticket.Number, now), IdleReply(state));
        }));
    }
}
