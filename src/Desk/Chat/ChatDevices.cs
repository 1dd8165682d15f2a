using EcomCenter.Desk.Storage;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Chat;

/// <summary>Which chat a browser speaks in: the one that began in it, or that of another browser it was joined to by a code.</summary>
public sealed class ChatDevices(IDbContextFactory<DeskDb> contexts)
{
    public async Task<string> ChatOfAsync(HttpContext http) => await ChatOfAsync(ChatCookie.Of(http));

    /// <summary>Null for a browser that was never here.</summary>
    public async Task<string?> KnownChatOfAsync(HttpContext http) => ChatCookie.Known(http) is { } device ? await ChatOfAsync(device) : null;

    private async Task<string> ChatOfAsync(string device)
    {
        await using var db = await contexts.CreateDbContextAsync();
        return await db.Set<ChatDevice>().Where(d => d.Device == device).Select(d => d.Chat).FirstOrDefaultAsync() ?? device;
    }
}
