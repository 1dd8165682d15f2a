using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots.StaffChats;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Http;
using EcomCenter.Desk.Pages.Shared;
using EcomCenter.Desk.Pages.Shared.Forms;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Pages.StaffChats;

/// <summary>The page on which staff link a chat with a code, see their linked chats and unlink them.</summary>
internal static class StaffChatPages
{
    public const string Path = "/desk/my-chat";

    public static void MapStaffChats(this IEndpointRouteBuilder app)
    {
        var page = app.MapGroup(Path).RequireRight(Right.WatchBoard).DisableAntiforgery().ExcludeFromDescription();
        page.MapGet("", ShowAsync);
        page.MapPost("", CreateCodeAsync);
        page.MapPost("unlink", UnlinkAsync);
    }

    public static async Task<IResult> ShowAsync(
        HttpContext http, DeskDb db, IEnumerable<IMessenger> messengers, CancellationToken cancellation) =>
        GetStaffUser(http) is { } user ? await PageAsync(user, db, messengers, null, null, cancellation) : TypedResults.Forbid();

    public static async Task<IResult> CreateCodeAsync(
        HttpContext http, DeskDb db, StaffChatLinks chats, IEnumerable<IMessenger> messengers, CancellationToken cancellation)
    {
        if (GetStaffUser(http) is not { } user) return TypedResults.Forbid();
        return await FormPost.ReadValidAsync(http) is null ? await PageAsync(user, db, messengers, null, "form.stale", cancellation)
            : await PageAsync(user, db, messengers, await chats.CreateCodeAsync(user), null, cancellation);
    }

    public static async Task<IResult> UnlinkAsync(
        HttpContext http, DeskDb db, StaffChatLinks chats, IEnumerable<IMessenger> messengers, CancellationToken cancellation)
    {
        if (GetStaffUser(http) is not { } user) return TypedResults.Forbid();
        if (await FormPost.ReadValidAsync(http) is not { } form)
            return await PageAsync(user, db, messengers, null, "form.stale", cancellation);
        if (Enum.TryParse<ContactChannel>(form.Raw("channel"), out var channel))
            await chats.UnlinkAsync(user, new(channel, form.Raw("bot"), form.Raw("chat")), http.SecurityOrigin());
        return TypedResults.LocalRedirect(Path);
    }

    private static async Task<IResult> PageAsync(
        string user, DeskDb db, IEnumerable<IMessenger> messengers, string? code, string? errorKey, CancellationToken cancellation)
    {
        var linked = await db.StaffChats.AsNoTracking().Where(s => s.User == user).OrderBy(s => s.Since).ToListAsync(cancellation);
        return PageResult.For<StaffChatPage>(new
        {
            Linked = (IReadOnlyList<StaffChat>)linked, Code = code, ErrorKey = errorKey,
            Bot = messengers.Select(messenger => messenger.StaffBot).FirstOrDefault(bot => bot is not null)
        });
    }

    // An API key has no chat.
    private static string? GetStaffUser(HttpContext http) =>
        http.Actor() is { Author: { Kind: AuthorKind.Staff, Code: var user } } ? user : null;
}
