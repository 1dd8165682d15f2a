using System.Net;
using AngleSharp.Dom;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.WebChat;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Any text is stored as typed, or refused with a friendly notice, and stays in its bubble.</summary>
public sealed class UnusualTextTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("\u202Eخەتەرلىك txt.exe\u202D ‮ abc")]
    [InlineData("a\u200B\u200D\u2060\uFEFFb")]
    [InlineData("<script>alert(1)</script><img src=x onerror=alert(1)>")]
    [InlineData("👩‍👩‍👧‍👦 🇨🇳 ئۆي")]
    [InlineData("a\uFFFEb \uFFFF \uFDD0")]
    [InlineData("-- ' OR 1=1 {{x}} ${y} %00")]
    public async Task Unusual_text_is_stored_as_typed_and_isolated(string text)
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var page = await resident.PostUntilReplyAsync(await resident.OpenAsync("/chat"), text);
        Assert.Equal(text, page.Document.QuerySelector("[data-transcript] .theirs .bubble > bdi[dir=auto]")!.TextContent);
        await using var db = desk.CreateDb();
        Assert.Equal(text, (await db.Messages.SingleAsync(Cancellation)).Text);
        Assert.Empty(page.Document.QuerySelectorAll("[data-transcript] script, [onerror]"));
    }

    [Fact]
    public async Task Invalid_bytes_are_replaced_and_the_rest_is_stored()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var page = await resident.OpenAsync("/chat");
        using var post = WebChatPosting.NewPost(page, null);
        var form = (MultipartFormDataContent)post.Content!;
        form.Add(new ByteArrayContent([.. "快递"u8, 0, 0xED, 0xA0, 0x80, .. "没到"u8]), "say.text");
        using var answer = await resident.SendAsync(post, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await using var db = desk.CreateDb();
        Assert.Matches("^快递\uFFFD+没到$", (await db.Messages.SingleAsync(Cancellation)).Text);
    }

    [Fact]
    public async Task Ten_thousand_combining_characters_are_all_stored()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var text = "z" + string.Concat(Enumerable.Repeat("\u0336\u0489\u0334", 3333));
        await resident.PostUntilReplyAsync(await resident.OpenAsync("/chat"), text);
        await using var db = desk.CreateDb();
        Assert.Equal(text, (await db.Messages.SingleAsync(Cancellation)).Text);
    }

    [Fact]
    public async Task Too_long_a_text_is_refused_and_comes_back()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var refused = await resident.PostUntilReplyAsync(await resident.OpenAsync("/chat"), new string('字', 60_000));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, 60_000), (refused.Status, refused.Value("say.text")!.Length));
        Assert.Equal(HttpStatusCode.UnprocessableEntity,
            (await resident.PostUntilReplyAsync(await resident.OpenAsync("/chat"), new string('字', 1_000_000))).Status);
    }
}
