using System.Globalization;
using EcomCenter.Contracts;
using EcomCenter.Desk.Bots.StaffChats;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Files;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>End-to-end tests with the fake Telegram server over HTTP.</summary>
public sealed class TelegramEndToEndTests
{
    private const long Aygul = 4201;

    private static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. Enumerable.Range(0, 3000).Select(i => (byte)i)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_voice_message_alone_opens_a_ticket_and_staff_can_play_it()
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.SendVoice(Aygul, "voice", await SampleRecording.OggAsync(), languageCode: "ug");
        var receipt = await desk.Telegram.WaitForMessageAsync(Aygul);
        var ticket = await OnlyTicketAsync(desk);
        Assert.Contains(ticket.Number.ToString(), receipt.Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(
            async () => (await AttachmentFetchingTests.RowsAsync(desk)) is [{ State: AttachmentState.Kept, HasPlayableCopy: true }]);
        using var clerk = await desk.App.ClientForStaffAsync(StaffRole.Clerk);
        Assert.Contains("<audio", await clerk.GetStringAsync($"/desk/tickets/{ticket.Number}", Cancellation), StringComparison.Ordinal);
        using var audio = await clerk.GetAsync($"/desk/attachments/{(await AttachmentFetchingTests.RowsAsync(desk))[0].Id}", Cancellation);
        Assert.Equal("audio/mp4", audio.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task An_album_is_one_message_of_one_ticket_with_one_receipt_and_all_its_pictures()
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.SendAlbum(Aygul, "这三个包裹都坏了", ("a", Jpeg), ("b", Jpeg), ("c", Jpeg));
        await desk.Telegram.WaitForMessageAsync(Aygul);
        await Eventually.TrueAsync(async () => (await AttachmentFetchingTests.RowsAsync(desk)) is { Count: 3 } files
            && files.TrueForAll(file => file.State is AttachmentState.Kept));
        var message = Assert.Single((await OnlyTicketAsync(desk)).Messages);
        Assert.Contains("这三个包裹都坏了", message.Text, StringComparison.Ordinal);
        Assert.All(await AttachmentFetchingTests.RowsAsync(desk), file => Assert.Equal(message.Id, file.MessageId));
        await Eventually.TrueAsync(async () => (await desk.RowsAsync()).TrueForAll(row => row.State is not DeliveryState.Queued));
        Assert.Single(desk.Telegram.Sent);
    }

    [Fact]
    public async Task An_edited_text_is_stored_as_an_edit_of_the_original_message()
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.SendText(Aygul, "我的包裹坏了");
        await desk.Telegram.WaitForMessageAsync(Aygul);
        var first = Assert.Single((await OnlyTicketAsync(desk)).Messages);
        await using (var db = desk.App.CreateDb())
        {
            var id = int.Parse((await db.IntakeIds.SingleAsync(Cancellation)).ExternalId.Split(':')[1],
                CultureInfo.InvariantCulture);
            desk.Telegram.Edit(Aygul, id, "我的包裹丢了");
        }

        await Eventually.TrueAsync(async () => (await OnlyTicketAsync(desk)).Messages.Count == 2);
        var edit = (await OnlyTicketAsync(desk)).Messages.OrderBy(m => m.Id).Last();
        Assert.Equal(first.Id, edit.EditsMessageId);
        Assert.Contains("我的包裹丢了", edit.Text, StringComparison.Ordinal);
        Assert.Equal("我的包裹坏了", (await OnlyTicketAsync(desk)).Messages.OrderBy(m => m.Id).First().Text);
    }

    [Fact]
    public async Task A_member_of_staff_links_a_chat_by_sending_the_code()
    {
        await using var desk = await TelegramDesk.StartAsync();
        (await desk.App.ClientForStaffAsync(StaffRole.Supervisor, user: "boss")).Dispose();
        var code = await desk.App.Services.GetRequiredService<StaffChatLinks>().CreateCodeAsync("boss");
        desk.Telegram.SendText(Aygul, $"/staff {code}", "en");
        await desk.Telegram.WaitForMessageAsync(Aygul);
        await using var db = desk.App.CreateDb();
        Assert.Equal(("boss", "4201"), await db.StaffChats.Select(s => ValueTuple.Create(s.User, s.Chat)).SingleAsync(Cancellation));
        Assert.Empty(await db.Tickets.ToListAsync(Cancellation));
        desk.Telegram.SendText(Aygul, "/staff 00000000", "en");
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: 1);
        Assert.Empty(await db.Tickets.ToListAsync(Cancellation));
    }

    private static async Task<Ticket> OnlyTicketAsync(TelegramDesk desk)
    {
        await using var db = desk.App.CreateDb();
        return await desk.TicketAsync(await db.Tickets.Select(t => t.Number).SingleAsync(Cancellation));
    }
}
