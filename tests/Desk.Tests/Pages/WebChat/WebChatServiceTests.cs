using EcomCenter.Bots.Channels.WebChat;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

public sealed class WebChatServiceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, CombinatorialProviders]
    public async Task The_receipt_follows_the_message_at_once(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await SayAsync(desk, "1", "ئۈزۈمنى توردا قانداق ساتىمەن؟");

        var lines = await TranscriptAsync(desk);
        await using var db = desk.CreateDb();
        var ticket = await db.Tickets.Include(t => t.Messages).SingleAsync(Cancellation);
        Assert.Equal([false, true], lines.Select(line => line.IsFromDesk));
        Assert.Equal("ئۈزۈمنى توردا قانداق ساتىمەن؟", lines[0].Text);
        Assert.Contains(ticket.Number.ToString(), lines[1].Text, StringComparison.Ordinal);
        Assert.Equal((Language.Ug, ContactChannel.WebChat), (ticket.Language, ticket.Channel));
        Assert.NotEmpty(lines[1].Buttons);
    }

    [Theory, CombinatorialProviders]
    public async Task A_courtesy_alone_opens_no_ticket_and_stays_in_the_transcript(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await SayAsync(desk, "1", "رەھمەت");
        await SayAsync(desk, "2", "👍");
        await using var db = desk.CreateDb();
        Assert.Equal(0, await db.Tickets.CountAsync(Cancellation));
        Assert.Equal(["رەھمەت", "👍"], (await TranscriptAsync(desk)).Where(line => !line.IsFromDesk).Select(line => line.Text));
        Assert.Equal(2, (await TranscriptAsync(desk)).Count(line => line.IsFromDesk));

        await SayAsync(desk, "3", "快递没到");
        await SayAsync(desk, "4", "谢谢");
        Assert.Equal(1, await db.Tickets.CountAsync(Cancellation));
        Assert.Equal([false, true], await db.Messages.OrderBy(m => m.Id).Select(m => m.IsCourtesy).ToListAsync(Cancellation));
    }

    [Theory, CombinatorialProviders]
    public async Task The_same_post_twice_has_one_effect(Provider provider)
    {
        await using var desk = await DeskApp.StartAsync(provider);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SayAsync(desk, "1", "快递没到")));
        await SayAsync(desk, "1", "快递没到");
        Assert.Equal(2, (await TranscriptAsync(desk)).Count);
        await using var db = desk.CreateDb();
        Assert.Equal(1, await db.Messages.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_pressed_button_amends_the_kind_and_shows_its_label()
    {
        await using var desk = await DeskApp.StartAsync();
        await SayAsync(desk, "1", "快递没到");
        var button = (await TranscriptAsync(desk))[^1].Buttons.SelectMany(row => row).Single(b => b.Label == "投诉");
        var post = new WebChatPost { Id = "2", Chat = "visitor", Button = button.Code, Language = "zh-Hans" };
        await desk.PostAsync(post);

        Assert.Equal("投诉", (await TranscriptAsync(desk))[2].Text);
        await using var db = desk.CreateDb();
        Assert.Equal(TicketKind.Complaint, (await db.Tickets.SingleAsync(Cancellation)).Kind);
    }

    [Fact]
    public async Task A_text_longer_than_one_message_is_stored_whole()
    {
        await using var desk = await DeskApp.StartAsync();
        var text = string.Join('\n', Enumerable.Range(1, 3000).Select(i => $"第{i}行"));
        await SayAsync(desk, "1", text);
        await using var db = desk.CreateDb();
        var messages = await db.Messages.OrderBy(m => m.Id).Select(m => m.Text).ToListAsync(Cancellation);
        Assert.Equal(2, messages.Count);
        Assert.Equal(text, string.Join('\n', messages));
    }

    [Theory]
    [InlineData("\0\ud800")]
    [InlineData("a:b:c")]
    [InlineData("")]
    public async Task Any_id_that_a_browser_sends_is_accepted(string id)
    {
        await using var desk = await DeskApp.StartAsync();
        await SayAsync(desk, id, "喂");
        await SayAsync(desk, id + new string('x', 5000), "还在吗?");
        Assert.Equal(4, (await TranscriptAsync(desk)).Count);
    }

    [Fact]
    public async Task A_chat_does_not_see_another_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        await SayAsync(desk, "1", "我的秘密");
        Assert.Empty(await Chats(desk).GetTranscriptAsync("somebody else", Cancellation));
    }

    private static WebChatService Chats(DeskApp desk) => desk.Services.GetRequiredService<WebChatService>();

    private static Task SayAsync(DeskApp desk, string id, string text) =>
        desk.PostAsync(new WebChatPost { Id = id, Chat = "visitor", Text = text, Language = "zh-Hans" });

    private static Task<IReadOnlyList<WebChatMessage>> TranscriptAsync(DeskApp desk) =>
        Chats(desk).GetTranscriptAsync("visitor", Cancellation);
}
