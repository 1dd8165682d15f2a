using AngleSharp.Html.Parser;

namespace EcomCenter.Desk.Tests.Pages.Shared;

public sealed class PageUrlTests
{
    [Theory]
    [InlineData("//evil.example/desk")]
    [InlineData("///evil.example")]
    [InlineData("//evil.example/%2F..?lang=ug&q=%2F%2Fevil.example")]
    public async Task An_address_that_looks_like_another_host_becomes_no_link_to_it(string path)
    {
        await using var desk = await DeskApp.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(desk.Address.GetLeftPart(UriPartial.Authority) + path));
        request.Headers.Add("Accept", "text/html");
        request.Headers.Host = "evil.example";
        using var answer = await desk.AnonymousClient().SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var page = new HtmlParser().ParseDocument(html);
        var links = page.QuerySelectorAll("[href], [src], [action]")
            .SelectMany(e => new[] { e.GetAttribute("href"), e.GetAttribute("src"), e.GetAttribute("action") }).OfType<string>().ToList();
        Assert.NotEmpty(links);
        Assert.DoesNotContain(links, link => link.StartsWith("//", StringComparison.Ordinal)
            || link.Contains("://evil.example", StringComparison.Ordinal));
    }
}
