using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tests.Chat;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Commands;

/// <summary>Verification of messages that were moved between tickets.</summary>
public sealed class MovedMessagesAreVerified
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_moved_message_is_no_finding_and_a_half_moved_one_is()
    {
        await using var desk = await ChatDoor.WithoutBotsAsync();
        var first = await SayAsync(desk, "42:1", "网店打不开");
        await SayAsync(desk, "42:2", "另一件", newMatter: true);
        await SayAsync(desk, "42:3", "截图");
        await SayAsync(desk, "42:4", "还有一件");
        Assert.NotNull(await desk.Door().MoveAsync(ChatDoor.Aygul, "42:3", first, Cancellation));
        Assert.NotNull(await desk.Door().MoveAsync(ChatDoor.Aygul, "42:4", null, Cancellation));
        await desk.Door().AmendAsync(
            ChatDoor.Aygul, first, new() { Anonymity = Anonymity.Anonymous, ServiceItem = "rights", Confirmed = true }, Cancellation);
        await desk.Door().WithdrawAsync(ChatDoor.Aygul, first, "", Cancellation);
        Assert.Empty(await FindingsAsync(desk));

        await using (var db = desk.Db())
            await db.Messages.Where(m => m.MovedTo != null).OrderBy(m => m.Id).Take(1)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Text, "截图"), Cancellation);
        Assert.Equal("messageHalfMoved", Assert.Single(await FindingsAsync(desk)).Code);
        await using (var db = desk.Db())
            await db.Messages.Where(m => m.MovedTo != null)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Text, "").SetProperty(x => x.MovedTo, 999_999), Cancellation);
        Assert.Equal("astray", Assert.Single(await FindingsAsync(desk)).Code);
    }

    private static async Task<TicketNumber> SayAsync(DeskApp desk, string id, string text, bool newMatter = false) =>
        (await desk.Door().SubmitAsync(ChatDoor.Message(id, text) with { NewMatter = newMatter }, Cancellation)).Number;

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk) =>
        await new Inspection(desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(),
            desk.Services.GetRequiredService<AttachmentStore>()).RunAsync(Cancellation).ToListAsync(Cancellation);
}
