using System.Net;
using System.Net.Http.Headers;
using EcomCenter.Desk.Tests.Pages.Shared;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

/// <summary>Posts the chat's form as a browser without a script does: text, and files beside it.</summary>
internal static class WebChatPosting
{
    public static readonly byte[] Jpeg = [0xFF, 0xD8, 0xFF, 0xE0, .. new byte[300]];

    public static readonly byte[] Voice = [0x1A, 0x45, 0xDF, 0xA3, .. "\u0042\u0002\u0084webm \u0086A_OPUS"u8, .. new byte[300]];

    /// <summary>Posts the form and returns the page after the reply, which may come later on a busy machine.</summary>
    public static async Task<HtmlPage> PostUntilReplyAsync(this HttpClient browser, HtmlPage page, string? text,
        params (string Name, byte[] Content)[] files)
    {
        var shown = await PostFormAsync(browser, page, text, files);
        if (shown.Status is HttpStatusCode.OK)
            await Eventually.TrueAsync(async () =>
            {
                shown = await browser.OpenAsync("/chat");
                return shown.Document.QuerySelector("[data-transcript] .line:last-child")?.ClassList.Contains("ours") == true;
            });
        return shown;
    }

    /// <summary>Posts the form and returns its own response.</summary>
    public static Task<HtmlPage> PostOnceAsync(this HttpClient browser, HtmlPage page, string? text,
        params (string Name, byte[] Content)[] files) => PostFormAsync(browser, page, text, files);

    private static async Task<HtmlPage> PostFormAsync(HttpClient browser, HtmlPage page, string? text,
        (string Name, byte[] Content)[] files)
    {
        using var answer = await browser.SendAsync(NewPost(page, text, files), TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new(answer.StatusCode, answer.Headers.RetryAfter?.Delta, "/chat",
            new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html));
    }

    public static HttpRequestMessage NewPost(HtmlPage page, string? text, params (string Name, byte[] Content)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.Fill(text is null ? [] : [("say.text", text)]))
            if (name != "say.file") form.Add(new StringContent(value), name);
        foreach (var (name, content) in files)
        {
            var part = new ByteArrayContent(content);
            part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
            form.Add(part, "say.file", name);
        }

        if (files.Length == 0)
        {
            var none = new ByteArrayContent([]);
            none.Headers.ContentDisposition = new("form-data") { Name = "say.file", FileName = "\"\"" };
            form.Add(none);
        }

        return new(HttpMethod.Post, "/chat") { Content = form };
    }

    public static async Task<HttpStatusCode> StatusOfAsync(this HttpClient browser, string address) =>
        (await browser.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode;
}
