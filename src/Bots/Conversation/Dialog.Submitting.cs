using EcomCenter.Contracts;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Conversation;

/// <summary>Submits content to the desk. The first content opens the ticket; kind and details are asked for afterwards.</summary>
public sealed partial class Dialog
{
    /// <summary>Above this number of messages a minute, every message is still submitted but not every one gets a reply.</summary>
    private const int MaxRepliesPerMinute = 8;

    private const int MaxUncertainMessages = 8;

    private BotStep OnMedia(ConversationState state, ChatInput.MediaInput media, DateTimeOffset now)
    {
        var text = SubmissionBuilder.DescribeMedia(texts, LanguageOf(state), media);
        var hasNoText = string.IsNullOrWhiteSpace(media.Caption);
        if (media.AlbumId is not { } album || album != state.LastAlbumId)
            return Submit(state with { LastAlbumId = media.AlbumId }, media, text, now, hasNoText);
        // The later parts of an album belong to the same message. A caption on one of them is handled like any other text.
        return hasNoText
            ? new BotStep.Submit(SubmissionBuilder.Build(state, media, text), _ => NoReply(state), IdleReply(state))
            : Submit(state, media with { AlbumId = null }, text, now);
    }

    private BotStep Submit(
        ConversationState state, ChatInput input, string text, DateTimeOffset now, bool hasNoText = false, string prefix = "")
    {
        var messages = SubmissionBuilder.Build(state, input, text);
        var separated = prefix.Length > 0 ? prefix + "\n\n" : "";
        return new BotStep.Submit(messages,
            receipt => OnReceipt(state, input, messages[0].ExternalId, receipt, hasNoText, separated, now),
            IdleReply(state));
    }

    private BotStep OnReceipt(
        ConversationState state, ChatInput input, string externalId, IntakeReceipt receipt, bool hasNoText, string prefix,
        DateTimeOffset now)
    {
        var next = state with { Greeted = true, OpensNewTicket = false, NextDraft = null, TargetTicket = null, RatingComment = null };
        if (receipt.Opened)
            return OnOpened(next with { Draft = state.NextDraft, MessageRate = null }, input, receipt, hasNoText, prefix, now);
        MessageRate rate = state.MessageRate is { } last && now - last.Since < TimeSpan.FromMinutes(1)
            ? last with { Count = last.Count + 1 }
            : new(now, 1);
        next = next with { MessageRate = rate };
        if (rate.Count == MaxRepliesPerMinute + 1) return ReplyWith(next, "joined.many", ButtonCodes.MyTickets, ButtonCodes.New);
        if (rate.Count > MaxRepliesPerMinute) return NoReply(next);
        if (receipt.IsCourtesy) return ReplyWith(next, "thanks", ButtonCodes.New, ButtonCodes.MyTickets);
        return OnJoined(next, externalId, receipt, prefix);
    }

    private BotStep OnOpened(
        ConversationState state, ChatInput input, IntakeReceipt receipt, bool hasNoText, string prefix, DateTimeOffset now)
    {
        var number = receipt.Number.ToString();
        var (next, text) = WithPrivacyNotice(state, prefix + ReceiptText(LanguageOf(state), receipt, hasNoText));
        var reply = receipt.SuggestedAnswer is { } known
            ? AskWhetherAnswered(next, number, text, known, now)
            : AskNextDetail(next, number, input.From.Channel, text + "\n\n", now);
        var messages = reply.Messages.Select(message => message with { IsEssential = true });
        return Reply(reply with { Messages = [.. SpokenReceiptFor(LanguageOf(next), receipt), .. messages] });
    }

    private BotStep OnJoined(ConversationState state, string externalId, IntakeReceipt receipt, string prefix)
    {
        var text = prefix + texts.Format(LanguageOf(state), "joined", ("number", receipt.Number));
        if (!receipt.IsUncertain) return Reply(new(state, Compose(state, text, ButtonCodes.MyTickets, ButtonCodes.New)));
        var uncertain = new UncertainMessage(state.UncertainMessages.Count == 0 ? 1 : state.UncertainMessages[^1].Key + 1, externalId);
        var next = state with { UncertainMessages = [.. state.UncertainMessages.TakeLast(MaxUncertainMessages - 1), uncertain] };
        var question = text + "\n" + texts.Format(LanguageOf(next), "joined.ask");
        return Reply(new(next, new BotMessage(LanguageOf(next), question, TicketChoices(LanguageOf(next), uncertain.Key, receipt))));
    }

    private IReadOnlyList<IReadOnlyList<ChatButton>> TicketChoices(Language language, int messageKey, IntakeReceipt receipt)
    {
        var tickets = receipt.OtherOpenTickets.Take(3).Prepend(receipt.Number).Select(number => new ChatButton(
            ButtonCodes.MoveMessage(messageKey, number.ToString()), texts.Format(language, "button.about", ("number", number))));
        var newTicket = new ChatButton(ButtonCodes.MoveMessage(messageKey, ButtonCodes.None), texts.Format(language, "button.new"));
        return texts.ArrangeInRows(language, [.. tickets, newTicket], onePerRow: true);
    }

