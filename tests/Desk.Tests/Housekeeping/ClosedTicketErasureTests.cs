using System.Data.Common;
using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Bots;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Housekeeping;

/// <summary>The erasure of closed tickets after the retention period that residents are told.</summary>
public sealed class ClosedTicketErasureTests
{
    private const string Chat = "4242424242", Phone = "13800001234";

    private static readonly ChatAddress Aygul = DeskWithoutBots.Aygul with { Chat = Chat };

    /// <summary>All texts and personal data of the resident.</summary>
    private static readonly string[] PersonalTexts =
        ["网店打不开", "密码也不对", "已经修好", "找赵主任", "太慢了", "我们还在办", "院子照片", "Aygül", Phone, Chat];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task Texts_and_identity_are_erased_two_years_after_closing(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await StartAsync(provider, time);
        var (number, file) = await CreateResolvedTicketAsync(desk);
        time.Advance(TimeSpan.FromDays(16));
        await desk.SweepAsync();
        var (ended, before) = (time.GetUtcNow(), await desk.TicketAsync(number));
        Assert.Equal(ended, before.ClosedAt);

        time.Advance(ended.AddYears(2) - ended);
        await desk.SweepAsync();
        Assert.Null((await desk.TicketAsync(number)).ErasedAt);
        Assert.Equal("网店打不开", (await desk.TicketAsync(number)).Subject);

        time.Advance(TimeSpan.FromSeconds(1));
        await desk.SweepAsync();
        Assert.False(File.Exists(file));
        time.Advance(TimeSpan.FromHours(2));
        await desk.SweepAsync();

        Assert.Empty(await FindLeftoversAsync(desk));
        var after = await desk.TicketAsync(number);
        Assert.Equal((before.Kind, TicketStatus.Closed, before.Cycles.Count, before.Version + 1),
            (after.Kind, after.Status, after.Cycles.Count, after.Version));
        Assert.Equal(1, Assert.Single(after.Ratings).Score);
        Assert.Equal("""{"years":2}""", Assert.Single(await desk.EventsAsync("ticketErased")).Data);
        Assert.Empty(await InspectAsync(desk));
        await using var db = desk.CreateDb();
        Assert.Equal((0, 0), (await db.People.CountAsync(Cancellation), await db.Addresses.CountAsync(Cancellation)));
        Assert.Equal((0, 0), (await db.Attachments.CountAsync(Cancellation), await db.Outbox.CountAsync(Cancellation)));
        Assert.Empty(await db.FindTicketIdsByPhrase("网店").ToListAsync(Cancellation));
    }

    [Fact]
    public async Task Every_page_shows_an_erased_ticket_and_says_that_it_was_erased()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var (number, _) = await CreateResolvedTicketAsync(desk);
        var code = desk.Services.GetRequiredService<TrackingCodes>().GetCode(number);
        await PassRetentionPeriodAsync(desk, time);

        var staff = await desk.ClientForStaffAsync(StaffRole.Supervisor);
        staff.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        var page = await staff.GetStringAsync($"/desk/tickets/{number}", Cancellation);
        Assert.Contains("the time for which they are kept (years: 2) was over", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<textarea", page, StringComparison.Ordinal);
        using var sought = await staff.GetAsync($"/desk?q={number}", Cancellation);
        Assert.Equal($"/desk/tickets/{number}", sought.Headers.Location?.ToString());
        var list = await staff.GetStringAsync("/desk?list=notSatisfied", Cancellation);
        Assert.DoesNotContain(number.ToString(), list, StringComparison.Ordinal);
        var key = await desk.ClientWithKeyAsync(KeyScope.Staff);
        Assert.Contains("\"erasedAt\":", await key.GetStringAsync($"/api/v1/tickets/{number}", Cancellation), StringComparison.Ordinal);
        foreach (var kind in (string[])["note", "fromResident"])
        {
            var reply = (await key.PostJsonAsync($"/api/v1/tickets/{number}/messages", new { kind, text = "又一句" }))
                .Expect(HttpStatusCode.Conflict);
            Assert.Equal(("erased", 0), (reply["reason"].GetString(), reply["allowed"].GetArrayLength()));
        }

        using var form = new FormUrlEncodedContent([new("number", number.ToString()), new("code", code)]);
        var resident = desk.AnonymousClient();
        resident.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        using var tracked = await resident.PostAsync("/track", form, Cancellation);
        var told = await tracked.Content.ReadAsStringAsync(Cancellation);
        Assert.Contains("the time for which it is kept (years: 2) was over", told, StringComparison.Ordinal);
        Assert.Empty(await desk.DeskForBots().ListTicketsAsync(Aygul, Cancellation));
    }

    [Fact]
    public async Task A_chat_that_tracks_an_erased_ticket_learns_of_the_erasure_and_gets_no_empty_answers()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var (number, _) = await CreateResolvedTicketAsync(desk);
        var code = desk.Services.GetRequiredService<TrackingCodes>().GetCode(number);
        await PassRetentionPeriodAsync(desk, time);

