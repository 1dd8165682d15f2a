using EcomCenter.Contracts;
using EcomCenter.Desk.Commands.Verify;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Tests.Bots;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Commands;

/// <summary>Verification of messages that were moved between tickets.</summary>
public sealed class MovedMessageVerificationTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_moved_message_is_no_finding_and_a_half_moved_one_is()
    {
        await using var desk = await DeskWithoutBots.StartWithoutBotsAsync();
        var first = await SubmitAsync(desk, "42:1", "网店打不开");
        await SubmitAsync(desk, "42:2", "另一件", newMatter: true);
        await SubmitAsync(desk, "42:3", "截图");
        await SubmitAsync(desk, "42:4", "还有一件");
        Assert.NotNull(await desk.DeskForBots().MoveMessageAsync(DeskWithoutBots.Aygul, "42:3", first, Cancellation));
        Assert.NotNull(await desk.DeskForBots().MoveMessageAsync(DeskWithoutBots.Aygul, "42:4", null, Cancellation));
        await desk.DeskForBots().AmendAsync(
            DeskWithoutBots.Aygul, first, new() { Anonymity = Anonymity.Anonymous, ServiceItem = "rights", Confirmed = true },
            Cancellation);
        await desk.DeskForBots().WithdrawAsync(DeskWithoutBots.Aygul, first, "", Cancellation);
        Assert.Empty(await FindingsAsync(desk));

        await using (var db = desk.CreateDb())
            await db.Messages.Where(m => m.MovedToTicketId != null).OrderBy(m => m.Id).Take(1)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Text, "截图"), Cancellation);
        Assert.Equal("messageHalfMoved", Assert.Single(await FindingsAsync(desk)).Code);
        await using (var db = desk.CreateDb())
            await db.Messages.Where(m => m.MovedToTicketId != null)
            .ExecuteUpdateAsync(m => m.SetProperty(x => x.Text, "").SetProperty(x => x.MovedToTicketId, 999_999), Cancellation);
        Assert.Equal("astray", Assert.Single(await FindingsAsync(desk)).Code);
    }

    private static async Task<TicketNumber> SubmitAsync(DeskApp desk, string id, string text, bool newMatter = false) =>
        (await desk.DeskForBots().SubmitAsync(DeskWithoutBots.NewMessage(id, text) with { OpensNewTicket = newMatter }, Cancellation))
            .Number;

    private static async Task<List<Finding>> FindingsAsync(DeskApp desk) =>
        await new DeskVerifier(desk.Services.GetRequiredService<IDbContextFactory<DeskDb>>(),
            desk.Services.GetRequiredService<AttachmentStore>()).RunAsync(Cancellation).ToListAsync(Cancellation);
}
