using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Housekeeping;

public sealed class OrphanFileTests
{
    [Theory, CombinatorialProviders]
    public async Task An_upload_that_no_message_uses_is_deleted_after_a_week(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await ManualClock.StartAsync(provider, time);
        var upload = new Upload(new MemoryStream([1, 2, 3]), FileType.Unknown, "a.bin", 3);
        var kept = await desk.Services.GetRequiredService<Uploads>().StoreAsync([upload, upload], ContactChannel.Api, "key");
        await using var db = desk.CreateDb();
        await db.Attachments.Where(a => a.Id == kept[0].Id).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.TicketId, 1).SetProperty(x => x.MessageId, 1), TestContext.Current.CancellationToken);
        var store = desk.Services.GetRequiredService<AttachmentStore>();

        time.Advance(TimeSpan.FromDays(7));
        await desk.SweepAsync();
        Assert.True(File.Exists(store.GetPath(kept[1].Id)));
        time.Advance(TimeSpan.FromSeconds(1));
        await desk.SweepAsync();
        Assert.False(File.Exists(store.GetPath(kept[1].Id)));
        time.Advance(TimeSpan.FromHours(1));
        await desk.SweepAsync();
        Assert.Equal([kept[0].Id], await db.Attachments.Select(a => a.Id).ToListAsync(TestContext.Current.CancellationToken));
        Assert.True(File.Exists(store.GetPath(kept[0].Id)));
        Assert.False(File.Exists(store.GetPath(kept[1].Id)));
    }
}
