using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tests.Pages.Board;

namespace EcomCenter.Desk.Tests.Pages.Tickets;

/// <summary>The note below the send button, which tells before sending if the answer will arrive and stop the clock.</summary>
public class DeliveryForecastTests
{
    [Fact]
    public async Task A_blocked_chat_is_shown_as_unreachable_and_the_clock_runs_on()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(4201, "快递还没有到");
        desk.Telegram.Block(4201);
        await desk.AnswerAsync(number, "明天到。");
        await desk.WaitUntilAsync(number, DeliveryState.Unreachable);
        var page = await BoardPageTests.OpenPageAsync(await desk.App.ClientForStaffAsync(StaffRole.Clerk),
            $"/desk/tickets/{number}?lang=en");
        Assert.Equal("They can’t be reached there (Telegram); please call\u00a0·\u00a0the clock runs on",
            page.QuerySelector(".delivery-note.for-answer")!.TextContent);
    }

    [Fact]
    public async Task The_live_part_has_the_actions_and_the_note_on_the_answer()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenTicketAsync("核桃", chat: new(ContactChannel.WebChat, "desk", "visitor"));
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var part = await BoardPageTests.OpenPageAsync(clerk, $"/desk/tickets/{number}/story?lang=en");
        Assert.NotNull(part.QuerySelector(".acts form[action$='/take'] input[name=version]"));
        var note = part.QuerySelector(".delivery-note.for-answer")!.TextContent;
        Assert.EndsWith("stops the clock once it arrives", note, StringComparison.Ordinal);
        await desk.AnswerTicketAsync(number);
        part = await BoardPageTests.OpenPageAsync(clerk, $"/desk/tickets/{number}/story?lang=en");
        Assert.DoesNotContain("clock", part.QuerySelector(".send")!.TextContent, StringComparison.Ordinal);
    }
}
