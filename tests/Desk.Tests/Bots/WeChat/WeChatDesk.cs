using EcomCenter.Contracts;
using EcomCenter.Desk.Clock;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeWeChat;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Bots.WeChat;

/// <summary>The real program with an official account and a fake WeChat server. Time moves only when a test advances it.</summary>
internal sealed class WeChatDesk : IAsyncDisposable
{
    public const string Aygul = "oAygul", Li = "oLi";

    private static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    private WeChatDesk(FakeWeChatServer wechat, DeskApp app, FakeTimeProvider time) => (WeChat, App, Time) = (wechat, app, time);

    public FakeWeChatServer WeChat { get; }

    public DeskApp App { get; private set; }

    public FakeTimeProvider Time { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static Task<WeChatDesk> StartAsync(Action<WebApplicationBuilder> adjust) => StartAsync(null, Provider.Sqlite, adjust, []);

    public static Task<WeChatDesk> StartAsync(
        WeChatAccount? account = null, Provider provider = Provider.Sqlite, params IEnumerable<(string, string)> settings) =>
        StartAsync(account, provider, null, settings);

    private static async Task<WeChatDesk> StartAsync(
        WeChatAccount? account, Provider provider, Action<WebApplicationBuilder>? adjust, IEnumerable<(string, string)> settings)
    {
        // The start is a Monday, 10:00 Beijing time, so that no test runs into the night by chance.
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        var wechat = await FakeWeChatServer.StartAsync(account, time);
        var desk = new WeChatDesk(wechat, await AppAsync(wechat, time, provider, adjust, settings), time);
        wechat.Callback = new(desk.App.Address, "/bots/wechat");
        return desk;
    }

    public async Task RestartAsync(params IEnumerable<(string, string)> settings)
    {
        await App.DisposeAsync();
        App = await AppAsync(WeChat, Time, Provider.Sqlite, null, settings);
        WeChat.Callback = new(App.Address, "/bots/wechat");
    }

    /// <summary>Sends a text as a resident, waits for the reply and returns the number of the resident's newest ticket.</summary>
    public async Task<TicketNumber> SendTextAsync(string openId, string text)
    {
        var before = WeChat.Sent.Count(sent => sent.OpenId == openId);
        await WeChat.SendTextAsync(openId, text);
        await WeChat.WaitForMessageAsync(openId, skip: before);
        await WaitUntilIdleAsync();
        await using var db = App.CreateDb();
        return await db.Tickets.OrderByDescending(t => t.Id).Where(t => t.ChatAddress!.Value == openId).Select(t => t.Number)
            .FirstAsync(Cancellation);
    }

    public async Task AnswerAsync(TicketNumber number, string text, bool mayWait = false) =>
        Assert.IsType<TicketActionResult.ActionDone>(await TryAnswerAsync(number, text, mayWait));

    /// <summary>Asks the resident something as staff.</summary>
    public async Task AskAsync(TicketNumber number, string question)
    {
        var actions = App.Services.GetRequiredService<TicketActions>();
        Assert.IsType<TicketActionResult.ActionDone>(await App.Writer.WriteAsync(unit => actions.AnswerAsync(
            unit, new(number, Clerk), new AnswerDraft(question, AnswerKind.NeedFromYou, null), Cancellation), Cancellation));
        await WaitUntilIdleAsync();
    }

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

    public async Task<ReplyWindow?> WindowAsync(string openId)
    {
        await using var db = App.CreateDb();
        return await db.ReplyWindows.AsNoTracking().FirstOrDefaultAsync(w => w.Chat == openId, Cancellation);
    }

    public async Task<List<OutboxRow>> RowsAsync()
    {
        await using var db = App.CreateDb();
        return await db.Outbox.AsNoTracking().OrderBy(o => o.Id).ToListAsync(Cancellation);
    }

    /// <summary>Waits until the inbox is processed and the outbox is empty.</summary>
    public Task WaitUntilIdleAsync() => Eventually.TrueAsync(async () =>
    {
        await using var db = App.CreateDb();
        return !await db.Inbox.AnyAsync(i => i.DoneAt == null, Cancellation)
            && !await db.Outbox.AnyAsync(o => o.State == DeliveryState.Queued, Cancellation);
    });

    public Task SweepAsync() => App.Services.GetRequiredService<DeadlineSweep>().SweepAsync(Cancellation);

    public int SentTo(string openId) => WeChat.Sent.Count(sent => sent.OpenId == openId);

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await WeChat.DisposeAsync();
    }

    private static Task<DeskApp> AppAsync(FakeWeChatServer wechat, FakeTimeProvider time, Provider provider,
        Action<WebApplicationBuilder>? adjust, IEnumerable<(string, string)> settings) =>
        DeskApp.StartAsync(provider, time, ManualClock.RemoveDeadlineJob + adjust,
        [
            ("WeChat:AppId", wechat.Account.AppId), ("WeChat:Token", wechat.Account.Token), ("WeChat:AppSecret", wechat.Account.AppSecret),
            ("WeChat:EncodingAesKey", wechat.Account.EncodingAesKey ?? ""), ("WeChat:BaseUrl", wechat.BaseUrl), .. settings,
        ]);
}
