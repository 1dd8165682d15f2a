using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tickets;
using EcomCenter.Desk.Web;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace EcomCenter.Desk.StaffChats;

/// <summary>The page on which staff link a chat with a code, see their linked chats and unlink them.</summary>
internal static class StaffChatPages
{
    public const string Path = "/desk/my-chat";

    public static Task<IResult> ShowAsync(HttpContext http, DeskDb db, IOptions<TelegramOptions> telegram, TelegramHealth health,
        CancellationToken cancellation) =>
        PageAsync(http, db, telegram.Value.IsOn, health, null, null, cancellation);

    public static async Task<IResult> NewCodeAsync(
        HttpContext http, DeskDb db, StaffChatDesk chats, IOptions<TelegramOptions> telegram, TelegramHealth health,
        CancellationToken cancellation)
    {
        if (UserOf(http) is not { } user) return TypedResults.Forbid();
        if (await http.OwnFormAsync() is null)
            return await PageAsync(http, db, telegram.Value.IsOn, health, null, "form.stale", cancellation);
        return await PageAsync(http, db, telegram.Value.IsOn, health, await chats.NewCodeAsync(user), null, cancellation);
    }

    public static async Task<IResult> UnlinkAsync(
        HttpContext http, DeskDb db, StaffChatDesk chats, IOptions<TelegramOptions> telegram, TelegramHealth health,
        CancellationToken cancellation)
    {
        if (UserOf(http) is not { } user) return TypedResults.Forbid();
        if (await http.OwnFormAsync() is not { } form)
            return await PageAsync(http, db, telegram.Value.IsOn, health, null, "form.stale", cancellation);
        if (Enum.TryParse<ContactChannel>(form.Text("channel"), out var channel))
            await chats.UnlinkAsync(user, new(channel, form.Text("bot"), form.Text("chat")));
        return TypedResults.LocalRedirect(Path);
    }

    private static async Task<IResult> PageAsync(
        HttpContext http, DeskDb db, bool telegram, TelegramHealth health, string? code, string? trouble, CancellationToken cancellation)
    {
        if (UserOf(http) is not { } user) return TypedResults.Forbid();
        var linked = await db.StaffChats.AsNoTracking().Where(s => s.User == user).OrderBy(s => s.Since).ToListAsync(cancellation);
        return Page.Of<StaffChatPage>(new { Linked = (IReadOnlyList<StaffChat>)linked, Code = code, Trouble = trouble,
            TelegramIsOn = telegram, Bot = health.Report?.Bot?.User });
    }

    // An API key has no chat.
    private static string? UserOf(HttpContext http) => http.Actor() is { By: { Kind: ByKind.Staff, Code: var user } } ? user : null;
}
