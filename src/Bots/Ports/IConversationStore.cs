using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Stores the conversation state of each chat.</summary>
public interface IConversationStore
{
    /// <summary>Loads the state of a chat; <see cref="ConversationState.Initial"/> for an unknown chat.</summary>
    Task<ConversationState> LoadAsync(ChatAddress chat, CancellationToken cancellation);

    /// <summary>
    /// Loads the button codes of the last message sent to the chat, in order. Empty if it had no buttons; then a number is an
    /// ordinary message.
    /// </summary>
    Task<IReadOnlyList<string>> LoadLastButtonCodesAsync(ChatAddress chat, CancellationToken cancellation);

    /// <summary>Stores the new state, queues the messages in order in the outbox and marks the update done, in one transaction.</summary>
    Task CompleteAsync(
        InboxItem item, ChatAddress chat, ConversationState state, IReadOnlyList<OutgoingMessage> replies, CancellationToken cancellation);
}
