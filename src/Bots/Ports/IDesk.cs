using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>The one door from a chat to the desk. Every call may be repeated after a crash without a second effect.</summary>
public interface IDesk
{
    /// <summary>Takes what was said: opens a ticket, or joins it to the newest open one of that chat. Durable when it returns.</summary>
    Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation);

    /// <summary>Whether this only says thanks, or OK, while the chat has no matter it could belong to: it asks for nothing, and nothing is opened for it.</summary>
    Task<bool> IsIdleAsync(IncomingMessage message, CancellationToken cancellation);

    /// <summary>The resident says what kind of matter it is. False when the number is not a matter of that chat or is over.</summary>
    Task<bool> AmendKindAsync(ChatAddress chat, TicketNumber number, TicketKind kind, CancellationToken cancellation);

    /// <summary>The matters of this chat, newest first, at most ten.</summary>
    Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation);
}
