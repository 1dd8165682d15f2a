using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Submits content to the desk. The first content opens the ticket; kind and details are asked for afterwards.</summary>
public sealed partial class Dialog
{
    /// <summary>Above this number of messages a minute, every message is still submitted but not every one gets a reply.</summary>
    private const int MaxRepliesPerMinute = 8;

    private const int MaxGreetingLength = 500;

    private const int MaxAlbums = 8;

    private BotStep OnMedia(ConversationState state, ChatInput.MediaInput media, DateTimeOffset now) =>
        state.PendingQuestion is { Kind: QuestionKind.Comment, Score: { } score }
            ? SubmitAfterRating(state with { PendingQuestion = null }, media, score, next => SubmitMedia(next, media, now))
            : SubmitMedia(state, media, now);

    private BotStep SubmitMedia(ConversationState state, ChatInput.MediaInput media, DateTimeOffset now)
    {
        if (state.KeptGreeting is { } greeting)
        {
            media = media with { Caption = string.IsNullOrWhiteSpace(media.Caption) ? greeting : greeting + "\n" + media.Caption };
            state = state with { KeptGreeting = null };
        }

        var text = SubmissionBuilder.DescribeMedia(texts, LanguageOf(state), media);
        var hasNoText = string.IsNullOrWhiteSpace(media.Caption);
        if (media.AlbumId is not { } album) return Submit(state, media, text, now);
        var start = state.Albums.FirstOrDefault(known => known.AlbumId == album);
        if (start is null) state = state with { Albums = [.. state.Albums.TakeLast(MaxAlbums - 1), new(album, media.Origin.ExternalId)] };
        // The first part may come again.
        if (start is null || start.FirstPart == media.Origin.ExternalId) return Submit(state, media, text, now);
        // The later parts of an album belong to the same message. Words on one that comes after it was taken are added to its ticket; they
        // replace none of the words that came before.
        var parts = hasNoText
            ? SubmissionBuilder.Build(state, media, text)
            : [.. SubmissionBuilder.Build(state, media with { AlbumId = null }, text)
                .Select(part => part with { RepliesTo = new(album, null) })];
        return new BotStep.Submit(parts, _ => NoReply(state), IdleReply(state));
    }

    private BotStep Submit(
        ConversationState state, ChatInput input, string text, DateTimeOffset now, string prefix = "", string courtesyKey = "thanks")
    {
        var messages = SubmissionBuilder.Build(state, input, WithContext(state, input, text));
        var separated = prefix.Length > 0 ? prefix + "\n\n" : "";
        return new BotStep.Submit(messages,
            receipt => MarkIfUrgent(messages[0], receipt,
                OnReceipt(state, input, messages[0].ExternalId, receipt, separated, courtesyKey, now)),
            IdleReply(state));
    }

    /// <summary>
    /// A ticket that urgent words open is urgent. One that they join is marked as urged, which its card shows.
    /// </summary>
    private static BotStep MarkIfUrgent(IncomingMessage message, IntakeReceipt receipt, BotStep then) =>
        message.Priority is Priority.Urgent && !receipt.Opened ? new BotStep.Urge(receipt.Number, _ => then) : then;

    /// <summary>Adds what belongs before the text: a kept greeting, the author of forwarded words, the words it replies to.</summary>
    private string WithContext(ConversationState state, ChatInput input, string text)
    {
        List<string> lines = [text];
        if (input.Origin.RepliesTo?.Quote is { } quote && CleanText.HasVisibleText(quote))
            lines.Insert(0, "> " + quote.Trim().ReplaceLineEndings("\n> "));
        if (input.Origin.ForwardedFrom is { } source)
            lines.Insert(0, SubmissionBuilder.Bracket(texts.Format(LanguageOf(state), "content.forwarded"), source));
        if (state.KeptGreeting is { } greeting) lines.Insert(0, greeting);
        return string.Join('\n', lines);
    }

