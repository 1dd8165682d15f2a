using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>Where each chat stands.</summary>
public interface IConversations
{
    /// <summary>The place of a chat; <see cref="Place.Start"/> for one never heard of.</summary>
    Task<Place> FindAsync(ChatAddress chat, CancellationToken cancellation);

    /// <summary>The codes of the buttons under the last message the chat was shown, in their order; empty where it had none: then a number is something said.</summary>
    Task<IReadOnlyList<string>> LastKeyboardAsync(ChatAddress chat, CancellationToken cancellation);

    /// <summary>In one transaction: the chat's new place, what we say (in order, into the outbox), and the update is done.</summary>
    Task CompleteAsync(InboxItem item, ChatAddress chat, Place place, IReadOnlyList<OutgoingMessage> says, CancellationToken cancellation);
}
