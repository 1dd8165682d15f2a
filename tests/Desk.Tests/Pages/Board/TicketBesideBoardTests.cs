using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Pages.Board;

public class TicketBesideBoardTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_the_ticket_page_may_be_framed_and_only_by_the_board()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        foreach (var (path, ancestors) in ((string, string)[])
        [
            ($"/desk/tickets/{number}?beside=1", "'self'"), ($"/desk/tickets/{number}", "'none'"), ("/desk", "'none'"),
            ("/desk?beside=1", "'none'"), ("/sign-in?beside=1", "'none'"), ("/?beside=1", "'none'"),
        ])
        {
            using var answer = await clerk.GetAsync(new Uri(path, UriKind.Relative), Now);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.EndsWith($"frame-ancestors {ancestors}", policy, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_ticket_beside_the_board_has_no_top_bar_and_its_forms_stay_in_the_pane()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var (page, cookie) = await OpenAsync(clerk, number);
        Assert.Null(page.QuerySelector(".bar"));
        Assert.NotEmpty(page.QuerySelectorAll("form[method=post]"));
        Assert.All(page.QuerySelectorAll("form[method=post]"),
            form => Assert.EndsWith("?beside=1", form.GetAttribute("action")!, StringComparison.Ordinal));
        using var done = await SendAsync(clerk, page, cookie, "take");
        Assert.Equal($"/desk/tickets/{number}?beside=1&done=take#latest", done.Headers.Location!.ToString());
        using var refused = await SendAsync(clerk, page, cookie, "take");
        var again = await new HtmlParser().ParseDocumentAsync(await refused.Content.ReadAsStringAsync(Now));
        Assert.Null(again.QuerySelector(".bar"));
        Assert.Equal($"/desk/tickets/{number}?beside=1", again.QuerySelector(".notice[role=alert] a")!.GetAttribute("href"));
    }

    private static async Task<(IHtmlDocument Page, string Cookie)> OpenAsync(HttpClient clerk, TicketNumber number)
    {
        using var answer = await clerk.GetAsync(new Uri($"/desk/tickets/{number}?beside=1", UriKind.Relative), Now);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now));
        return (page, string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient clerk, IHtmlDocument page, string cookie, string action)
    {
        var form = page.QuerySelector($"form[action*='/{action}?']")!;
        var token = form.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var fields = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        var address = new Uri(form.GetAttribute("action")!, UriKind.Relative);
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = fields };
        request.Headers.Add("Cookie", cookie);
        return await clerk.SendAsync(request, Now);
    }
}
