using System.Net;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Pages.Shared;

/// <summary>
/// Going back restores a cached page with its input. A page that may not be cached, or was posted to, is loaded again with another form id;
/// on pages of staff a script restores the input.
/// </summary>
public sealed class BackNavigationTests
{
    [Theory]
    [InlineData("/report", true)]
    [InlineData("/desk/counter", false)]
    [InlineData("/desk/hotline", false)]
    [InlineData("/desk/suggestion-box", false)]
    public async Task An_empty_public_form_may_be_cached_one_of_staff_not_and_both_are_posted_to_another_address(
        string address, bool mayBeCached)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        using var answer = await browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((mayBeCached, !mayBeCached), (answer.Headers.CacheControl!.Private, answer.Headers.CacheControl.NoStore));
        var page = await browser.OpenAsync(address);
        Assert.NotEqual(address, page.Action);
        var there = await browser.OpenAsync(page.Action + "?lang=en");
        Assert.Equal((HttpStatusCode.OK, address + "?lang=en"), (there.Status, there.Address));
    }

    [Fact]
    public async Task A_form_with_input_is_not_cached()
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = desk.BrowserClient();
        var page = await browser.OpenAsync("/report");
        using var content = new FormUrlEncodedContent(page.Fill(("requester.name", "阿依古丽")));
        using var answer = await browser.PostAsync(new Uri(page.Action, UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.True(answer.Headers.CacheControl!.NoStore);
    }
}
