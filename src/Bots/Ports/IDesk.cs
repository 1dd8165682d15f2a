using EcomCenter.Contracts;

namespace EcomCenter.Bots.Ports;

/// <summary>
/// The one door from a chat to the desk. Every call may be repeated after a crash without a second effect, and sees only what belongs to that chat.
/// </summary>
public interface IDesk
{
    /// <summary>Takes what was said: opens a ticket, or joins it to the matter it is about, else to the newest open one of that chat. Durable when it returns.</summary>
    Task<IntakeReceipt> SubmitAsync(IncomingMessage message, CancellationToken cancellation);

    /// <summary>Whether this only says thanks, or OK, while the chat has no matter it could belong to: it asks for nothing, and nothing is opened for it.</summary>
    Task<bool> IsIdleAsync(IncomingMessage message, CancellationToken cancellation);

    /// <summary>The resident tells more of a matter. False when the number is not a matter of that chat or is over.</summary>
    Task<bool> AmendAsync(ChatAddress chat, TicketNumber number, Amendment amendment, CancellationToken cancellation);

    /// <summary>The matters of this chat, newest first, at most ten.</summary>
    Task<IReadOnlyList<TrackedTicket>> MattersAsync(ChatAddress chat, CancellationToken cancellation);

    /// <summary>
    /// What was said in <paramref name="externalId"/> is about <paramref name="about"/>, or, where that is null, a matter of its own: it moves there, and its
    /// clock with it; where it is already, it stays and is no longer in doubt. Null when it can't be moved any more.
    /// </summary>
    Task<IntakeReceipt?> MoveAsync(ChatAddress chat, string externalId, TicketNumber? about, CancellationToken cancellation);

    /// <summary>The resident takes the matter back. False when it is over already.</summary>
    Task<bool> WithdrawAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation);

    /// <summary>It was not solved: a new promise starts; where it is open again already, that one runs. Null when it is too late for that.</summary>
    Task<IntakeReceipt?> ReopenAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation);

    /// <summary>1 to 5, once for each closing. False when it was rated or can't be any more.</summary>
    Task<bool> RateAsync(ChatAddress chat, TicketNumber number, int score, CancellationToken cancellation);

    /// <summary>A word to the rating just given. False when there is none, or it has its word.</summary>
    Task<bool> CommentAsync(ChatAddress chat, TicketNumber number, string words, CancellationToken cancellation);

    /// <summary>Whoever knows a number and its code may see how the matter stands, as at the tracking page. Null when they don't belong together.</summary>
    Task<TrackedTicket?> TrackAsync(ChatAddress chat, TicketNumber number, string code, CancellationToken cancellation);

    /// <summary>A frequent question and its answer in that language. Null when there is no such question any more.</summary>
    Task<KnownAnswer?> KnownAsync(string code, Language language, CancellationToken cancellation);

    /// <summary>Joins the chat to the matter of a counter slip or a hotline call. Null when there is no such code.</summary>
    Task<TrackedTicket?> PickUpAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation);

    /// <summary>The person shut this chat to us, or opened it again.</summary>
    Task ReachableAsync(ChatAddress chat, bool reachable, CancellationToken cancellation);
}
