using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Storage;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeBotApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Delivery;

/// <summary>The real program with a bot, and Telegram with residents at the other end. Its clock stands still until a test moves it.</summary>
internal sealed class TelegramDesk : IAsyncDisposable
{
    public static readonly Actor Clerk = new() { By = By.Staff("clerk"), Role = StaffRole.Clerk };

    private TelegramDesk(FakeTelegram telegram, DeskApp app, FakeTimeProvider time) => (Telegram, App, Time) = (telegram, app, time);

    public FakeTelegram Telegram { get; }

    public DeskApp App { get; private set; }

    public FakeTimeProvider Time { get; }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TelegramDesk> StartAsync(
        Provider provider = Provider.Sqlite, Action<WebApplicationBuilder>? adjust = null, params IEnumerable<(string, string)> settings)
    {
        var telegram = await FakeTelegram.StartAsync();
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        return new(telegram, await AppAsync(telegram, time, provider, adjust, settings), time);
    }

    /// <summary>Another run of the program. On the same database if both were given the same folder.</summary>
    public async Task RestartAsync(params IEnumerable<(string, string)> settings)
    {
        await App.DisposeAsync();
        App = await AppAsync(Telegram, Time, Provider.Sqlite, null, settings);
    }

    /// <summary>A resident writes, and has a receipt.</summary>
    public async Task<TicketNumber> HearAsync(long chat, string text)
    {
        var before = Telegram.Sent.Count(sent => sent.Chat == chat);
        Telegram.Say(chat, text, sentAt: Time.GetUtcNow());
        await Telegram.WaitForAsync(chat, skip: before);
        await Eventually.TrueAsync(async () => !(await RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
        await using var db = App.Db();
        return await db.Tickets.OrderByDescending(t => t.Id).Where(t => t.ChatAddress!.Value == chat.ToString(System.Globalization.CultureInfo.InvariantCulture))
            .Select(t => t.Number).FirstAsync(Cancellation);
    }

    /// <summary>Staff answer. The answer is on its way when it returns, not more.</summary>
    public async Task AnswerAsync(TicketNumber number, string text, AnswerKind kind = AnswerKind.Answer, DateTimeOffset? promisedAt = null)
    {
        var outcome = await App.Writer.WriteAsync(unit => On.AnswerAsync(unit, new(number, Clerk), new OnTheSpot(text, kind, promisedAt), Cancellation), Cancellation);
        Assert.IsType<Outcome.Done>(outcome);
    }

    public async Task CallAsync(TicketNumber number, string text) => Assert.IsType<Outcome.Done>(await App.Writer.WriteAsync(
        unit => On.CallAsync(unit, new(number, Clerk), new CallReport(text, CallDirection.Out, true, AnswerKind.Answer), Cancellation), Cancellation));

    public async Task<Ticket> TicketAsync(TicketNumber number)
    {
        await using var db = App.Db();
        return await db.WholeTicketAsync(number, Cancellation) ?? throw new InvalidOperationException("No such ticket.");
    }

    public async Task<List<OutboxRow>> RowsAsync(long? messageId = null)
    {
        await using var db = App.Db();
        return await db.Outbox.AsNoTracking().Where(o => messageId == null || o.MessageId == messageId).OrderBy(o => o.Id).ToListAsync(Cancellation);
    }

    /// <summary>Waits until the newest message of ours on the ticket got as far as that.</summary>
    public async Task<Ticket> UntilAsync(TicketNumber number, DeliveryState state)
    {
        await Eventually.TrueAsync(async () => (await TicketAsync(number)).Messages.OrderBy(m => m.Id).Last(m => m.Delivery is not null).Delivery == state);
        return await TicketAsync(number);
    }

    /// <summary>Until a row of the chat has that many attempts behind it.</summary>
    public async Task<OutboxRow> UntilTriedAsync(long chat, int attempts)
    {
        OutboxRow? row = null;
        await Eventually.TrueAsync(async () => (row = (await RowsAsync()).Find(r =>
            r.Chat == chat.ToString(System.Globalization.CultureInfo.InvariantCulture) && r.State is DeliveryState.Queued && r.SendingSince is null && r.Attempts >= attempts)) is not null);
        return row!;
    }

    public async ValueTask DisposeAsync()
    {
        await App.DisposeAsync();
        await Telegram.DisposeAsync();
    }

    private OnTicket On => App.Services.GetRequiredService<OnTicket>();

    private static Task<DeskApp> AppAsync(FakeTelegram telegram, FakeTimeProvider time, Provider provider, Action<WebApplicationBuilder>? adjust, IEnumerable<(string, string)> settings) =>
        DeskApp.StartAsync(provider, time, adjust, [("Telegram:Token", telegram.Token), ("Telegram:BaseUrl", telegram.BaseUrl), .. settings]);
}
