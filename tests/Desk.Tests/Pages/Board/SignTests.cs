using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>One meaning per sign: what is done is not paused, and what came late is not green.</summary>
public sealed class SignTests
{
    [Fact]
    public async Task A_resolved_ticket_has_the_sign_of_done_and_not_of_waiting()
    {
        await using var desk = await DeskApp.StartAsync(Provider.Sqlite);
        var number = await desk.OpenTicketAsync("核桃");
        var call = new CallDraft("说好了", CallDirection.Out, Reached: true, AnswerKind.Answer);
        await desk.Writer.WriteAsync(unit =>
            desk.Actions.LogCallAsync(unit, new(number, BoardTestTickets.Supervisor), call, CancellationToken.None));
        await desk.Writer.WriteAsync(unit =>
            desk.Actions.ResolveAsync(unit, new(number, BoardTestTickets.Supervisor), "好", CancellationToken.None));
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var html = await clerk.GetStringAsync(new Uri("/desk?q=核桃", UriKind.Relative), TestContext.Current.CancellationToken);
        var row = new HtmlParser().ParseDocument(html).QuerySelector($"#t{number}")!;
        Assert.DoesNotContain("❙❙", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("✓", row.QuerySelector(".state")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("ok", row.QuerySelector(".left")!.ClassName!, StringComparison.Ordinal);
    }
}
