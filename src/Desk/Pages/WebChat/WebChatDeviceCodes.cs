using System.Globalization;
using System.Security.Cryptography;
using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Codes of eight digits that join another browser to a chat, once, within ten minutes. A chat has one code at a time.</summary>
public sealed class WebChatDeviceCodes(DeskWriter writer)
{
    public const int CodeLength = 8;

    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromMinutes(10);

    public Task<string> NewCodeAsync(string chat) => writer.WriteAsync(async unit =>
    {
        var codes = unit.Db.Set<OneTimeCode>();
        // A new code replaces the older ones of the chat. Expired codes are deleted along the way.
        await codes.Where(c => c.Purpose == CodePurpose.OtherDevice && (c.Target == chat || c.ExpiresAt < unit.Now))
            .ExecuteDeleteAsync();
        var code = await GenerateUnusedCodeAsync(codes);
        unit.Add(new OneTimeCode
        {
            Purpose = CodePurpose.OtherDevice, Code = code, Target = chat, CreatedAt = unit.Now, ExpiresAt = unit.Now + CodeLifetime,
        });
        return code;
    });

    /// <summary>Joins the browser to the chat of the code. Returns false if there is no such code.</summary>
    public Task<bool> JoinAsync(string device, string code) => writer.WriteAsync(async unit =>
    {
        var row = await unit.Db.Set<OneTimeCode>().FirstOrDefaultAsync(
            c => c.Code == code && c.Purpose == CodePurpose.OtherDevice && c.UsedAt == null && c.ExpiresAt > unit.Now);
        if (row is null) return false;
        row.UsedAt = unit.Now;
        await SetChatOfDeviceAsync(unit, device, row.Target);
        return true;
    });

    /// <summary>Returns the browser to the chat that began in it.</summary>
    public Task LeaveAsync(string device) => writer.WriteAsync(unit => SetChatOfDeviceAsync(unit, device, device));

    private static async Task SetChatOfDeviceAsync(WriteUnit unit, string device, string chat)
    {
        await unit.Db.Set<ChatDevice>().Where(d => d.DeviceHash == device).ExecuteDeleteAsync();
        if (chat != device) unit.Add(new ChatDevice { DeviceHash = device, Chat = chat, Since = unit.Now });
    }

    private static async Task<string> GenerateUnusedCodeAsync(DbSet<OneTimeCode> codes)
    {
        while (true)
        {
            var code = RandomNumberGenerator.GetInt32(100_000_000).ToString("D8", CultureInfo.InvariantCulture);
            if (!await codes.AnyAsync(c => c.Code == code && c.Purpose == CodePurpose.OtherDevice)) return code;
        }
    }
}