    /// <summary>Moves an uncertain message to the chosen ticket. If a question about that ticket is pending, it is asked again.</summary>
    private BotStep MoveMessage(ConversationState state, ChatInput input, string messageKey, TicketNumber? targetTicket, DateTimeOffset now)
    {
        var uncertain = state.UncertainMessages.LastOrDefault(message => FormattableString.Invariant($"{message.Key}") == messageKey);
        if (uncertain is null) return ReplyUnknown(state);
        return new BotStep.MoveToTicket(uncertain.ExternalId, targetTicket, receipt => receipt is null
            ? ReplyWith(state, "moved.no", ButtonCodes.MyTickets, ButtonCodes.New)
            : OnMoved(state, input, receipt, now));
    }

    private BotStep OnMoved(ConversationState state, ChatInput input, IntakeReceipt receipt, DateTimeOffset now)
    {
        var (language, number) = (LanguageOf(state), receipt.Number.ToString());
        if (receipt.Opened)
        {
            var text = ReceiptText(language, receipt, hasNoText: false) + "\n\n" + texts.Format(language, "kind.ask");
            return Reply(AskKind(state with { Draft = null }, number, text, now));
        }

        var moved = texts.Format(language, "moved", ("number", receipt.Number));
        var isAsked = state.PendingQuestion is { Kind: not (QuestionKind.Comment or QuestionKind.FrequentAnswer) } question
            && question.Number == number;
        return isAsked
            ? Reply(AskNextDetail(state, number, input.From.Channel, moved + "\n\n", now))
            : Reply(new(state, Compose(state, moved, ButtonCodes.MyTickets, ButtonCodes.New)));
    }

    /// <summary>After a choice from the menu: the next message opens a new ticket of that kind.</summary>
    private BotStep AskForContent(ConversationState state, DraftDetails draft)
    {
        var name = draft.ServiceItem is { } service
            ? DisplayNames.Service(LanguageOf(state), service)
            : DisplayNames.For(LanguageOf(state), draft.Kind!.Value);
        var next = state with { NextDraft = draft, OpensNewTicket = true, TargetTicket = null, Greeted = true };
        return Reply(new(next, Compose(next, texts.Format(LanguageOf(next), "wish.ask", ("name", name)))));
    }

    /// <summary>
    /// Submits the wish to talk to a person as content, because it deserves a ticket even before the resident says more.
    /// </summary>
    private BotStep SubmitPersonRequest(ConversationState state, ChatInput input, DateTimeOffset now)
    {
        var draft = new DraftDetails { Kind = TicketKind.Other, ServiceItem = "" };
        return Submit(state with { NextDraft = draft }, input, texts.Format(LanguageOf(state), "person.said"), now);
    }

    private string ReceiptText(Language language, IntakeReceipt receipt, bool hasNoText)
    {
        List<string> lines = [];
        if (receipt.DueAt is { } due)
        {
            lines.Add(texts.Format(language, "receipt",
                ("number", receipt.Number), ("due", texts.DateAndTime(language, due)), ("zone", texts.ZoneName(language))));
        }
        else
        {
            lines.Add(texts.Format(language, "receipt.noPromise", ("number", receipt.Number)));
        }

        if (receipt.TrackingCode.Length > 0) lines.Add(texts.Format(language, "receipt.code", ("code", receipt.TrackingCode)));
        if (hasNoText) lines.Add(texts.Format(language, "receipt.wordless"));
        return string.Join('\n', lines);
    }

    // Number and due time as a voice message for residents who do not read, if the centre has recorded all the clips.
    private IEnumerable<BotMessage> SpokenReceiptFor(Language language, IntakeReceipt receipt)
    {
        var clips = SpokenReceipt.ClipsFor(receipt, texts.ToLocalTime(receipt.DueAt ?? default));
        if (receipt.DueAt is not null && voiceClips.HasAll(language, clips))
            yield return new BotMessage(language, texts.Format(language, "receipt.noPromise", ("number", receipt.Number)),
                []) { Clips = clips };
    }

    /// <summary>The reply to a courtesy without a ticket it could belong to: thanks and a way on. No ticket is opened.</summary>
    private BotReply IdleReply(ConversationState state)
    {
        var text = texts.Format(LanguageOf(state), "thanks") + "\n\n" + texts.Format(LanguageOf(state), "matters.none");
        return new(state with { Greeted = true }, Compose(state, text, ButtonCodes.New));
    }

    private static BotStep NoReply(ConversationState state) => Reply(new(state, []));
}
