using EcomCenter.Bots.Channels;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Conversation;

/// <summary>
/// The messages of the bot and the conversation state after them. Has no messages if a reply would only add to a flood.
/// </summary>
public sealed record BotReply(ConversationState NextState, IReadOnlyList<BotMessage> Messages)
{
    public BotReply(ConversationState nextState, BotMessage message) : this(nextState, [message]) { }

    /// <summary>The messages as they are sent to the chat.</summary>
    public IEnumerable<OutgoingMessage> MessagesTo(ChatAddress chat) => Messages
        .Where(message => !message.IsForOwnPage || KnownChannels.GetTraits(chat.Channel).IsOwnPage)
        .Select(message => message.ToOutgoing(chat));
}

/// <summary>
/// One step of the dialog: a call to the desk with the continuation that turns its result into the next step, or the end.
/// </summary>
public abstract record BotStep
{
    private BotStep() { }

    /// <summary>Goes on with another step after the reply of this one.</summary>
    /// <param name="next">Gets the reply, and true if a message was submitted before it.</param>
    /// <param name="isSubmitted">True if a message was submitted before this step.</param>
    public BotStep ContinueWith(Func<BotReply, bool, BotStep> next, bool isSubmitted = false)
    {
        return this switch
        {
            Reply(var reply) => next(reply, isSubmitted),
            Submit step => step with { Then = result => step.Then(result).ContinueWith(next, isSubmitted: true) },
            Amend step => step with { Then = After(step.Then) },
            ListTickets step => step with { Then = After(step.Then) },
            FindReplied step => step with { Then = After(step.Then) },
            MoveToTicket step => step with { Then = After(step.Then) },
            SetLanguage step => step with { Then = After(step.Then) },
            Urge step => step with { Then = After(step.Then) },
            AskForCall step => step with { Then = After(step.Then) },
            Withdraw step => step with { Then = After(step.Then) },
            Reopen step => step with { Then = After(step.Then) },
            Appeal step => step with { Then = After(step.Then) },
            Rate step => step with { Then = After(step.Then) },
            Comment step => step with { Then = After(step.Then) },
            FindAnswer step => step with { Then = After(step.Then) },
            _ => this,
        };

        Func<T, BotStep> After<T>(Func<T, BotStep> then) => result => then(result).ContinueWith(next, isSubmitted);
    }

    /// <summary>The last step: sends the reply without calling the desk.</summary>
    public sealed record Reply(BotReply BotReply) : BotStep;

    /// <summary>
    /// Submits one message or more of one ticket. <paramref name="Then"/> gets the receipt of the first. <paramref name="ReplyIfIdle"/> is
    /// the reply if the message is a mere courtesy in a chat without a ticket.
    /// </summary>
    public sealed record Submit(IReadOnlyList<IncomingMessage> Messages, Func<IntakeReceipt, BotStep> Then, BotReply ReplyIfIdle) : BotStep;

    public sealed record Amend(TicketNumber Number, Amendment Amendment, Func<bool, BotStep> Then) : BotStep;

    public sealed record ListTickets(Func<IReadOnlyList<TrackedTicket>, BotStep> Then) : BotStep;

    /// <summary>Finds the ticket of a message that was replied to. <paramref name="Then"/> gets null if there is none.</summary>
    public sealed record FindReplied(RepliedTo Message, Func<TicketNumber?, BotStep> Then) : BotStep;

    public sealed record MoveToTicket(string ExternalId, TicketNumber? TargetTicket, Func<IntakeReceipt?, BotStep> Then) : BotStep;

    /// <summary>Makes a language that of the chat's open tickets. <paramref name="Then"/> gets those that had another one.</summary>
    public sealed record SetLanguage(Language Language, Func<IReadOnlyList<TrackedTicket>, BotStep> Then) : BotStep;

    /// <summary>Records that the resident urges an answer. <paramref name="Then"/> gets null if none is owed.</summary>
    public sealed record Urge(TicketNumber Number, Func<UrgeReceipt?, BotStep> Then) : BotStep;

    /// <summary>Asks staff to call the resident. <paramref name="Then"/> gets false if no phone is known.</summary>
    public sealed record AskForCall(TicketNumber Number, Func<bool, BotStep> Then) : BotStep;

    public sealed record Withdraw(TicketNumber Number, string Text, Func<bool, BotStep> Then) : BotStep;

    public sealed record Reopen(TicketNumber Number, string Text, Func<IntakeReceipt?, BotStep> Then) : BotStep;

    /// <summary>Appeals to the head of the centre. <paramref name="Then"/> gets false if that is not possible.</summary>
    public sealed record Appeal(TicketNumber Number, Func<bool, BotStep> Then) : BotStep;

    public sealed record Rate(TicketNumber Number, int Score, Func<bool, BotStep> Then) : BotStep
    {
        /// <summary>True if the score takes the place of the one that was given, because the resident changed the word for it.</summary>
        public bool CorrectsRating { get; init; }
    }

    public sealed record Comment(TicketNumber Number, string Text, Func<bool, BotStep> Then) : BotStep;

    /// <summary>Joins the chat to the ticket of a pick-up code, which may come with the number of the ticket.</summary>
    public sealed record PickUp(TicketNumber? Number, string Code, Language Language, Func<TrackedTicket?, BotStep> Then) : BotStep;

    public sealed record Track(TicketNumber Number, string Code, Func<TrackedTicket?, BotStep> Then) : BotStep;

    /// <summary>Loads a frequent question and its answer in the given language, after the language was changed.</summary>
    public sealed record FindAnswer(string Code, Language Language, Func<FrequentAnswer?, BotStep> Then) : BotStep;

    /// <summary>Links the chat to a staff account, so that alerts are sent there.</summary>
    public sealed record LinkStaff(string Code, Language Language, Func<bool, BotStep> Then) : BotStep;

    /// <summary>Records that the resident blocked or unblocked the bot. No reply is sent.</summary>
    public sealed record SetReachable(bool Reachable) : BotStep;

    /// <summary>Does nothing. <paramref name="Code"/> is the reason recorded in the inbox.</summary>
    public sealed record Ignore(string Code) : BotStep;
}
