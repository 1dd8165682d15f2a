using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeWeCom;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Bots.WeCom;

/// <summary>The real program with 微信客服 and a fake WeCom server. Time moves only when a test advances it.</summary>
internal sealed class WeComDesk : IAsyncDisposable
{
    public const string Aygul = "wmAygul", Li = "wmLi";

    private static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    private WeComDesk(FakeWeComServer wecom, DeskApp app, FakeTimeProvider time) => (WeCom, App, Time) = (wecom, app, time);

    public FakeWeComServer WeCom { get; }

    public DeskApp App { get; }

    public FakeTimeProvider Time { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <param name="prepare">Called before the program starts, e.g. to let residents say something to a desk that is down.</param>
    public static async Task<WeComDesk> StartAsync(Provider provider = Provider.Sqlite, Func<FakeWeComServer, Task>? prepare = null,
        Action<WebApplicationBuilder>? adjust = null)
    {
        // The start is a Monday, 10:00 Beijing time, so that no test runs into the night by chance.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var wecom = await FakeWeComServer.StartAsync(time: time);
        if (prepare is not null) await prepare(wecom);
        var app = await DeskApp.StartAsync(provider, time, ManualClock.RemoveDeadlineJob + adjust,
        [
            ("WeCom:CorpId", wecom.Account.CorpId), ("WeCom:Secret", wecom.Account.Secret), ("WeCom:Token", wecom.Account.Token),
            ("WeCom:EncodingAesKey", wecom.Account.EncodingAesKey), ("WeCom:OpenKfId", wecom.Account.OpenKfId),
            ("WeCom:BaseUrl", wecom.BaseUrl),
        ]);
        wecom.Callback = new(app.Address, "/bots/wecom");
        return new(wecom, app, time);
    }

    /// <summary>Sends a text as a resident, waits for the reply and returns the number of the resident's newest ticket.</summary>
    public async Task<TicketNumber> SendTextAsync(string resident, string text)
    {
        var before = SentTo(resident);
        await WeCom.SendTextAsync(resident, text);
        await WeCom.WaitForMessageAsync(resident, skip: before);
        await WaitUntilIdleAsync();
        return await FindNewestAsync(resident) ?? throw new InvalidOperationException("No ticket was opened.");
    }

    public async Task<TicketNumber?> FindNewestAsync(string resident)
    {
        await using var db = App.CreateDb();
        return await db.Tickets.OrderByDescending(t => t.Id).Where(t => t.ChatAddress!.Value == resident)
            .Select(t => (TicketNumber?)t.Number).FirstOrDefaultAsync(Cancellation);
    }

    public async Task AnswerAsync(TicketNumber number, string text, bool mayWait = false) =>
        Assert.IsType<TicketActionResult.ActionDone>(await TryAnswerAsync(number, text, mayWait));

    /// <summary>Answers as staff. <paramref name="mayWait"/>: the answer may wait until the resident writes again.</summary>
    public async Task<TicketActionResult> TryAnswerAsync(TicketNumber number, string text, bool mayWait = false)
    {
        var actions = App.Services.GetRequiredService<TicketActions>();
        var result = await App.Writer.WriteAsync(unit => actions.AnswerAsync(
            unit, new(number, Clerk), new AnswerDraft(text, AnswerKind.Answer, null), Cancellation, mayWait: mayWait), Cancellation);
        await WaitUntilIdleAsync();
        return result;
    }

    public async Task<Ticket> TicketAsync(TicketNumber number)
    {
        await using var db = App.CreateDb();
        return await db.FindFullTicketAsync(number, Cancellation) ?? throw new InvalidOperationException("No such ticket.");
    }

    public async Task<ReplyWindow?> WindowAsync(string resident)
    {
        await using var db = App.CreateDb();
        return await db.ReplyWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Chat == resident, Cancellation);
    }

    public async Task<List<InboxRow>> InboxAsync()
    {
        await using var db = App.CreateDb();
        return await db.Inbox.AsNoTracking().OrderBy(i => i.Id).ToListAsync(Cancellation);
    }

    public async Task<List<OutboxRow>> OutboxAsync()
    {
        await using var db = App.CreateDb();
        return await db.Outbox.AsNoTracking().OrderBy(o => o.Id).ToListAsync(Cancellation);
    }

    /// <summary>Lets the interval pass after which the program pulls without a callback.</summary>
    public Task SweepAsync()
    {
        var before = Pulls;
        return Eventually.TrueAsync(() =>
        {
            if (Pulls > before) return true;
            Time.Advance(TimeSpan.FromSeconds(61));
            return false;
        }, seconds: 200);
    }

    public int Pulls => WeCom.Calls.Count(call => call.Path == "kf/sync_msg");

    /// <summary>Waits until the inbox is processed and the outbox is empty.</summary>
    public Task WaitUntilIdleAsync() => Eventually.TrueAsync(async () =>
    {
        await using var db = App.CreateDb();
        return !await db.Inbox.AnyAsync(i => i.DoneAt == null, Cancellation)
            && !await db.Outbox.AnyAsync(o => o.State == DeliveryState.Queued, Cancellation);
    }, seconds: 200);

    public int SentTo(string resident) => WeCom.Sent.Count(sent => sent.Resident == resident);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await WeCom.DisposeAsync();
    }
}
