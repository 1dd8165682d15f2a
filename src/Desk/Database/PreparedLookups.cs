using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Database;

/// <summary>
/// Prepared SQL look-ups of the hot intake path, run on the writer's transaction. Each filters by the leading column of an index.
/// </summary>
public static class PreparedLookups
{
    public static async Task<long?> FindTicketByExternalIdAsync(
        this WriteUnit unit, ContactChannel channel, string caller, string externalId, CancellationToken cancellation) =>
        (long?)(await unit.ReadFirstRowAsync(
            """SELECT "TicketId" FROM intake_ids WHERE "ExternalId" = @p0 AND "Caller" = @p1 AND "Channel" = @p2""", cancellation,
            externalId, caller, channel.ToString()))?[0];

    /// <summary>
    /// Finds the person with this phone and this name; without a name, the person who has had the phone longest. Only the 30 newest people
    /// of a phone are searched, so that a phone shared by many (a switchboard) costs no more than others. Somebody who was first known
    /// from a hidden ticket is found for hidden tickets only: what they told would show on the next ticket with their phone.
    /// </summary>
    public static async Task<Person?> FindPersonByPhoneAsync(
        this WriteUnit unit, string phone, string? name, bool forHiddenTicket, CancellationToken cancellation)
    {
        // The kind is no parameter: an index of phones only makes SQLite prepare the statement anew for each value of one.
        var row = await unit.ReadFirstRowAsync(
            """
            SELECT p."Id", p."Name", p."Type", p."Organisation", p."Township", p."Village", p."KnownSince", a."Id", a."AsWritten"
            FROM (SELECT * FROM person_addresses WHERE "Value" = @p0 AND "Kind" = 'Phone' AND "Bot" = '' ORDER BY "Id" DESC LIMIT 30) a
            JOIN people p ON p."Id" = a."PersonId"
            WHERE (@p1 = '' OR p."Name" = @p1)
                AND (@p2 = '' OR @p2 <> COALESCE(
                    (SELECT t."Anonymity" FROM tickets t WHERE t."PersonId" = p."Id" ORDER BY t."Id" LIMIT 1), ''))
            ORDER BY a."Id" LIMIT 1
            """,
            cancellation, phone, name ?? "", forHiddenTicket ? "" : nameof(Anonymity.Hidden));
        return row is null ? null : ReadPerson(row, phone);
    }

    /// <summary>Finds the response that was stored with this Idempotency-Key; null for a new key.</summary>
    public static async Task<IdempotencyRow?> FindIdempotentResponseAsync(
        this WriteUnit unit, string caller, string route, string key, CancellationToken cancellation)
    {
        var row = await unit.ReadFirstRowAsync(
            """
            SELECT "BodyHash", "Status", "Headers", "Body", "CreatedAt" FROM idempotency_keys
            WHERE "Key" = @p0 AND "Caller" = @p1 AND "Route" = @p2
            """,
            cancellation, key, caller, route);
        return row is null ? null : new()
        {
            Caller = caller, Route = route, Key = key,
            BodyHash = (string)row[0]!, Status = Convert.ToInt32(row[1], CultureInfo.InvariantCulture),
            Headers = (string)row[2]!, Body = (string)row[3]!, CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)row[4]!),
        };
    }

    private static Person ReadPerson(object?[] row, string phone)
    {
        var person = new Person
        {
            Id = (long)row[0]!, Name = (string?)row[1], Type = Enum.Parse<RequesterType>((string)row[2]!), Organisation = (string?)row[3],
            Township = (string?)row[4], Village = (string?)row[5], KnownSince = DateTimeOffset.FromUnixTimeMilliseconds((long)row[6]!),
        };
        person.AddAddress(new()
        {
            Id = (long)row[7]!, PersonId = person.Id, Kind = AddressKind.Phone, Value = phone, AsWritten = (string)row[8]!,
        });
        return person;
    }
}
