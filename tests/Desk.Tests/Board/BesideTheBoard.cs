using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Board;

public class BesideTheBoard
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_our_own_board_may_frame_a_matter_and_nothing_else_may_be_framed()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenAsync("核桃");
        var clerk = await desk.StaffAsync(StaffRole.Clerk);
        foreach (var (path, ancestors) in ((string, string)[])
        [
            ($"/desk/tickets/{number}?beside=1", "'self'"), ($"/desk/tickets/{number}", "'none'"), ("/desk", "'none'"), ("/desk?beside=1", "'none'"), ("/sign-in?beside=1", "'none'"), ("/?beside=1", "'none'"),
        ])
        {
            using var answer = await clerk.GetAsync(new Uri(path, UriKind.Relative), Now);
            Assert.EndsWith($"frame-ancestors {ancestors}", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_matter_beside_the_board_has_no_bar_and_every_form_of_it_stays_there()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenAsync("核桃");
        var clerk = await desk.StaffAsync(StaffRole.Clerk);
        var (page, cookie) = await OpenAsync(clerk, number);
        Assert.Null(page.QuerySelector(".bar"));
        Assert.NotEmpty(page.QuerySelectorAll("form[method=post]"));
        Assert.All(page.QuerySelectorAll("form[method=post]"), form => Assert.EndsWith("?beside=1", form.GetAttribute("action")!, StringComparison.Ordinal));
        using var done = await SendAsync(clerk, page, cookie, "take");
        Assert.Equal($"/desk/tickets/{number}?beside=1&done=take#latest", done.Headers.Location!.ToString());
        using var refused = await SendAsync(clerk, page, cookie, "take");
        var again = await new HtmlParser().ParseDocumentAsync(await refused.Content.ReadAsStringAsync(Now));
        Assert.Null(again.QuerySelector(".bar"));
        Assert.Equal($"/desk/tickets/{number}?beside=1", again.QuerySelector(".notice[role=alert] a")!.GetAttribute("href"));
    }

    private static async Task<(IHtmlDocument Page, string Cookie)> OpenAsync(HttpClient clerk, EcomCenter.Contracts.TicketNumber number)
    {
        using var answer = await clerk.GetAsync(new Uri($"/desk/tickets/{number}?beside=1", UriKind.Relative), Now);
        return (await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now)), string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient clerk, IHtmlDocument page, string cookie, string action)
    {
        var form = page.QuerySelector($"form[action*='/{action}?']")!;
        using var fields = new FormUrlEncodedContent([new("__RequestVerificationToken", form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(form.GetAttribute("action")!, UriKind.Relative)) { Content = fields };
        request.Headers.Add("Cookie", cookie);
        return await clerk.SendAsync(request, Now);
    }
}