    private BotStep OnReceipt(
        ConversationState state, ChatInput input, string externalId, IntakeReceipt receipt, string prefix, string courtesyKey,
        DateTimeOffset now)
    {
        if (IsOfOtherLanguage(state, input) && !receipt.IsCourtesy) prefix = OtherLanguageNotice(state) + "\n\n" + prefix;
        var next = state with
        {
            Greeted = true,
            OpensNewTicket = false,
            NextDraft = null,
            TargetTicket = null,
            RatingComment = null,
            KeptGreeting = null,
        };
        if (receipt.Opened)
            return OnOpened(next with { Draft = state.NextDraft, MessageRate = null }, input, receipt, prefix, now);
        MessageRate rate = state.MessageRate is { } last && (now - last.Since).Duration() < TimeSpan.FromMinutes(1)
            ? last with { Count = last.Count + 1 }
            : new(now, 1);
        next = next with { MessageRate = rate };
        if (rate.Count == MaxRepliesPerMinute + 1) return ReplyWith(next, "joined.many", ButtonCodes.MyTickets, ButtonCodes.New);
        if (rate.Count > MaxRepliesPerMinute) return NoReply(next);
        if (receipt.IsCourtesy)
        {
            var text = texts.Format(LanguageOf(next), courtesyKey, ("number", receipt.Number));
            var thanks = Compose(next, text, ButtonCodes.New, ButtonCodes.MyTickets);
            return Reply(receipt.IsOver && next.PendingQuestion is not { Kind: QuestionKind.Rating }
                ? new(next, thanks) : AskAgain(next, thanks));
        }

        // Words in a resolved ticket open it again: there is nothing to rate any more.
        if (next.PendingQuestion is { Kind: QuestionKind.Rating } rating && rating.Number == receipt.Number.ToString())
            next = next with { PendingQuestion = null };

        return HidesName(input) && state.AnonymityOf != receipt.Number.ToString()
            ? Reply(AskAnonymity(next, receipt.Number.ToString(), prefix + JoinedText(LanguageOf(next), receipt), now))
            : OnJoined(next, externalId, receipt, prefix);
    }

    private BotStep OnOpened(
        ConversationState state, ChatInput input, IntakeReceipt receipt, string prefix, DateTimeOffset now)
    {
        var number = receipt.Number.ToString();
        var (next, text) = WithPrivacyNotice(state, prefix + ReceiptInKnownLanguages(state, input, receipt));
        var reply = WishesAnonymity(input) ? AskAnonymity(next, number, text, now)
            // Nobody in danger is asked for a kind, and the emergency numbers stay on the screen.
            : IsFromDanger(input) ? new(next, Compose(next, text, ButtonCodes.Person, ButtonCodes.MyTickets))
            : receipt.SuggestedAnswer is { } known ? AskWhetherAnswered(next, number, text, known, now)
            : AskNextDetail(next, number, input.From.Channel, text + "\n\n", now);
        var messages = reply.Messages.Select(message => message with { IsEssential = true });
        return Reply(reply with { Messages = [.. SpokenReceiptFor(LanguageOf(next), receipt), .. messages] });
    }

    private static bool WishesAnonymity(ChatInput input) => HidesName(input) || AnonymityWish.Reports(WordsOf(input));

    private static bool HidesName(ChatInput input) => AnonymityWish.HidesName(WordsOf(input));

    private static string WordsOf(ChatInput input) => input switch
    {
        ChatInput.TextInput { Text: var text } => text,
        ChatInput.MediaInput { Caption: { } caption } => caption,
        _ => "",
    };

    /// <summary>After a choice from the menu: the next message opens a new ticket of that kind.</summary>
    private BotStep AskForContent(ConversationState state, DraftDetails draft)
    {
        var name = draft.ServiceItem is { } service
            ? texts.ServiceName(LanguageOf(state), service)
            : DisplayNames.For(LanguageOf(state), draft.Kind!.Value);
        var next = state with { NextDraft = draft, OpensNewTicket = true, TargetTicket = null, Greeted = true };
        return Reply(new(next, Compose(next, texts.Format(LanguageOf(next), "wish.ask", ("name", name)))));
    }

    /// <summary>
    /// A greeting, or a sign that says as little. In an open ticket it is shown and starts nothing; else it is kept for what follows.
    /// </summary>
    private BotStep OnGreeting(ConversationState state, ChatInput input, string text, DateTimeOffset now)
    {
        var submit = Submit(state, input, text, now, courtesyKey: "greeting.open");
        return new BotStep.ListTickets(tickets => tickets.Any(IsOpen) ? submit
            // A number that answers nothing: what is asked is said again.
            : ListNumber.Read(text) is not null && FindResolved(tickets) is { Rated: false } resolved
                ? state.PendingQuestion is { Kind: QuestionKind.Rating } ? AskRating(state, resolved.Number, now)
                    : ShowTicket(state, tickets, resolved.Number, now)
            : Greet(state with { KeptGreeting = KeepGreeting(state, text) }));
    }

    private static string KeepGreeting(ConversationState state, string text) =>
        state.KeptGreeting is { } kept ? LongText.Split(kept + "\n" + text, MaxGreetingLength)[0] : text;

    /// <summary>The reply to a courtesy without a ticket it could belong to: thanks and a way on. No ticket is opened.</summary>
    private BotReply IdleReply(ConversationState state)
    {
        var text = texts.Format(LanguageOf(state), "thanks") + "\n\n" + texts.Format(LanguageOf(state), "matters.none");
        return new(state with { Greeted = true }, Compose(state, text, ButtonCodes.New));
    }

    private static BotStep NoReply(ConversationState state) => Reply(new(state, []));
}
