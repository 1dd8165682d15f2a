using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using static EcomCenter.Desk.Tests.Bots.DeskWithoutBots;

namespace EcomCenter.Desk.Tests.Bots;

public sealed class DeskForBotsTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task A_chat_message_opens_a_ticket_with_a_due_time(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var sent = TimeProvider.System.Now().AddMinutes(-10);
        var receipt = await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "ئۈزۈمنى قانداق ساتىمەن؟", sentAt: sent), Cancellation);

        await using var db = desk.CreateDb();
        var ticket = await db.FindFullTicketAsync(receipt.Number, Cancellation);
        Assert.True(receipt.Opened);
        Assert.Equal((Language.Ug, ContactChannel.Telegram, TicketKind.Inquiry, sent),
            (ticket!.Language, ticket.Channel, ticket.Kind, ticket.ReceivedAt));
        Assert.Equal(sent.AddHours(48), receipt.DueAt);
        Assert.Equal(Aygul, ticket.ChatAddress!.Chat);
        Assert.Null(ticket.Person!.Name);
        Assert.NotEmpty(receipt.TrackingCode);
    }

    [Theory, CombinatorialProviders]
    public async Task A_message_submitted_again_after_a_crash_gets_the_same_receipt(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var first = await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "بىرىنچى"), Cancellation);
        var second = await desk.DeskForBots().SubmitAsync(NewMessage("42:2", "ئىككىنچى"), Cancellation);
        var thanks = await desk.DeskForBots().SubmitAsync(NewMessage("42:3", "رەھمەت"), Cancellation);

        Assert.Equal(first, await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "بىرىنچى"), Cancellation));
        Assert.Equal(second, await desk.DeskForBots().SubmitAsync(NewMessage("42:2", "ئىككىنچى"), Cancellation));
        Assert.Equal(thanks, await desk.DeskForBots().SubmitAsync(NewMessage("42:3", "رەھمەت"), Cancellation));
        Assert.Equal((true, false, false), (first.Opened, second.Opened, thanks.Opened));
        Assert.True(thanks.IsCourtesy);
        await using var db = desk.CreateDb();
        Assert.Equal(3, await db.Messages.CountAsync(Cancellation));
    }

    [Theory, CombinatorialProviders]
    public async Task Concurrent_messages_of_one_chat_join_one_ticket(Provider provider)
    {
        await using var desk = await StartWithoutBotsAsync(provider);
        var receipts = await Task.WhenAll(Enumerable.Range(1, 20)
            .Select(i => desk.DeskForBots().SubmitAsync(NewMessage($"42:{i}", $"سۆز {i}"), Cancellation)));
        Assert.Single(receipts, receipt => receipt.Opened);
        Assert.Single(receipts.Select(receipt => receipt.Number).Distinct());
        await using var db = desk.CreateDb();
        Assert.Equal((1, 1, 20), (await db.People.CountAsync(Cancellation), await db.Tickets.CountAsync(Cancellation),
            await db.Messages.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Only_its_own_chat_amends_the_kind_of_a_ticket()
    {
        await using var desk = await StartWithoutBotsAsync();
        var number = (await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "我要投诉"), Cancellation)).Number;

        Assert.False(await desk.DeskForBots()
            .AmendAsync(Aygul with { Chat = "43" }, number, new() { Kind = TicketKind.Praise }, Cancellation));
        Assert.False(await desk.DeskForBots()
            .AmendAsync(Aygul with { Bot = "other" }, number, new() { Kind = TicketKind.Praise }, Cancellation));
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, new() { Kind = TicketKind.Complaint }, Cancellation));
        Assert.True(await desk.DeskForBots().AmendAsync(Aygul, number, new() { Kind = TicketKind.Complaint }, Cancellation));
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.SingleAsync(Cancellation);
        Assert.Equal((TicketKind.Complaint, 2), (ticket.Kind, ticket.Version));
    }

    [Fact]
    public async Task A_chat_sees_its_own_ten_newest_tickets()
    {
        await using var desk = await StartWithoutBotsAsync();
        for (var i = 1; i <= 12; i++)
            await desk.DeskForBots().SubmitAsync(NewMessage($"42:{i}", $"事情 {i}") with { OpensNewTicket = true }, Cancellation);
        var newest = await desk.DeskForBots().SubmitAsync(NewMessage("42:13", "最新") with { OpensNewTicket = true }, Cancellation);
        await desk.DeskForBots().SubmitAsync(NewMessage("43:1", "别人的", Aygul with { Chat = "43" }), Cancellation);

        var tickets = await desk.DeskForBots().ListTicketsAsync(Aygul, Cancellation);
        Assert.Equal(10, tickets.Count);
        Assert.Equal(newest.Number, tickets[0].Number);
        Assert.Empty(await desk.DeskForBots().ListTicketsAsync(Aygul with { Chat = "44" }, Cancellation));
    }

    [Fact]
    public async Task A_very_long_name_is_cut_and_not_refused()
    {
        await using var desk = await StartWithoutBotsAsync();
        var name = string.Concat(Enumerable.Repeat("🌹", 80));
        var number = (await desk.DeskForBots().SubmitAsync(NewMessage("42:1", "你好,请问"), Cancellation)).Number;
        await desk.DeskForBots().AmendAsync(Aygul, number, new() { Name = name }, Cancellation);
        await using var db = desk.CreateDb();
        Assert.Equal(name[..100], (await db.People.SingleAsync(Cancellation)).Name);
    }
}
