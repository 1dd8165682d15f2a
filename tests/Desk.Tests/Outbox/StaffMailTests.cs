using EcomCenter.Desk.Outbox.Mail;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>Warnings by e-mail, with a real mail server.</summary>
public sealed class StaffMailTests
{
    private static readonly DateTimeOffset Noon = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task Warnings_come_as_one_e_mail_with_numbers_and_links(Provider provider)
    {
        await using var server = new SmtpListener();
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(provider, server, time);
        await AddStaffAsync(desk, ("boss", "boss@example.com"), ("quiet", null));
        var numbers = new[] { (await desk.OpenTicketAsync("包裹丢了")).Number, (await desk.OpenTicketAsync("店铺")).Number };
        await WarnAsync(desk, server, time);

        var (to, data) = Assert.Single(server.Mails);
        Assert.Equal("boss@example.com", to);
        Assert.Contains("From: desk@example.com", data, StringComparison.Ordinal);
        var text = Decode(data);
        Assert.Contains("2 件马上到答复时限", text, StringComparison.Ordinal);
        Assert.All(numbers, number => Assert.Contains($"https://desk.example/desk/tickets/{number}", text, StringComparison.Ordinal));
        Assert.DoesNotContain("包裹", text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        await Eventually.TrueAsync(async () => !await db.StaffMails.AnyAsync(Cancellation));
    }

    [Fact]
    public async Task A_busy_server_is_asked_again_and_a_refused_address_holds_up_nobody()
    {
        await using var server = new SmtpListener { IsBusy = true };
        var time = new FakeTimeProvider(Noon);
        await using var desk = await StartAsync(Provider.Sqlite, server, time);
        await AddStaffAsync(desk, ("boss", "boss@example.com"), ("left", "nobody@example.com"));
        await desk.OpenTicketAsync();
        await WarnAsync(desk, server, time, () => server.Connections > 0);
        Assert.Empty(server.Mails);
        server.IsBusy = false;
        await Eventually.TrueAsync(() =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return server.Mails.Count > 0;
        });
        Assert.Equal(["boss@example.com"], server.Mails.Select(mail => mail.To));
        await using var db = desk.CreateDb();
        await Eventually.TrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(10));
            return await db.StaffMails.AsNoTracking().Where(mail => mail.Attempts > 1)
                .Select(mail => mail.Address).ToListAsync(Cancellation) is ["nobody@example.com"];
        });
    }

    [Theory]
    [InlineData("Smtp:From", "nobody")]
    [InlineData("Smtp:Port", "0")]
    public async Task A_wrong_setting_stops_the_start_and_is_named(string key, string value)
    {
        (string, string)[] settings = [("Smtp:Host", "127.0.0.1"), ("Smtp:From", "desk@example.com"), (key, value)];
        var stopped = await Assert.ThrowsAnyAsync<OptionsValidationException>(() => DeskApp.StartAsync(settings: settings));
        Assert.Contains(key, stopped.Message, StringComparison.Ordinal);
    }

    private static Task<DeskApp> StartAsync(Provider provider, SmtpListener server, TimeProvider time) => ManualClock.StartAsync(
        provider, time, ("Desk:PublicUrl", "https://desk.example"), ("Smtp:Host", "127.0.0.1"), ("Smtp:Port", $"{server.Port}"),
        ("Smtp:Security", nameof(MailSecurity.None)), ("Smtp:From", "desk@example.com"));

    private static async Task AddStaffAsync(DeskApp desk, params (string User, string? Address)[] supervisors)
    {
        foreach (var (user, address) in supervisors)
        {
            await desk.ClientForStaffAsync(StaffRole.Supervisor, user: user);
            await using var db = desk.CreateDb();
            await db.Users.Where(u => u.UserName == user).ExecuteUpdateAsync(u => u.SetProperty(x => x.Email, address), Cancellation);
        }
    }

    /// <summary>
    /// Waits until the alerts have their position, lets the last call come, and waits for an e-mail or the given condition.
    /// </summary>
    private static async Task WarnAsync(DeskApp desk, SmtpListener server, FakeTimeProvider time, Func<bool>? until = null)
    {
        await using var db = desk.CreateDb();
        await Eventually.TrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(1));
            return await db.Counters.AsNoTracking().AnyAsync(counter => counter.Name == Desk.Database.SequenceCounter.Alerts, Cancellation);
        });
        time.Advance(Noon.AddHours(32) - time.GetUtcNow());
        await desk.SweepAsync();
        await Eventually.TrueAsync(async () =>
        {
            time.Advance(TimeSpan.FromSeconds(5));
            return until is not null ? until()
                : server.Mails.Count > 0 && !await db.StaffAlerts.AnyAsync(Cancellation) && !await db.StaffMails.AnyAsync(Cancellation);
        });
    }

    private static string Decode(string data)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(data));
        return MimeKit.MimeMessage.Load(stream, Cancellation).TextBody ?? "";
    }
}
