using EcomCenter.Contracts;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Promise;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Clock;

/// <summary>
/// Rows that were stored while the host's clock was behind look old when the clock is right again. They must not be deleted as old.
/// </summary>
public sealed class ClockBehindTests
{
    private static readonly OneTimeCodes Codes = new(CodePurpose.PickUp, 6, TimeSpan.FromDays(30));

    private readonly SteppedTime _time = new(ManualClock.CreateTime().GetUtcNow());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(Provider.Sqlite, -3 * 365)]
    [InlineData(Provider.Postgres, -40)]
    public async Task Rows_of_a_clock_behind_are_kept_as_long_as_those_of_a_right_one(Provider provider, int days)
    {
        await using var desk = await ManualClock.StartAsync(provider, _time);
        await desk.OpenTicketAsync();
        _time.Step = TimeSpan.FromDays(days);
        await desk.SweepAsync();
        var code = await desk.Writer.WriteAsync(AddRowsAsync, Cancellation);
        _time.Advance(TimeSpan.FromHours(1));
        await desk.SweepAsync();
        _time.Step = TimeSpan.Zero;
        for (var i = 0; i < 2; i++) await desk.SweepAsync();
        Assert.Equal((1, 1, 1, 1, 1, 1), await CountAsync(desk));
        Assert.NotNull(await desk.Writer.WriteAsync(unit => Codes.FindAsync(unit, code, Cancellation), Cancellation));

        // After a week of the right time, keys and unused uploads are old. Everything else is kept longer.
        _time.Advance(TimeSpan.FromDays(7) + TimeSpan.FromMinutes(1));
        for (var i = 0; i < 2; i++) await desk.SweepAsync();
        Assert.Equal((0, 0, 1, 1, 1, 1), await CountAsync(desk));
    }

    private static async Task<(int, int, int, int, int, int)> CountAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return (await db.Idempotency.CountAsync(Cancellation),
            await db.Attachments.CountAsync(a => a.State != AttachmentState.Erased, Cancellation), await db.Inbox.CountAsync(Cancellation),
            await db.Set<DutyEntry>().CountAsync(Cancellation), await db.SecurityEvents.CountAsync(Cancellation),
            await db.OneTimeCodes.CountAsync(Cancellation));
    }

    private static Task<string> AddRowsAsync(WriteUnit unit)
    {
        unit.Db.AddRange(
            new IdempotencyRow
            {
                Caller = "county", Route = "POST", Key = "k", BodyHash = "h", Status = 201, Headers = "{}", Body = "{}",
                CreatedAt = unit.Now,
            },
            new Attachment
            {
                Id = 3, Channel = ContactChannel.Api, Bot = "", Owner = "county", Source = "", Kind = FileKind.Photo,
                CreatedAt = unit.Now, State = AttachmentState.Kept,
            },
            new InboxRow
            {
                Id = 4, Channel = ContactChannel.Telegram, Bot = "1", UpdateId = "7", Raw = "{}", ReceivedAt = unit.Now, DoneAt = unit.Now,
            },
            new DutyEntry { Id = 5, Day = DateOnly.FromDateTime(unit.Now.UtcDateTime), At = unit.Now, User = "aygul", Text = "停电" },
            new SecurityEvent { At = unit.Now, Kind = SecurityEventKind.SignInFailed, User = "aygul", Subject = "", Address = "" });
        return Codes.CreateAsync(unit, "1", Cancellation);
    }
}
