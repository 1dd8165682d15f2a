using EcomCenter.Desk.Database;
using EcomCenter.Texts;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Codes of eight digits that join another browser to a chat, once, within ten minutes. A chat has one code at a time.</summary>
public sealed class WebChatDeviceCodes(DeskWriter writer)
{
    public static TimeSpan CodeLifetime { get; } = TimeSpan.FromMinutes(10);

    private static readonly OneTimeCodes Codes = new(CodePurpose.OtherDevice, Length: 8, CodeLifetime);

    public Task<string> NewCodeAsync(string chat) => writer.WriteAsync(unit => Codes.ReplaceAsync(unit, chat));

    /// <summary>Joins the browser to the chat of the code. Returns false if there is no such code.</summary>
    public Task<bool> JoinAsync(string device, string typed) => writer.WriteAsync(async unit =>
    {
        if (await Codes.FindAsync(unit, Digits.Extract(typed)) is not { UsedAt: null } known) return false;
        known.UsedAt = unit.Now;
        await SetChatOfDeviceAsync(unit, device, known.Target);
        return true;
    });

    /// <summary>Returns the browser to the chat that began in it.</summary>
    public Task LeaveAsync(string device) => writer.WriteAsync(unit => SetChatOfDeviceAsync(unit, device, device));

    private static async Task SetChatOfDeviceAsync(WriteUnit unit, string device, string chat)
    {
        await unit.Db.ChatDevices.Where(d => d.DeviceHash == device).ExecuteDeleteAsync();
        if (chat != device) unit.Add(new ChatDevice { DeviceHash = device, Chat = chat, Since = unit.Now });
    }
}
