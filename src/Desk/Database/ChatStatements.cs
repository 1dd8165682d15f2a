using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Prepared SQL for the hot path of a chat's update, run on the writer's transaction. A resident's first message is written without EF.
/// </summary>
public static class ChatStatements
{
    public static async Task<bool> IsUpdatePendingAsync(this WriteUnit unit, long inboxId) => await unit.ReadFirstRowAsync(
        """SELECT "Id" FROM inbox WHERE "Id" = @p0 AND "DoneAt" IS NULL""", CancellationToken.None, inboxId) is not null;

    public static void MarkUpdateDone(this WriteUnit unit, long inboxId, string outcome) => unit.Execute(
        """UPDATE inbox SET "DoneAt" = @p0, "NextAttemptAt" = NULL, "Outcome" = @p1 WHERE "Id" = @p2""",
        unit.Now.ToUnixTimeMilliseconds(), outcome, inboxId);

    /// <summary>Finds the stored state of a chat's conversation; null for an unknown chat.</summary>
    public static async Task<string?> FindConversationStateAsync(this WriteUnit unit, ChatAddress chat) =>
        (string?)(await unit.ReadFirstRowAsync(
        """SELECT "State" FROM conversations WHERE "Chat" = @p0 AND "Bot" = @p1 AND "Channel" = @p2""", CancellationToken.None,
        chat.Chat, chat.Bot, chat.Channel.ToString()))?[0];

    public static async Task<bool> WasEverSentToAsync(this WriteUnit unit, ChatAddress chat) => await unit.ReadFirstRowAsync(
        """SELECT "Id" FROM outbox WHERE "Chat" = @p0 AND "Bot" = @p1 AND "Channel" = @p2 LIMIT 1""", CancellationToken.None,
        chat.Chat, chat.Bot, chat.Channel.ToString()) is not null;

    /// <summary>Finds the address row of a chat and its person; null for an unknown chat.</summary>
    public static async Task<(long AddressId, long PersonId)?> FindAddressAsync(this WriteUnit unit, ChatAddress chat) =>
        // As part of an expression the kind cannot be compared with the index of phones, for which SQLite would prepare the statement anew.
        await unit.ReadFirstRowAsync(
            """SELECT "Id", "PersonId" FROM person_addresses WHERE "Value" = @p0 AND "Kind" || '' = @p1 AND "Bot" = @p2""",
            CancellationToken.None,
            chat.Chat, new AddressKind(chat.Channel).ToString(), chat.Bot) is { } row ? ((long)row[0]!, (long)row[1]!) : null;

    public static async Task<bool> HasOtherOpenTicketAsync(this WriteUnit unit, long chatAddressId, long ticketId) =>
        await unit.ReadFirstRowAsync(
            """
            SELECT "Id" FROM tickets WHERE "ChatAddressId" = @p0 AND "Id" <> @p1 AND "Status" <> @p2 AND "Status" <> @p3 LIMIT 1
            """,
            CancellationToken.None, chatAddressId, ticketId, nameof(TicketStatus.Resolved), nameof(TicketStatus.Closed)) is not null;

    /// <summary>Returns true if a ticket of the chat is on the call-back list, or is marked as unreachable.</summary>
    public static async Task<bool> HasTicketToCallBackAsync(this WriteUnit unit, ChatAddress chat) =>
        await unit.FindAddressAsync(chat) is var (address, _) && await unit.ReadFirstRowAsync(
            """
            SELECT "Id" FROM tickets WHERE "ChatAddressId" = @p0 AND ("Unreachable" OR "NeedsCallBack") AND "Status" <> @p1 LIMIT 1
            """,
            CancellationToken.None, address, nameof(TicketStatus.Closed)) is not null;

    /// <summary>Finds the first message of the chat that is not sent yet, whoever sends it.</summary>
    public static async Task<long?> FindFirstQueuedMessageAsync(this WriteUnit unit, ChatAddress chat) =>
        (long?)(await unit.ReadFirstRowAsync(
        """
        SELECT "Id" FROM outbox WHERE "Chat" = @p0 AND "Bot" = @p1 AND "Channel" = @p2 AND "NextAttemptAt" IS NOT NULL ORDER BY "Id" LIMIT 1
        """,
        CancellationToken.None, chat.Chat, chat.Bot, chat.Channel.ToString()))?[0];

    /// <summary>Returns false if the message is not queued any more.</summary>
    public static async Task<bool> TryMarkMessageSentAsync(this WriteUnit unit, long id, DateTimeOffset sentAt, string externalId) =>
        await unit.ReadFirstRowAsync(
            """
            UPDATE outbox SET "State" = @p0, "SentAt" = @p1, "ExternalId" = @p2, "NextAttemptAt" = NULL, "SendingSince" = NULL,
                "LastError" = NULL, "Attempts" = "Attempts" + 1 WHERE "Id" = @p3 AND "State" = @p4 RETURNING "Id"
            """,
            CancellationToken.None, nameof(DeliveryState.Sent), sentAt.ToUnixTimeMilliseconds(), externalId, id,
            nameof(DeliveryState.Queued)) is not null;

    /// <summary>Gives back a claim, unless another node has taken it over.</summary>
    public static void ReleaseClaim(this WriteUnit unit, long id, DateTimeOffset claimedAt) => unit.Execute(
        """UPDATE outbox SET "SendingSince" = NULL WHERE "Id" = @p0 AND "SendingSince" = @p1""", id, claimedAt.ToUnixTimeMilliseconds());
}
