using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Limits guessing of codes. After five wrong ones of any kind within an hour a chat has to wait. Anybody can have many chats, so wrong
/// codes are counted for all chats together, too: those of one ticket, and those that may open anything of one purpose.
/// </summary>
public sealed class ChatCodeRateLimit(TimeProvider time)
{
    public const int MaxWrongCodes = 5, MaxWrongCodesOfTicket = 10, MaxWrongPickUpCodes = 30, MaxWrongLongCodes = 1_000;

    private readonly RequestLimiter<ChatAddress> _chats = new(time, MaxWrongCodes, TimeSpan.FromHours(1));
    private readonly RequestLimiter<TicketNumber> _tickets = new(time, MaxWrongCodesOfTicket, TimeSpan.FromHours(1));
    private readonly RequestLimiter<CodePurpose> _pickUpCodes = new(time, MaxWrongPickUpCodes, TimeSpan.FromDays(1));

    // Codes of eight digits are harder to guess by far, and residents send other numbers of that length.
    private readonly RequestLimiter<CodePurpose> _longCodes = new(time, MaxWrongLongCodes, TimeSpan.FromDays(1));

    /// <summary>True if the chat may try a code of that ticket.</summary>
    public bool MayTry(ChatAddress chat, TicketNumber number) =>
        _chats.GetRetryAfter(chat) is null && _tickets.GetRetryAfter(number) is null;

    /// <summary>True if the chat may try a code alone, which may open anything of its purpose.</summary>
    public bool MayTry(ChatAddress chat, CodePurpose purpose) =>
        _chats.GetRetryAfter(chat) is null && LimiterOf(purpose).GetRetryAfter(purpose) is null;

    public void RecordWrongCode(ChatAddress chat, TicketNumber number)
    {
        _chats.RecordUse(chat);
        _tickets.RecordUse(number);
    }

    public void RecordWrongCode(ChatAddress chat, CodePurpose purpose)
    {
        _chats.RecordUse(chat);
        LimiterOf(purpose).RecordUse(purpose);
    }

    private RequestLimiter<CodePurpose> LimiterOf(CodePurpose purpose) =>
        purpose is CodePurpose.PickUp ? _pickUpCodes : _longCodes;
}
