using System.Net;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Web;

/// <summary>A browser that goes back shows what it kept; a page that it may not keep, or that was posted to, comes back with another form.</summary>
public sealed class TheWayBack
{
    [Theory]
    [InlineData("/report")]
    [InlineData("/desk/counter")]
    [InlineData("/desk/hotline")]
    [InlineData("/desk/suggestion-box")]
    public async Task A_form_may_be_kept_and_is_sent_elsewhere(string address)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.BrowserOfAsync(StaffRole.Clerk);
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((true, true, false), (answer.Headers.CacheControl!.Private, answer.Headers.CacheControl.NoCache, answer.Headers.CacheControl.NoStore));
        var page = await browser.OpenAsync(address);
        Assert.NotEqual(address, page.Action);
        var there = await browser.OpenAsync(page.Action + "?lang=en");
        Assert.Equal((HttpStatusCode.OK, address + "?lang=en"), (there.Status, there.Address));
    }

    [Fact]
    public async Task What_was_typed_is_not_kept_by_the_browser()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = desk.Browser();
        var page = await browser.OpenAsync("/report");
        using var content = new FormUrlEncodedContent(page.Fill(null, [("requester.name", "阿依古丽")]));
        using var answer = await browser.PostAsync(new Uri(page.Action, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }
}
