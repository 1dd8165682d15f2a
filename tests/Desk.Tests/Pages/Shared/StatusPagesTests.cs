using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Texts;

namespace EcomCenter.Desk.Tests.Pages.Shared;

public sealed class StatusPagesTests
{
    [Fact]
    public async Task Forbidden_and_missing_pages_are_explained_in_the_readers_language()
    {
        await using var desk = await DeskApp.StartAsync();
        using var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        clerk.DefaultRequestHeaders.Add("Accept", "text/html");
        foreach (var language in LanguageTag.All)
        {
            await AssertPageAsync(clerk, "/desk/admin/staff", language, HttpStatusCode.Forbidden, "nowhere.notYours");
            await AssertPageAsync(clerk, "/no/such/page", language, HttpStatusCode.NotFound, "nowhere.nothing");
        }
    }

    [Theory]
    [InlineData("/desk/admin/staff")]
    [InlineData("/desk/no/such/page")]
    [InlineData("/desk/counter/100-0000")]
    public async Task Staff_keep_their_bar_on_a_page_that_is_missing_or_not_theirs(string path)
    {
        await using var desk = await DeskApp.StartAsync();
        using var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        clerk.DefaultRequestHeaders.Add("Accept", "text/html");
        using var answer = await clerk.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.False(answer.IsSuccessStatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("class=\"rooms\"", page, StringComparison.Ordinal);
        Assert.Contains("action=\"/sign-out\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task API_clients_get_no_pages()
    {
        await using var desk = await DeskApp.StartAsync();
        using var answer = await desk.AnonymousClient()
            .GetAsync(new Uri("/no/such/page", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual("text/html", answer.Content.Headers.ContentType?.MediaType);
    }

    private static async Task AssertPageAsync(HttpClient reader, string path, Language language, HttpStatusCode status, string text)
    {
        using var answer = await reader
            .GetAsync(new Uri($"{path}?lang={LanguageTag.From(language)}", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(DeskTexts.Format(language, text), page, StringComparison.Ordinal);
        Assert.Contains($"dir=\"{LanguageTag.Direction(language)}\"", page, StringComparison.Ordinal);
    }
}
