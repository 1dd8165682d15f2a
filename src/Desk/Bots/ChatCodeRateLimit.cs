using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Bots;

/// <summary>
/// Limits guessing of codes. After five wrong ones of any kind within an hour a chat has to wait. Wrong codes of one purpose are counted
/// for all chats together, too, because anybody can have many chats.
/// </summary>
public sealed class ChatCodeRateLimit(TimeProvider time)
{
    public const int MaxWrongCodes = 5, MaxWrongCodesOfAllChats = 30;

    private readonly RequestLimiter<ChatAddress> _chats = new(time, MaxWrongCodes, TimeSpan.FromHours(1));
    private readonly RequestLimiter<CodePurpose> _allChats = new(time, MaxWrongCodesOfAllChats, TimeSpan.FromDays(1));

    /// <summary>True if the chat may try a code that is tied to a ticket number, so that guesses find no other ticket.</summary>
    public bool MayTry(ChatAddress chat) => _chats.GetRetryAfter(chat) is null;

    /// <summary>True if the chat may try a code alone, which may open anything of its purpose.</summary>
    public bool MayTry(ChatAddress chat, CodePurpose purpose) => MayTry(chat) && _allChats.GetRetryAfter(purpose) is null;

    public void RecordWrongCode(ChatAddress chat) => _chats.RecordUse(chat);

    public void RecordWrongCode(ChatAddress chat, CodePurpose purpose)
    {
        RecordWrongCode(chat);
        _allChats.RecordUse(purpose);
    }
}
