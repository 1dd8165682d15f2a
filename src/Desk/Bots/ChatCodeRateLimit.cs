using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Limits guessing of codes: by the client, by the ticket, and for all together. One client can use up only a small part of what all have
/// together, and where that is used up, clients without a wrong code still get one try: the holder of a code comes through.
/// </summary>
public sealed class ChatCodeRateLimit(ChatOrigins origins, TimeProvider time)
{
    /// <summary>Wrong codes of any kind from one client within an hour.</summary>
    public const int MaxWrongCodes = 5;

    /// <summary>Wrong codes without a number from one client within a day.</summary>
    public const int MaxWrongCodesAlone = 5;

    /// <summary>Wrong pick-up codes within a day, of one ticket and without a number.</summary>
    public const int MaxWrongCodesOfTicket = 30, MaxWrongPickUpCodes = 30;

    /// <summary>The limits for clients that have sent no wrong code for a day.</summary>
    public const int MaxFirstTriesOfTicket = 300, MaxFirstPickUpTries = 40;

    /// <summary>
    /// Wrong codes of eight signs within a day. They are harder to guess by far, and residents send other numbers like them.
    /// </summary>
    public const int MaxWrongLongCodes = 1_000;

    private static readonly TimeSpan Hour = TimeSpan.FromHours(1), Day = TimeSpan.FromDays(1);

    private readonly RequestLimiter<string> _clients = new(time, MaxWrongCodes, Hour), _clientsAlone = new(time, MaxWrongCodesAlone, Day),
        _clientsOfToday = new(time, 1, Day);
    private readonly SharedLimit<TicketNumber> _tickets = new(time, MaxWrongCodesOfTicket, MaxFirstTriesOfTicket, Day),
        _trackingCodes = new(time, MaxWrongLongCodes, MaxWrongLongCodes, Day);
    private readonly SharedLimit<CodePurpose> _pickUpCodes = new(time, MaxWrongPickUpCodes, MaxFirstPickUpTries, Day),
        _longCodes = new(time, MaxWrongLongCodes, MaxWrongLongCodes, Day);

    /// <summary>True if the chat may try a pick-up code of that ticket.</summary>
    public bool MayTry(ChatAddress chat, TicketNumber number) => MayTry(origins.Find(chat), _tickets, number);

    /// <summary>True if the chat may try a tracking code of that ticket.</summary>
    public bool MayTryTracking(ChatAddress chat, TicketNumber number) => MayTry(origins.Find(chat), _trackingCodes, number);

    /// <summary>True if the chat may try a code alone, which may open anything of its purpose.</summary>
    public bool MayTry(ChatAddress chat, CodePurpose purpose)
    {
        var client = origins.Find(chat);
        return purpose is CodePurpose.PickUp
            ? _clientsAlone.GetRetryAfter(client) is null && MayTry(client, _pickUpCodes, purpose)
            : MayTry(client, _longCodes, purpose);
    }

    public void RecordWrongCode(ChatAddress chat, TicketNumber number) => Record(origins.Find(chat), _tickets, number);

    public void RecordWrongTracking(ChatAddress chat, TicketNumber number) => Record(origins.Find(chat), _trackingCodes, number);

    public void RecordWrongCode(ChatAddress chat, CodePurpose purpose)
    {
        var client = origins.Find(chat);
        if (purpose is CodePurpose.PickUp) _clientsAlone.RecordUse(client);
        Record(client, purpose is CodePurpose.PickUp ? _pickUpCodes : _longCodes, purpose);
    }

    private bool MayTry<TKey>(string client, SharedLimit<TKey> space, TKey key)
        where TKey : notnull =>
        _clients.GetRetryAfter(client) is null && space.GetRetryAfter(key, isFirst: _clientsOfToday.GetRetryAfter(client) is null) is null;

    private void Record<TKey>(string client, SharedLimit<TKey> space, TKey key)
        where TKey : notnull
    {
        _clients.RecordUse(client);
        _clientsOfToday.RecordUse(client);
        space.RecordUse(key, isFirst: true);
    }
}
