using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>The cursor of a channel that is pulled, and the updates up to it, are one write.</summary>
public sealed class PullInboxTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task Updates_and_cursor_are_stored_together(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        Assert.Null(await CursorAsync(desk));
        await StoreAsync(desk, null, "c1", "1", "2");
        await StoreAsync(desk, "c1", "c2", "2", "3");
        Assert.Equal(("c2", 3), (await CursorAsync(desk), await CountAsync(desk)));
    }

    [Theory, CombinatorialProviders]
    public async Task A_slow_node_stores_what_is_new_and_does_not_move_the_cursor_back(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        await StoreAsync(desk, null, "c1", "1");
        await StoreAsync(desk, "c1", "c3", "2", "3");
        await StoreAsync(desk, "c1", "c2", "2");
        Assert.Equal(("c3", 3), (await CursorAsync(desk), await CountAsync(desk)));
    }

    [Theory, CombinatorialProviders]
    public async Task A_write_that_fails_moves_no_cursor_and_stores_no_update(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        await using (await BrokenTable.BreakAsync(desk, "pull_cursors"))
            await Assert.ThrowsAnyAsync<Exception>(() => StoreAsync(desk, null, "c1", "1"));
        Assert.Equal((null, 0), (await CursorAsync(desk), await CountAsync(desk)));
        await StoreAsync(desk, null, "c1", "1");
        await using (await BrokenTable.BreakAsync(desk, "inbox"))
            await Assert.ThrowsAnyAsync<Exception>(() => StoreAsync(desk, "c1", "c2", "2"));
        Assert.Equal(("c1", 1), (await CursorAsync(desk), await CountAsync(desk)));
        await StoreAsync(desk, "c1", "c2", "2");
        Assert.Equal(("c2", 2), (await CursorAsync(desk), await CountAsync(desk)));
    }

    [Fact]
    public async Task Each_bot_has_a_cursor_of_its_own_and_an_empty_page_moves_it_too()
    {
        await using var desk = await StartWithoutBotsAsync();
        await StoreAsync(desk, null, "c1");
        Assert.Equal("c1", await CursorAsync(desk));
        Assert.Null(await Inbox(desk).LoadCursorAsync(ContactChannel.Telegram, "another", Cancellation));
        Assert.Null(await Inbox(desk).LoadCursorAsync(ContactChannel.WebChat, Aygul.Bot, Cancellation));
    }

    private static IPullInbox Inbox(DeskApp desk) => desk.Services.GetRequiredService<IPullInbox>();

    private static Task StoreAsync(DeskApp desk, string? from, string to, params string[] ids) => Inbox(desk).StorePulledAsync(
        [.. ids.Select(id => NewUpdate(id))], new(ContactChannel.Telegram, Aygul.Bot, from, to), Cancellation);

    private static Task<string?> CursorAsync(DeskApp desk) => Inbox(desk).LoadCursorAsync(ContactChannel.Telegram, Aygul.Bot, Cancellation);

    private static async Task<int> CountAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return await db.Inbox.CountAsync(Cancellation);
    }
}
