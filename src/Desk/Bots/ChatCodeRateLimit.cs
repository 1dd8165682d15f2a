using EcomCenter.Contracts;
using EcomCenter.Desk.Http;

namespace EcomCenter.Desk.Bots;

/// <summary>Limits guessing of codes: after five wrong ones of any kind within an hour a chat has to wait.</summary>
public sealed class ChatCodeRateLimit(TimeProvider time)
{
    public const int MaxWrongCodes = 5;

    private readonly RequestLimiter<ChatAddress> _wrongCodes = new(time, MaxWrongCodes, TimeSpan.FromHours(1));

    public bool MayTry(ChatAddress chat) => _wrongCodes.GetRetryAfter(chat) is null;

    public void RecordWrongCode(ChatAddress chat) => _wrongCodes.RecordUse(chat);
}
