using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Clock;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Database;

public sealed class DatabaseChecksTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_database_is_not_called_damaged_by_a_connection_that_searched_before_others_wrote()
    {
        await using var desk = await ManualClock.StartAsync(Provider.Sqlite, TimeProvider.System);
        await using var db = desk.CreateDb();
        await db.Database.OpenConnectionAsync(Cancellation);
        for (var i = 0; i < 5; i++) await desk.OpenTicketAsync($"第{i}件事 红枣卖不出去");
        Assert.Equal(5, await db.FindTicketIdsByPhrase("红枣").CountAsync(Cancellation));
        // Enough commits for the full-text index to merge what that search has seen.
        for (var i = 0; i < 200; i++) await desk.OpenTicketAsync($"第{i}件事 核桃卖不出去");
        Assert.True(await db.IsIntactAsync(Cancellation));
    }
}
