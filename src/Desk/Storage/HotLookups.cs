using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Storage;

/// <summary>The few look-ups of the hot intake path, on the writer's transaction. Each names the leading column of its index.</summary>
public static class HotLookups
{
    public static async Task<long?> TicketOfIntakeAsync(this WriteUnit unit, ContactChannel channel, string caller, string externalId, CancellationToken cancellation) =>
        (long?)await unit.ScalarAsync(
            """SELECT "TicketId" FROM intake_ids WHERE "ExternalId" = @p0 AND "Caller" = @p1 AND "Channel" = @p2""", cancellation,
            externalId, caller, channel.ToString());

    /// <summary>The person this phone belongs to under this name; without a name, whoever has the phone.</summary>
    public static async Task<long?> PersonOfPhoneAsync(this WriteUnit unit, string phone, string? name, CancellationToken cancellation) =>
        (long?)await unit.ScalarAsync(
            """SELECT a."PersonId" FROM person_addresses a JOIN people p ON p."Id" = a."PersonId" WHERE a."Value" = @p0 AND a."Kind" = @p1 AND (@p2 = '' OR p."Name" = @p2) ORDER BY a."Id" LIMIT 1""",
            cancellation, phone, nameof(AddressKind.Phone), name ?? "");
}
