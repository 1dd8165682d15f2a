using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Bots.StaffChats;

/// <summary>
/// Links chats to staff accounts. A code of eight digits links one chat, once, within ten minutes. An account has one code at a time.
/// </summary>
public sealed class StaffChatLinks(DeskWriter writer, ChatCodeRateLimit rateLimit, SecurityLog log)
{
    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromMinutes(10);

    private static readonly OneTimeCodes Codes = new(CodePurpose.StaffChat, Length: 8, CodeLifetime);

    public Task<string> CreateCodeAsync(string user) => writer.WriteAsync(unit => Codes.ReplaceAsync(unit, user));

    /// <summary>
    /// Links the chat to the staff account of the code. Returns false if the code is unknown, expired or used by another chat, if the
    /// account is inactive, or after too many wrong codes.
    /// </summary>
    public async Task<bool> LinkAsync(WriteUnit unit, ChatAddress chat, string code, Language language)
    {
        if (!rateLimit.MayTry(chat, CodePurpose.StaffChat)) return false;
        var linked = await LinkWithCodeAsync(unit, chat, Digits.Extract(code), language);
        // The write may run again, so a wrong code counts only when it is committed.
        if (!linked) unit.AfterCommit(() => rateLimit.RecordWrongCode(chat, CodePurpose.StaffChat));
        return linked;
    }

    public async Task UnlinkAsync(string user, ChatAddress chat, SecurityOrigin by)
    {
        var unlinked = await writer.WriteAsync(unit => unit.Db.StaffChats
            .Where(s => s.User == user && s.Channel == chat.Channel && s.Bot == chat.Bot && s.Chat == chat.Chat).ExecuteDeleteAsync());
        if (unlinked > 0) await log.RecordAsync(SecurityEventKind.ChatUnlinked, by, EnumCode.From(chat.Channel));
    }

    private static async Task<bool> LinkWithCodeAsync(WriteUnit unit, ChatAddress chat, string code, Language language)
    {
        var stored = await Codes.FindAsync(unit, code);
        if (stored is null || !await unit.Db.Users.AnyAsync(u => u.UserName == stored.Target && u.Active)) return false;
        // Staff may send a code twice: it is accepted again from the chat that it linked.
        if (stored.UsedAt is not null) return await IsLinkedAsync(unit.Db, chat, stored.Target);
        stored.UsedAt = unit.Now;
        unit.AddOrReplace(new StaffChat
        {
            Channel = chat.Channel, Bot = chat.Bot, Chat = chat.Chat, User = stored.Target, Language = language, Since = unit.Now,
        });
        // With the link in one transaction: from now on, the chat gets what only the account should.
        unit.Db.SecurityEvents.Add(new()
        {
            At = unit.Now, Kind = SecurityEventKind.ChatLinked, User = stored.Target, Subject = EnumCode.From(chat.Channel), Address = "",
        });
        return true;
    }

    private static Task<bool> IsLinkedAsync(DeskDb db, ChatAddress chat, string user) => db.StaffChats.AnyAsync(
        s => s.Channel == chat.Channel && s.Bot == chat.Bot && s.Chat == chat.Chat && s.User == user);
}
