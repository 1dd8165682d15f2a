using System.Text;
using EcomCenter.RunningDesk;

namespace EcomCenter.Attacks.Trouble;

/// <summary>Sends files that nobody may send, and looks at the disk while they are on their way.</summary>
internal sealed class UploadsInFlight : Attack
{
    private const int SentBytes = 10 << 20, AllowedBytes = 2 << 20;

    private static readonly byte[] Photo = [0xFF, 0xD8, 0xFF, 0xE0, .. Encoding.UTF8.GetBytes("a photo")];

    public override string Title => "A file without token or right, or above the rate, leaves the disk untouched while it is on its way";

    public override async Task RunAsync(AttackRun run)
    {
        var disk = await SmallDisk.MountAsync(run, megabytes: 64);
        var desk = await run.StartDeskAsync(
            ("WebChat:FilesPerHour", "1"), ("Disk:FileFloorMegabytes", "2"), ("Disk:TicketFloorMegabytes", "1"));
        var number = (await run.VisitWithKey(desk, "staff").OpenTicketAsync("有文件")).Number;
        var (stranger, clerk) = (run.Visit(desk, "127.0.0.2"), await run.VisitAsStaffAsync(desk, Office.Clerk));
        await stranger.GetAsync("/chat");
        await TryAsync("the chat without a token", "/chat", stranger);
        await TryAsync("the chat with a wrong token", "/chat", stranger, (Visitor.TokenField, "CfDJ8wrong"));
        await TryAsync("the API without a key", Visitor.Attachments, null);
        await TryAsync("the API with a key that may only read", Visitor.Attachments, run.VisitWithKey(desk, "read"));
        await TryAsync("a ticket without sign-in", $"/desk/tickets/{number}/say", stranger);
        await TryAsync("a ticket without a token", $"/desk/tickets/{number}/say", clerk);
        var resident = run.Visit(desk);
        await resident.SayAsync("第一张", ("one.jpg", Photo));
        await TryAsync("the chat above its rate", "/chat", resident, (Visitor.TokenField, await resident.ReadChatTokenAsync()));

        Task TryAsync(string what, string path, Visitor? visitor, params (string, string)[] fields) =>
            SendAsync(run, disk, desk, what, path, visitor, fields);
    }

    private static async Task SendAsync(
        AttackRun run, SmallDisk disk, DeskProcess desk, string what, string path, Visitor? visitor, (string, string)[] fields)
    {
        var before = disk.FreeBytes;
        await using var post = await HangingPost.BeginAsync(desk.Address, path, visitor, Photo, fields);
        await post.SendMoreAsync(SentBytes);
        await Task.Delay(500);
        var used = before - disk.FreeBytes;
        run.Expect(used < AllowedBytes, $"{what}: {used / 1e6:F1} MB of the disk are used");
    }
}
