using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Staff;
using EcomCenter.Texts;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>Two colleagues take the same ticket: the slower one is told who has it, on the board and on the ticket page.</summary>
public class TakeConflictTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("zh-Hans", "吐尔逊 在 {0} 接手了 {1}。")]
    [InlineData("ug", "吐尔逊 {1} نومۇرلۇق ئىشنى ئۆتكۈزۈۋالدى ({0}).")]
    [InlineData("en", "吐尔逊 took {1} at {0}.")]
    public async Task A_late_take_is_told_who_took_the_ticket_and_when_with_a_link(string language, string words)
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        await ColleagueAsync(desk, "tursun", "吐尔逊");
        var (token, cookie) = await TokenAsync(clerk, $"/desk?lang={language}");
        await desk.TakeTicketAsync(number, "tursun");
        var expected = string.Format(CultureInfo.InvariantCulture, words, await TakenAtAsync(desk), number);
        foreach (var action in (string[])["/desk/take", $"/desk/tickets/{number}/take"])
        {
            var alert = await RefusedAsync(clerk, $"{action}?lang={language}", number.ToString(), token, cookie);
            var link = alert.QuerySelector($"a[href='/desk/tickets/{number}']")!;
            Assert.Equal(expected, RemoveIsolates(link.TextContent));
        }
    }

    [Fact]
    public async Task The_notice_also_covers_an_assigned_ticket_and_ones_own()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = await desk.OpenTicketAsync("核桃");
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk, user: "aygul");
        await ColleagueAsync(desk, "tursun", "吐尔逊");
        var (token, cookie) = await TokenAsync(clerk, "/desk?lang=en");
        await desk.TakeTicketAsync(number, "aygul");
        var own = await RefusedAsync(clerk, "/desk/take?lang=en", number.ToString(), token, cookie);
        Assert.StartsWith($"You have had {number} since", RemoveIsolates(own.TextContent.Trim()[1..].Trim()));
        await desk.Writer.WriteAsync(
            unit => desk.Actions.AssignAsync(unit, new(number, BoardTestTickets.Supervisor), "tursun", CancellationToken.None), Now);
        var assigned = await RefusedAsync(clerk, "/desk/take?lang=en", number.ToString(), token, cookie);
        Assert.Contains($"吐尔逊 has had {number} since", RemoveIsolates(assigned.TextContent));
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded", "number=1&__RequestVerificationToken=old")]
    [InlineData("application/x-www-form-urlencoded", "")]
    [InlineData("application/json", "{}")]
    public async Task A_take_with_an_old_token_or_without_a_form_shows_the_board_and_asks_to_press_again(string type, string body)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        using var content = new StringContent(body, null, type);
        using var answer = await clerk.PostAsync(new Uri("/desk/take?lang=en", UriKind.Relative), content, Now);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now));
        Assert.Contains("Please do it once more", page.QuerySelector(".notice[role=alert]")!.TextContent);
        Assert.NotNull(page.QuerySelector("#take"));
    }

    [Fact]
    public async Task Reloading_a_refused_take_shows_the_board()
    {
        await using var desk = await DeskApp.StartAsync();
        using var answer = await (await desk.ClientForStaffAsync(StaffRole.Clerk))
            .GetAsync(new Uri("/desk/take?lang=ug", UriKind.Relative), Now);
        Assert.Equal((HttpStatusCode.Redirect, "/desk?lang=ug"), (answer.StatusCode, answer.Headers.Location!.ToString()));
    }

    private static async Task ColleagueAsync(DeskApp desk, string user, string name)
    {
        await using var db = desk.CreateDb();
        db.Users.Add(new() { UserName = user, NormalizedUserName = user.ToUpperInvariant(), DisplayName = name, Role = StaffRole.Clerk });
        await db.SaveChangesAsync(Now);
    }

    private static async Task<string> TakenAtAsync(DeskApp desk)
    {
        await using var db = desk.CreateDb();
        return desk.Services.GetRequiredService<TimeFormatter>().TimeOfDay(db.Events.Single(e => e.Type == "ticketTaken").At);
    }

    private static async Task<(string Token, string Cookie)> TokenAsync(HttpClient clerk, string path)
    {
        using var answer = await clerk.GetAsync(new Uri(path, UriKind.Relative), Now);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now));
        var token = page.QuerySelector("#take [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        return (token, string.Join("; ", answer.Headers.GetValues("Set-Cookie").Select(c => c.Split(';')[0])));
    }

    private static async Task<IElement> RefusedAsync(HttpClient clerk, string path, string number, string token, string cookie)
    {
        using var form = new FormUrlEncodedContent([new("number", number), new("__RequestVerificationToken", token)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = form };
        request.Headers.Add("Cookie", cookie);
        using var answer = await clerk.SendAsync(request, Now);
        Assert.Equal(HttpStatusCode.Conflict, answer.StatusCode);
        var page = await new HtmlParser().ParseDocumentAsync(await answer.Content.ReadAsStringAsync(Now));
        return page.QuerySelector(".notice[role=alert]")!;
    }

    private static string RemoveIsolates(string text) => text.Replace("\u2066", "").Replace("\u2068", "").Replace("\u2069", "");
}
