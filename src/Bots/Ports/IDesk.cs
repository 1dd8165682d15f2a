using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>
/// The desk's operations for chats. Every call may be repeated after a crash without a second effect. A call sees only the tickets
/// of its chat.
/// </summary>
public interface IDesk
{
    /// <summary>
    /// Adds the message to its target ticket, else to the newest open ticket of the chat, else opens a new ticket. Durable when it
    /// returns.
    /// </summary>
    Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation);

    /// <summary>
    /// Returns true for a mere courtesy (thanks, OK) in a chat without a ticket it could belong to. It opens no ticket.
    /// </summary>
    Task<bool> IsCourtesyOnlyAsync(IncomingMessage message, CancellationToken cancellation);

    /// <summary>Changes details of a ticket. Returns false if the ticket is not one of that chat or is closed.</summary>
    Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation);

    /// <summary>Lists the tickets of the chat, newest first, at most ten.</summary>
    Task<IReadOnlyList<TrackedTicket>> ListTicketsAsync(ChatAddress chat, CancellationToken cancellation);

    /// <summary>
    /// Moves the message <paramref name="externalId"/> and its response cycle to the ticket <paramref name="targetTicket"/>, or to a new
    /// ticket if that is null. A message that is already there stays and is no longer uncertain. Returns null if the message can no
    /// longer be moved.
    /// </summary>
    Task<IntakeReceipt?> MoveMessageAsync(ChatAddress chat, string externalId, TicketNumber? targetTicket, CancellationToken cancellation);

    /// <summary>Withdraws a ticket for the resident. Returns false if it is already closed.</summary>
    Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation);

    /// <summary>
    /// Reopens a ticket that was not solved and starts a new response cycle; in a ticket that is open again already, the running
    /// cycle stays. Returns null if it is too late to reopen.
    /// </summary>
    Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation);

    /// <summary>
    /// Stores a rating from 1 to 5, once for each closing. Returns false if the ticket is already rated or can no longer be.
    /// </summary>
    Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation);

    /// <summary>Adds a comment to the last rating. Returns false if there is no rating or it already has a comment.</summary>
    Task<bool> AddRatingCommentAsync(ChatAddress chat, TicketNumber number, string residentText, CancellationToken cancellation);

    /// <summary>Finds a ticket by number and tracking code, as the tracking page does. Null if the code does not match.</summary>
    Task<TrackedTicket?> TrackAsync(ChatAddress chat, TicketNumber number, string code, CancellationToken cancellation);

    /// <summary>Finds a frequent question and its answer in that language. Null if the question no longer exists.</summary>
    Task<FrequentAnswer?> FindAnswerAsync(string code, Language language, CancellationToken cancellation);

    /// <summary>
    /// Joins the chat to the ticket of a counter slip or hotline call by its pick-up code. Null if the code is unknown.
    /// </summary>
    Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation);

    /// <summary>Records that the resident blocked or unblocked the bot in this chat.</summary>
    Task SetReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation);
}
