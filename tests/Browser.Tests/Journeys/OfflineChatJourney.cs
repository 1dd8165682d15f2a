using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using EcomCenter.RunningDesk;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Tests of the chat on a small phone that loses its connection, and on one that several people use.</summary>
public class OfflineChatJourney(ChromiumFixture chromium)
{
    private const string FirstWords = "快递三天没有到", Secret = "我想举报一件事";
    private const float Patience = 60_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory, InlineData(Language.Ug), InlineData(Language.ZhHans)]
    public async Task Words_written_without_a_connection_go_out_once_and_in_order_after_the_page_was_closed_and_opened_again(
        Language language)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await using var line = TcpProxy.Start(office.Desk.Address);
        var page = (await OpenPhoneAsync(office, line, language)).Page;
        await SendAsync(page, FirstWords);
        await WaitUntilKeptAsync(page, FirstWords);

        line.Cut();
        string[] written = ["店也打不开", "电话没人接", "请快点看看"];
        foreach (var words in written) await SendAsync(page, words);
        await Assertions.Expect(page.Locator("[data-offline]")).ToHaveTextAsync(DeskTexts.Format(language, "chat.offline"));
        await Assertions.Expect(page.Locator("ol[data-unsent] .bubble")).ToHaveTextAsync(written);
        await TakePictureAsync(page, $"chat-offline.{LanguageTag.From(language)}");
        var phone = page.Context;
        await page.CloseAsync();

        page = await phone.NewPageAsync();
        await page.GotoAsync("/chat");
        await Assertions.Expect(page.Locator("[data-transcript] .theirs .bubble").First).ToHaveTextAsync(FirstWords);
        await Assertions.Expect(page.Locator("ol[data-unsent] .bubble")).ToHaveTextAsync(written);
        await TakePictureAsync(page, $"chat-reopened.{LanguageTag.From(language)}");
        line.Restore();

        await Assertions.Expect(page.Locator("ol[data-unsent] .bubble")).ToHaveCountAsync(0, new() { Timeout = Patience });
        await using var db = office.Desk.CreateDb();
        var stored = await db.Messages.Where(m => m.Kind == MessageKind.FromResident).OrderBy(m => m.Id).Select(m => m.Text)
            .ToListAsync(Cancellation);
        Assert.Equal([FirstWords, .. written], stored);
        await Assertions.Expect(page.Locator("[data-offline]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_reload_without_a_connection_shows_the_chat_with_its_newest_messages()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await using var line = TcpProxy.Start(office.Desk.Address);
        var page = (await OpenPhoneAsync(office, line)).Page;
        await SendAsync(page, FirstWords);
        var number = await page.Locator(".number-bubble .number").InnerTextAsync();
        await WaitUntilKeptAsync(page, number);

        line.Cut();
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator(".number-bubble .number")).ToHaveTextAsync(number);
        await Assertions.Expect(page.Locator("#say")).ToBeVisibleAsync();
        // It looks as it does with a connection: the files of the page are kept, too.
        Assert.NotEqual("rgba(0, 0, 0, 0)", await BackgroundAsync(page, ".theirs .bubble"));
        await Assertions.Expect(page.Locator("#say-form.scripted")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_of_a_chat_that_was_left_is_on_the_phone_with_or_without_a_connection()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await using var line = TcpProxy.Start(office.Desk.Address);
        var page = (await OpenPhoneAsync(office, line)).Page;
        await SendAsync(page, Secret);
        await WaitUntilKeptAsync(page, Secret);
        await page.FillAsync("#say", Secret);

        await page.Locator(".more > summary").ClickAsync();
        await page.Locator(".more details > summary").ClickAsync();
        await TakePictureAsync(page, "chat-leave.zh-Hans");
        await page.Locator("#leave-form button").ClickAsync();
        await page.WaitForURLAsync("**/");
        Assert.DoesNotContain(Secret, await ReadEverythingKeptAsync(page), StringComparison.Ordinal);

        await page.GotoAsync("/chat");
        await WaitUntilKeptAsync(page, "<html");
        Assert.DoesNotContain(Secret, await page.ContentAsync(), StringComparison.Ordinal);
        line.Cut();
        await page.ReloadAsync();
        await page.Locator("#say").WaitForAsync();
        Assert.DoesNotContain(Secret, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_person_with_another_cookie_sees_nothing_of_the_one_before_even_in_a_page_left_open()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await using var line = TcpProxy.Start(office.Desk.Address);
        var page = (await OpenPhoneAsync(office, line)).Page;
        await SendAsync(page, Secret);
        await WaitUntilKeptAsync(page, Secret);
        await page.Context.ClearCookiesAsync();

        var next = await page.Context.NewPageAsync();
        await next.GotoAsync("/chat");
        await SendAsync(next, FirstWords);
        await next.Locator(".number-bubble").WaitForAsync();
        await WaitUntilKeptAsync(next, FirstWords);
        // The page of before is brought up to date by the next answer for the other chat.
        await Assertions.Expect(page.Locator("[data-transcript]")).Not.ToContainTextAsync(Secret, new() { Timeout = Patience });
        line.Cut();
        await next.ReloadAsync();
        await Assertions.Expect(next.Locator("[data-transcript]")).ToContainTextAsync(FirstWords);
        Assert.DoesNotContain(Secret, await ReadEverythingKeptAsync(next), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unsent_words_and_drafts_of_one_person_are_neither_shown_nor_sent_in_the_chat_of_another()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        await using var line = TcpProxy.Start(office.Desk.Address);
        var page = (await OpenPhoneAsync(office, line)).Page;
        await WaitUntilKeptAsync(page, "<html");
        line.Cut();
        await SendAsync(page, Secret);
        await page.FillAsync("#say", Secret);
        var phone = page.Context;
        await page.CloseAsync();
        await phone.ClearCookiesAsync();
        line.Restore();

        var next = await phone.NewPageAsync();
        await next.GotoAsync("/chat");
        await SendAsync(next, FirstWords);
        await next.Locator(".number-bubble").WaitForAsync();
        Assert.DoesNotContain(Secret, await next.ContentAsync(), StringComparison.Ordinal);
        await Assertions.Expect(next.Locator("#say")).ToHaveValueAsync("");
        await using var db = office.Desk.CreateDb();
        Assert.Equal(FirstWords, (await db.Messages.SingleAsync(Cancellation)).Text);
    }

    [Fact]
    public async Task The_chat_is_kept_although_the_first_tries_of_the_worker_and_of_the_page_failed()
    {
        var failures = new FirstTriesFail("/chat/empty", "/chat");
        await using var office = await TestOffice.OpenAsync(chromium, builder => builder.Services.AddSingleton<IStartupFilter>(failures));
        await using var line = TcpProxy.Start(office.Desk.Address);
        var page = (await OpenPhoneAsync(office, line)).Page;
        await WaitUntilKeptAsync(page, "<html");
        Assert.Equal(["/chat/empty", "/chat"], failures.Failed);
    }

    [Fact]
    public async Task A_new_version_replaces_what_an_older_one_kept_and_staff_pages_are_never_kept()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var clerk = (await office.SignInStaffAsync("clerk", StaffRole.Clerk)).Page;
        await clerk.EvaluateAsync("async () => { await (await caches.open('chat old')).put('/chat', new Response('old words')); }");
        await clerk.GotoAsync("/chat");
        await WaitUntilKeptAsync(clerk, "<html");
        await WaitUntilAsync(clerk, "async () => !(await caches.keys()).includes('chat old')");
        await clerk.GotoAsync("/desk");
        await clerk.GotoAsync("/desk/counter");
        var paths = await clerk.EvaluateAsync<string[]>("""
            async () => {
              const paths = [];
              for (const name of await caches.keys())
                for (const request of await (await caches.open(name)).keys()) paths.push(new URL(request.url).pathname);
              return paths;
            }
            """);
        Assert.Contains("/chat", paths);
        Assert.All(paths, path => Assert.Matches("^/(chat(/empty)?|css/.*|js/chat/.*|mark.svg|Pages/WebChat/.*)$", path));
    }

    private static async Task<BrowserUser> OpenPhoneAsync(TestOffice office, TcpProxy line, Language language = Language.ZhHans)
    {
        var resident = await office.OpenBrowserAsync(language, line.Address, new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true,
        });
        await resident.GoAsync("/chat");
        return resident;
    }

    private static async Task SendAsync(IPage page, string words)
    {
        await page.FillAsync("#say", words);
        await page.Locator("[data-default]").ClickAsync();
        await Assertions.Expect(page.Locator("#say")).ToHaveValueAsync("");
        await Assertions.Expect(page.Locator(".theirs .bubble", new() { HasTextString = words })).ToBeVisibleAsync();
    }

    /// <summary>Waits until the page that is opened without a connection contains the words.</summary>
    private static Task WaitUntilKeptAsync(IPage page, string words) => WaitUntilAsync(page, """
        async words => {
          for (const name of await caches.keys()) {
            // Opening it by its name would create it anew when the worker has just deleted it.
            const kept = await caches.match('/chat', { cacheName: name });
            if (kept && (await kept.text()).includes(words)) return navigator.serviceWorker.controller !== null;
          }
          return false;
        }
        """, words);

    // Playwright's own wait takes the promise of an asynchronous function for true.
    private static Task WaitUntilAsync(IPage page, string condition, string? argument = null) =>
        Eventually.TrueAsync(() => page.EvaluateAsync<bool>(condition, argument), seconds: 200);

    /// <summary>Everything that the browser keeps for scripts: pages, unsent messages and drafts.</summary>
    private static Task<string> ReadEverythingKeptAsync(IPage page) => page.EvaluateAsync<string>("""
        async () => {
          let all = JSON.stringify(localStorage);
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              all += await (await (await caches.open(name)).match(request)).text();
          for (const { name } of await indexedDB.databases()) {
            const db = await new Promise((resolve, reject) => {
              const request = indexedDB.open(name);
              request.onsuccess = () => resolve(request.result);
              request.onerror = reject;
            });
            for (const store of db.objectStoreNames) {
              const request = db.transaction(store).objectStore(store).getAll();
              await new Promise(resolve => { request.onsuccess = resolve; });
              all += JSON.stringify(request.result);
            }
            db.close();
          }
          return all;
        }
        """);

    private static Task<string> BackgroundAsync(IPage page, string selector) =>
        page.EvaluateAsync<string>("selector => getComputedStyle(document.querySelector(selector)).backgroundColor", selector);

    private static async Task TakePictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DESK_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }

    /// <summary>Answers the first request of scripts for each of these paths as a server that cannot be reached for a moment.</summary>
    private sealed class FirstTriesFail(params string[] paths) : IStartupFilter
    {
        private readonly List<string> _failed = [];

        public IReadOnlyList<string> Failed
        {
            get { lock (_failed) return [.. _failed]; }
        }

        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (http, rest) =>
            {
                var path = http.Request.Path.ToString();
                if (http.Request.Headers["Sec-Fetch-Mode"] != "navigate" && paths.Contains(path) && IsFirst(path))
                    http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                else await rest();
            });
            next(app);
        };

        private bool IsFirst(string path)
        {
            lock (_failed)
            {
                if (_failed.Contains(path)) return false;
                _failed.Add(path);
                return true;
            }
        }
    }
}
