using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeBotApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>
/// Runs the real program with a bot against a fake Telegram with residents. The clock only moves when a test advances it.
/// </summary>
internal sealed class TelegramDesk : IAsyncDisposable
{
    public static readonly Actor Clerk = new() { Author = Author.Staff("clerk"), Role = StaffRole.Clerk };

    // A test lets hours pass while an answer of Telegram, which states the time, is on its way.
    private static readonly (string, string) MayLeap = ("Clock:MaxDeviation", "1.00:00:00");

    private TelegramDesk(FakeTelegram telegram, DeskApp app, FakeTimeProvider time) => (Telegram, App, Time) = (telegram, app, time);

    public FakeTelegram Telegram { get; }

    public DeskApp App { get; private set; }

    public FakeTimeProvider Time { get; }

    public TicketActions Actions => App.Services.GetRequiredService<TicketActions>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TelegramDesk> StartAsync(
        Provider provider = Provider.Sqlite, Action<WebApplicationBuilder>? adjust = null, params IEnumerable<(string, string)> settings)
    {
        var telegram = await FakeTelegram.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        telegram.StatedTime = time.GetUtcNow;
        return new(telegram, await StartAppAsync(telegram, time, provider, adjust, settings), time);
    }

    /// <summary>Stops the program and starts it again, on the same database if both runs have the same data directory.</summary>
    public Task RestartAsync(params IEnumerable<(string, string)> settings) => RestartAsync(TimeSpan.Zero, settings);

    public async Task RestartAsync(TimeSpan stoppedFor, params IEnumerable<(string, string)> settings)
    {
        await App.DisposeAsync();
        Time.Advance(stoppedFor);
        App = await StartAppAsync(Telegram, Time, Provider.Sqlite, null, settings);
    }

    /// <summary>Sends a resident's message, waits for the receipt and returns the number of the chat's newest ticket.</summary>
    public async Task<TicketNumber> ReceiveAsync(long chat, string text)
    {
        var before = Telegram.Sent.Count(sent => sent.Chat == chat);
        Telegram.SendText(chat, text, sentAt: Time.GetUtcNow());
        await Telegram.WaitForMessageAsync(chat, skip: before);
        await Eventually.TrueAsync(async () => !(await RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
        await using var db = App.CreateDb();
        var address = chat.ToString(CultureInfo.InvariantCulture);
        return await db.Tickets.OrderByDescending(t => t.Id).Where(t => t.ChatAddress!.Value == address)
            .Select(t => t.Number).FirstAsync(Cancellation);
    }

    /// <summary>Answers as staff. On return the answer is queued, but not necessarily delivered.</summary>
    public async Task AnswerAsync(TicketNumber number, string text, AnswerKind kind = AnswerKind.Answer, DateTimeOffset? promisedAt = null)
    {
        var answer = new AnswerDraft(text, kind, promisedAt);
        var result = await App.Writer.WriteAsync(unit => Actions.AnswerAsync(unit, new(number, Clerk), answer, Cancellation), Cancellation);
        Assert.IsType<TicketActionResult.ActionDone>(result);
    }

    public async Task CallAsync(TicketNumber number, string text)
    {
        var call = new CallDraft(text, CallDirection.Out, true, AnswerKind.Answer);
        var result = await App.Writer.WriteAsync(unit => Actions.LogCallAsync(unit, new(number, Clerk), call, Cancellation), Cancellation);
        Assert.IsType<TicketActionResult.ActionDone>(result);
    }

    public async Task<Ticket> TicketAsync(TicketNumber number)
    {
        await using var db = App.CreateDb();
        return await db.FindFullTicketAsync(number, Cancellation) ?? throw new InvalidOperationException("No such ticket.");
    }

    public async Task<List<OutboxRow>> RowsAsync(long? messageId = null)
    {
        await using var db = App.CreateDb();
        return await db.Outbox.AsNoTracking().Where(o => messageId == null || o.MessageId == messageId)
            .OrderBy(o => o.Id).ToListAsync(Cancellation);
    }

    /// <summary>Waits until the newest outgoing message of the ticket has that delivery state.</summary>
    public async Task<Ticket> WaitUntilAsync(TicketNumber number, DeliveryState state)
    {
        await Eventually.TrueAsync(async () =>
            (await TicketAsync(number)).Messages.OrderBy(m => m.Id).Last(m => m.Delivery is not null).Delivery == state);
        return await TicketAsync(number);
    }

    /// <summary>Waits until a queued row of the chat has had that many attempts.</summary>
    public async Task<OutboxRow> WaitForAttemptsAsync(long chat, int attempts)
    {
        var address = chat.ToString(CultureInfo.InvariantCulture);
        OutboxRow? row = null;
        await Eventually.TrueAsync(async () => (row = (await RowsAsync()).Find(r => r.Chat == address
            && r.State is DeliveryState.Queued && r.SendingSince is null && r.Attempts >= attempts)) is not null);
        return row!;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Telegram.DisposeAsync();
    }

    private static Task<DeskApp> StartAppAsync(
        FakeTelegram telegram, FakeTimeProvider time, Provider provider, Action<WebApplicationBuilder>? adjust,
        IEnumerable<(string, string)> settings) => DeskApp.StartAsync(
            provider, time, adjust, [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl),
                ("Bots:AlbumWait", "00:00:00"), MayLeap, .. settings]);
}
