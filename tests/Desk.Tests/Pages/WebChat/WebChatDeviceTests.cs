using System.Net;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Pages.WebChat;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

public sealed class WebChatDeviceTests
{
    private const string ChatPath = "/chat";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_code_of_eight_digits_joins_another_phone_to_the_chat_and_both_go_on()
    {
        await using var desk = await DeskApp.StartAsync();
        var (one, other) = (desk.BrowserClient(), desk.BrowserClient());
        await one.SendAsync(await one.OpenAsync(ChatPath), ("say.text", "店打不开"));
        await other.SendAsync(await other.OpenAsync(ChatPath), ("say.text", "我自己的事"));
        var code = await CodeAsync(one);
        Assert.Matches("^[0-9]{8}$", code);

        Assert.Contains("店打不开", (await EnterAsync(other, " " + code[..4] + " " + code[4..])).Text, StringComparison.Ordinal);
        await other.SendAsync(await other.OpenAsync(ChatPath), ("say.text", "还有快递"));
        Assert.Contains("还有快递", (await one.OpenAsync(ChatPath)).Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal(2, await db.Tickets.CountAsync(Cancellation));
        Assert.NotNull((await other.OpenAsync(ChatPath)).Document.QuerySelector(".composer [form=own-form]"));
        Assert.Null((await one.OpenAsync(ChatPath)).Document.QuerySelector("[form=own-form]"));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await EnterAsync(desk.BrowserClient(), code)).Status);
        await PostAsync(other, "/chat/own");
        Assert.Contains("我自己的事", (await other.OpenAsync(ChatPath)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_of_a_joined_phone_follows_the_language_of_the_conversation_and_may_change_it()
    {
        await using var desk = await DeskApp.StartAsync();
        var (one, other) = (desk.BrowserClient(), desk.BrowserClient());
        await one.SendAsync(await one.OpenAsync(ChatPath + "?lang=ug"), ("say.text", "تور دۇكىنىم ئېچىلمايدۇ"));
        await other.OpenAsync(ChatPath + "?lang=zh-Hans");
        Assert.Equal("ug", LanguageOf(await EnterAsync(other, await CodeAsync(one))));

        // A message in another script on that phone does not change the language of the conversation.
        var page = await other.SendAsync(await other.OpenAsync(ChatPath), ("say.text", "还有快递"));
        Assert.Equal(("ug", "ug"), (LanguageOf(page), page.Document.QuerySelector(".ways")!.GetAttribute("lang")));
        using var content = new FormUrlEncodedContent(page.Fill().Append(new("say.button", "language:en")));
        using var answer = await other.PostAsync(new Uri(ChatPath + "?lang=en", UriKind.Relative), content, Cancellation);
        var after = await other.OpenAsync(ChatPath);
        Assert.Equal(("en", "en"), (LanguageOf(after), after.Document.QuerySelectorAll(".ours .bubble[lang]")[^1].GetAttribute("lang")));
    }

    [Fact]
    public async Task A_device_code_is_valid_for_ten_minutes_and_a_new_one_replaces_it()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var desk = await DeskApp.StartAsync(time: time, settings: ("Bots:Hosted", "false"));
        var one = desk.BrowserClient();
        await one.OpenAsync(ChatPath);
        var (first, second) = (await CodeAsync(one), await CodeAsync(one));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await EnterAsync(desk.BrowserClient(), first)).Status);
        time.Advance(WebChatDeviceCodes.CodeLifetime + TimeSpan.FromSeconds(1));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await EnterAsync(desk.BrowserClient(), second)).Status);
    }

    [Theory]
    [InlineData("123456")]
    [InlineData("12345678")]
    [InlineData("/start 123456")]
    public async Task Codes_typed_into_new_chats_of_one_address_are_limited_and_other_words_are_not(string code)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("WebChat:CodesPerAddress", "2"));
        for (var i = 0; i < 2; i++) Assert.Equal(HttpStatusCode.OK, (await SayAsync(desk.BrowserClient(), code)).Status);
        var refused = await SayAsync(desk.BrowserClient(), code);
        Assert.Equal((HttpStatusCode.TooManyRequests, code), (refused.Status, refused.Value("say.text")));
        Assert.Equal(HttpStatusCode.OK, (await SayAsync(desk.BrowserClient(), "店打不开")).Status);

        static async Task<HtmlPage> SayAsync(HttpClient browser, string text) =>
            await browser.SendAsync(await browser.OpenAsync(ChatPath), ("say.text", text));
    }

    [Fact]
    public async Task A_wrong_code_is_explained_and_guessing_is_limited()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("WebChat:CodesPerAddress", "2"));
        var (one, other) = (desk.BrowserClient(), desk.BrowserClient());
        await one.OpenAsync(ChatPath);
        var code = await CodeAsync(one);
        foreach (var wrong in new[] { "12", "abc" })
        {
            var page = await EnterAsync(other, wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
            Assert.NotNull(page.Document.QuerySelector("details.more[open] .fault"));
        }

        var tooOften = await EnterAsync(other, code);
        Assert.Equal(HttpStatusCode.TooManyRequests, tooOften.Status);
        Assert.NotNull(tooOften.RetryAfter);
    }

    private static string? LanguageOf(HtmlPage page) => page.Document.DocumentElement.GetAttribute("lang");

    private static async Task<string> CodeAsync(HttpClient browser) =>
        (await PostAsync(browser, "/chat/elsewhere")).Document.QuerySelector("[data-code]")!.GetAttribute("data-code")!;

    private static Task<HtmlPage> EnterAsync(HttpClient browser, string code) => PostAsync(browser, "/chat/continue", ("code", code));

    private static async Task<HtmlPage> PostAsync(HttpClient browser, string address, params (string Name, string Value)[] fields)
    {
        var token = (await browser.OpenAsync(ChatPath)).Document.QuerySelector("[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        using var content = new FormUrlEncodedContent(
            [new("__RequestVerificationToken", token), .. fields.Select(f => KeyValuePair.Create(f.Name, f.Value))]);
        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), content, Cancellation);
        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        return new(answer.StatusCode, answer.Headers.RetryAfter?.Delta, address,
            new AngleSharp.Html.Parser.HtmlParser().ParseDocument(html));
    }
}
