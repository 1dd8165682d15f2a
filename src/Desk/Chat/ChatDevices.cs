using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>Finds the chat of a browser: the one that began in it, or the chat of another browser that it joined by a code.</summary>
public sealed class ChatDevices(IDbContextFactory<DeskDb> contexts)
{
    public async Task<string> ChatOfAsync(HttpContext http) => await ChatOfAsync(ChatCookie.Of(http));

    /// <summary>Returns null for a browser without a cookie.</summary>
    public async Task<string?> KnownChatOfAsync(HttpContext http) =>
        ChatCookie.Known(http) is { } device ? await ChatOfAsync(device) : null;

    private async Task<string> ChatOfAsync(string device)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<ChatDevice>().Where(d => d.Device == device).Select(d => d.Chat).FirstOrDefaultAsync() ?? device;
    }
}
