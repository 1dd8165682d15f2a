using EcomCenter.Desk.Database;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.WebChat;

/// <summary>Finds the chat of a browser: the one that began in it, or the chat of another browser that it joined by a code.</summary>
public sealed class WebChatDevices(IDbContextFactory<DeskDb> contexts)
{
    public async Task<string> GetChatAsync(HttpContext http) => await GetChatAsync(WebChatCookie.GetOrCreateDevice(http));

    /// <summary>Returns null for a browser without a cookie.</summary>
    public async Task<string?> FindChatAsync(HttpContext http) =>
        WebChatCookie.FindDevice(http) is { } device ? await GetChatAsync(device) : null;

    private async Task<string> GetChatAsync(string device)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<ChatDevice>().Where(d => d.DeviceHash == device).Select(d => d.Chat).FirstOrDefaultAsync() ?? device;
    }
}
