using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Pages.Board;
using EcomCenter.Desk.Pages.Tickets;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Texts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>The response to an unhandled exception, for people and for API clients.</summary>
public sealed partial class UnhandledExceptionTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_person_gets_a_page_in_their_language_with_a_reference_that_is_in_the_log()
    {
        var log = new RecordingLogger();
        await using var desk = await StartWithBrokenAsync<BoardQuery>(log);
        var clerk = await SignedInReaderAsync(desk, "text/html,application/xhtml+xml");
        foreach (var language in LanguageTag.All)
        {
            using var answer = await clerk.GetAsync(new Uri($"/desk?lang={LanguageTag.From(language)}", UriKind.Relative), Now);
            Assert.Equal((HttpStatusCode.InternalServerError, "text/html"),
                (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
            Assert.Contains("script-src 'self'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            var html = await answer.Content.ReadAsStringAsync(Now);
            var page = await new HtmlParser().ParseDocumentAsync(html);
            Assert.Equal((LanguageTag.Direction(language), DeskTexts.Format(language, "nowhere.trouble")),
                (page.DocumentElement.GetAttribute("dir"), page.QuerySelector("h1")!.TextContent));
            Assert.Equal($"/desk?lang={LanguageTag.From(language)}", page.QuerySelector("main .button")!.GetAttribute("href"));
            Assert.Contains("0903-1234567", html, StringComparison.Ordinal);
            Assert.Contains(log.Lines, line =>
                line.Contains(Reference().Match(page.QuerySelector("main")!.TextContent).Value, StringComparison.Ordinal));
            Assert.DoesNotContain("inside", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_exception_while_rendering_shows_the_same_page()
    {
        await using var desk = await StartWithBrokenAsync<TicketPageQuery>(new());
        var number = await desk.OpenTicketAsync("核桃");
        using var answer = await (await SignedInReaderAsync(desk, "text/html"))
            .GetAsync(new Uri($"/desk/tickets/{number}?lang=en", UriKind.Relative), Now);
        Assert.Equal((HttpStatusCode.InternalServerError, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Contains(DeskTexts.Format(Language.En, "nowhere.trouble"), await answer.Content.ReadAsStringAsync(Now),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_API_client_gets_a_problem()
    {
        await using var desk = await StartWithBrokenAsync<BoardQuery>(new());
        using var plain = await (await SignedInReaderAsync(desk, "application/json")).GetAsync(new Uri("/desk", UriKind.Relative), Now);
        Assert.Equal((HttpStatusCode.InternalServerError, "application/problem+json"),
            (plain.StatusCode, plain.Content.Headers.ContentType?.MediaType));
        Assert.Equal("nosniff", plain.Headers.GetValues("X-Content-Type-Options").Single());
    }

    private static Task<DeskApp> StartWithBrokenAsync<T>(RecordingLogger log)
        where T : class => DeskApp.StartAsync(adjust: builder =>
        {
            builder.Services.AddSingleton<T>(_ => throw new InvalidOperationException("inside"));
            builder.Logging.AddProvider(log);
        }, settings: ("Centre:Phone", "0903-1234567"));

    private static async Task<HttpClient> SignedInReaderAsync(DeskApp desk, string accepts)
    {
        var reader = await desk.ClientForStaffAsync(StaffRole.Clerk);
        reader.DefaultRequestHeaders.Add("Accept", accepts);
        return reader;
    }

    [GeneratedRegex("(?<![-0-9])[0-9]{6}(?![0-9])")]
    private static partial Regex Reference();
}
