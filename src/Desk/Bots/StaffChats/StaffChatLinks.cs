using System.Globalization;
using System.Security.Cryptography;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Links chats to staff accounts. A code of eight digits links one chat, once, within ten minutes. An account has one code at a time.
/// </summary>
public sealed class StaffChatLinks(DeskWriter writer, TimeProvider time) : IStaffChats
{
    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromMinutes(10);

    private readonly RequestLimiter _wrongCodes = new(time, maxUses: 5, period: TimeSpan.FromHours(1));

    public Task<string> CreateCodeAsync(string user) => writer.WriteAsync(async unit =>
    {
        await unit.Db.OneTimeCodes.Where(c => c.Purpose == CodePurpose.StaffChat && (c.Target == user || c.ExpiresAt < unit.Now))
            .ExecuteDeleteAsync();
        string code;
        do code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
        while (await unit.Db.OneTimeCodes.AnyAsync(c => c.Code == code && c.Purpose == CodePurpose.StaffChat));
        unit.Add(new OneTimeCode { Purpose = CodePurpose.StaffChat, Code = code, Target = user, CreatedAt = unit.Now,
            ExpiresAt = unit.Now + CodeLifetime });
        return code;
    });

    public async Task<bool> LinkAsync(ChatAddress chat, string code, Language language, CancellationToken cancellation)
    {
        var tries = $"{chat.Channel}:{chat.Bot}:{chat.Chat}";
        if (_wrongCodes.GetRetryAfter(tries) is not null) return false;
        var linked = await writer.WriteAsync(unit => LinkAsync(unit, chat, Digits.Extract(code), language), cancellation);
        if (!linked) _wrongCodes.RecordUse(tries);
        return linked;
    }

    public Task UnlinkAsync(string user, ChatAddress chat) => writer.WriteAsync(unit => unit.Db.StaffChats
        .Where(s => s.User == user && s.Channel == chat.Channel && s.Bot == chat.Bot && s.Chat == chat.Chat).ExecuteDeleteAsync());

    // A code that has linked this chat is accepted again from the same chat, because the first reply may have been lost.
    private static async Task<bool> LinkAsync(WriteUnit unit, ChatAddress chat, string code, Language language)
    {
        var stored = await unit.Db.OneTimeCodes.FirstOrDefaultAsync(c => c.Code == code && c.Purpose == CodePurpose.StaffChat
            && c.ExpiresAt > unit.Now);
        if (stored is null || !await unit.Db.Users.AnyAsync(u => u.UserName == stored.Target && u.Active)) return false;
        var linked = await unit.Db.StaffChats.FirstOrDefaultAsync(s => s.Chat == chat.Chat && s.Bot == chat.Bot
            && s.Channel == chat.Channel);
        if (stored.UsedAt is not null) return linked?.User == stored.Target;
        stored.UsedAt = unit.Now;
        if (linked is not null) unit.Db.Remove(linked);
        await unit.Db.SaveChangesAsync();
        unit.Db.Add(new StaffChat { Channel = chat.Channel, Bot = chat.Bot, Chat = chat.Chat, User = stored.Target, Language = language,
            Since = unit.Now });
        return true;
    }
}