        var tracked = await desk.DeskForBots().TrackAsync(Aygul, number, code, Cancellation);
        Assert.Equal(2, tracked!.ErasedAfterYears);
        Assert.Empty(tracked.Answers);
    }

    [Theory, CombinatorialProviders]
    public async Task Open_tickets_and_their_residents_are_kept(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await StartAsync(provider, time);
        var (number, _) = await CreateResolvedTicketAsync(desk);
        var message = DeskWithoutBots.NewMessage("4:9", "还想学直播", Aygul) with { OpensNewTicket = true };
        var open = (await desk.DeskForBots().SubmitAsync(message, Cancellation)).Number;
        await desk.DeskForBots().AmendAsync(Aygul, open, new() { Name = "Aygül" }, Cancellation);
        await PassRetentionPeriodAsync(desk, time);

        Assert.NotNull((await desk.TicketAsync(number)).ErasedAt);
        var ticket = await desk.TicketAsync(open);
        Assert.Equal(("还想学直播", "Aygül", Chat), (ticket.Messages.Single().Text, ticket.Person!.Name, ticket.ChatAddress!.Value));
        Assert.Null(ticket.Person.Phone);
        await using var db = desk.CreateDb();
        Assert.Equal([ticket.Id], await db.FindTicketIdsByPhrase("Aygül").ToListAsync(Cancellation));
        Assert.Empty(await InspectAsync(desk));
    }

    [Theory, CombinatorialProviders]
    public async Task The_next_sweep_completes_an_erasure_that_a_crash_interrupted(Provider provider)
    {
        var time = ManualClock.CreateTime();
        await using var desk = await StartAsync(provider, time);
        var (number, file) = await CreateResolvedTicketAsync(desk);
        time.Advance(TimeSpan.FromDays(16));
        await desk.SweepAsync();
        // State after a crash: some texts are erased, and the file's row is marked for deletion.
        await using (var db = desk.CreateDb())
        {
            await db.Messages.OrderBy(m => m.Id).Take(1).ExecuteUpdateAsync(
                m => m.SetProperty(x => x.Text, "").SetProperty(x => x.Salt, Array.Empty<byte>()), Cancellation);
            await db.Attachments.ExecuteUpdateAsync(a => a
                .SetProperty(x => x.State, AttachmentState.Erased).SetProperty(x => x.TicketId, (long?)null)
                .SetProperty(x => x.MessageId, (long?)null).SetProperty(x => x.NextAttemptAt, time.GetUtcNow()), Cancellation);
        }

        Assert.Empty(await InspectAsync(desk));
        await desk.SweepAsync();
        Assert.False(File.Exists(file));
        await PassRetentionPeriodAsync(desk, time);
        Assert.Empty(await FindLeftoversAsync(desk));
        Assert.NotNull((await desk.TicketAsync(number)).ErasedAt);
        Assert.Empty(await InspectAsync(desk));
    }

    [Fact]
    public async Task A_ticket_with_many_messages_is_erased_in_batches()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await StartAsync(Provider.Sqlite, time);
        var first = (await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage("4:1", "网店打不开", Aygul), Cancellation)).Number;
        for (var i = 2; i <= 250; i++)
            await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage($"4:{i}", "密码也不对", Aygul), Cancellation);
        await desk.DeskForBots().WithdrawAsync(Aygul, first, "已经修好", Cancellation);
        await PassRetentionPeriodAsync(desk, time);
        Assert.Empty(await FindLeftoversAsync(desk));
        Assert.Empty(await InspectAsync(desk));
    }

    [Fact]
    public async Task An_idle_chat_without_a_ticket_is_erased()
    {
        var time = ManualClock.CreateTime();
        await using var desk = await StartAsync(Provider.Sqlite, time);
        await AddConversationAsync(desk);
        time.Advance(TimeSpan.FromDays(300));
        await desk.SweepAsync();
        Assert.NotEmpty(await FindLeftoversAsync(desk));
        await PassRetentionPeriodAsync(desk, time);
        Assert.Empty(await FindLeftoversAsync(desk));
    }

    [Theory, InlineData("0"), InlineData("-1"), InlineData("99")]
    public async Task The_retention_period_is_validated_at_start(string years)
    {
        var error = await Assert.ThrowsAnyAsync<Exception>(
            () => DeskApp.StartAsync(Provider.Sqlite, null, null, ("Bots:KeepYears", years)));
        Assert.Contains("KeepYears", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<DeskApp> StartAsync(Provider provider, FakeTimeProvider time) =>
        ManualClock.StartAsync(provider, time, ("Bots:Hosted", "false"));

    private static async Task PassRetentionPeriodAsync(DeskApp desk, FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromDays(16));
        await desk.SweepAsync();
        time.Advance(TimeSpan.FromDays(732));
        await desk.SweepAsync();
        time.Advance(TimeSpan.FromHours(2));
        await desk.SweepAsync();
    }

    /// <summary>Creates a resolved ticket with every kind of related data.</summary>
    private static async Task<(TicketNumber Number, string File)> CreateResolvedTicketAsync(DeskApp desk)
    {
        var upload = new Upload(new MemoryStream([1, 2, 3]), FileType.Unknown, "院子照片.bin", 3);
        var kept = (await desk.Services.GetRequiredService<Uploads>().StoreAsync([upload], ContactChannel.Telegram, Chat))[0];
        var photo = new IncomingFile { Source = IncomingFile.StoredPrefix + kept.Id, Kind = FileKind.Document };
        var message = DeskWithoutBots.NewMessage("4:1", "网店打不开", Aygul) with { Files = [photo] };
        var number = (await desk.DeskForBots().SubmitAsync(message, Cancellation)).Number;
        await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage("4:2", "密码也不对", Aygul), Cancellation);
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, new() { Phone = Phone }, Cancellation));
        await AddConversationAsync(desk, number);
        var actions = desk.Services.GetRequiredService<TicketActions>();
        await RunActionAsync(desk, unit => actions.AnswerAsync(
            unit, new(number, TelegramDesk.Clerk), new("已经修好。", AnswerKind.OutOfRemit, Office: "找赵主任"), Cancellation));
        await RunActionAsync(desk, unit => actions.LogCallAsync(
            unit, new(number, TelegramDesk.Clerk), new("已经修好", CallDirection.Out, Reached: true, AnswerKind.Answer), Cancellation));
        await RunActionAsync(desk, unit => actions.ResolveAsync(unit, new(number, TelegramDesk.Clerk), null, Cancellation));
        Assert.True(await desk.DeskForBots().RateAsync(Aygul, number, 1, Cancellation));
        Assert.True(await desk.DeskForBots().AddRatingCommentAsync(Aygul, number, "太慢了", Cancellation));
        var file = desk.Services.GetRequiredService<AttachmentStore>().GetPath(kept.Id);
        Assert.True(File.Exists(file));
        return (number, file);
    }

    private static Task AddConversationAsync(DeskApp desk, TicketNumber? number = null) => desk.Writer.WriteAsync(unit =>
    {
        unit.Add(new ConversationRow
        {
            Channel = Aygul.Channel, Bot = Aygul.Bot, Chat = Chat, UpdatedAt = unit.Now,
            State = $$$"""
                {"language":"ug","asked":{"step":6,"number":"{{{number}}}","at":"2026-01-01T00:00:00Z"},"details":{"phone":"{{{Phone}}}"},
                "comment":"太慢了","doubts":[{"key":1,"externalId":"{{{Chat}}}:2"}]}
                """,
        });
        unit.Add(new InboxRow
        {
            Id = unit.NewId(), Channel = Aygul.Channel, Bot = Aygul.Bot, UpdateId = "never done", Chat = Chat, Raw = "网店打不开",
            ReceivedAt = unit.Now,
        });
        unit.Enqueue(new OutgoingMessage { To = Aygul, Language = Language.ZhHans, Text = "我们还在办" });
        return Task.CompletedTask;
    }, Cancellation);

    private static async Task RunActionAsync(DeskApp desk, Func<WriteUnit, Task<TicketActionResult>> act) =>
        Assert.IsType<TicketActionResult.ActionDone>(await desk.Writer.WriteAsync(act, Cancellation));

    /// <summary>The columns, of all tables, that still hold data of the resident.</summary>
    private static async Task<List<string>> FindLeftoversAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        await db.Database.OpenConnectionAsync(Cancellation);
        var left = new List<string>();
        foreach (var table in db.Model.GetEntityTypes().Select(e => e.GetTableName()).OfType<string>().Distinct())
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = $"SELECT * FROM \"{table}\"";
            await using var rows = await command.ExecuteReaderAsync(Cancellation);
            while (await rows.ReadAsync(Cancellation)) left.AddRange(ColumnsWithPersonalText(rows).Select(column => $"{table}.{column}"));
        }

        return left;
    }

    private static IEnumerable<string> ColumnsWithPersonalText(DbDataReader row) => Enumerable.Range(0, row.FieldCount)
        .Where(i => row.GetValue(i) is string text && PersonalTexts.Any(word => text.Contains(word, StringComparison.Ordinal)))
        .Select(row.GetName);

    private static async Task<List<Finding>> InspectAsync(DeskApp desk) =>
        [.. (await CreateInspection(desk).RunAsync(Cancellation).ToListAsync(Cancellation))
            .Where(finding => finding is not { Subject: "tickets", Code: "astray" })];

    private static DeskVerifier CreateInspection(DeskApp desk) =>
        new(desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(), desk.Services.GetRequiredService<AttachmentStore>());
}
