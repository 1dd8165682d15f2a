using System.Diagnostics;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.EveryPage;

/// <summary>A page of the site in one state, with the steps that open it in the demo.</summary>
/// <param name="User">The demo account that opens it; null for a visitor.</param>
/// <param name="Steps">The steps from a new tab to the page.</param>
internal sealed record SitePage(string Name, string? User, Func<IPage, Task> Steps)
{
    /// <summary>All pages under test. A new page needs a new line here.</summary>
    public static IReadOnlyList<SitePage> All { get; } =
    [
        ForPath("home", null, "/"),
        ForPath("figures", null, "/figures"),
        ForPath("figure-sheet", null, "/figures/sheet"),
        ForPath("report", null, "/report"),
        new("report-empty", null, page => SubmitAsync(page, "/report")),
        new("report-received", null, page => SubmitAsync(page, "/report", ("[name=description]", "网店三天没有发货"))),
        ForPath("chat", null, "/chat"),
        new("chat-begun", null, StartChatAsync),
        new("chat-with-a-photo", null, SendPhotoAsync),
        new("chat-elsewhere", null, RequestTransferCodeAsync),
        ForPath("chat-empty", null, "/chat/empty"),
        ForPath("track", null, "/track"),
        new("track-mistyped", null, page => SubmitAsync(page, "/track", ("[name=number]", "100-0001"), ("[name=code]", "abcd"))),
        new("tracked", "clerk", TrackTicketAsync),
        new("tracked-empty", "clerk", SendNothingAsync),
        ForPath("sign-in", null, "/sign-in"),
        new("sign-in-empty", null, page => SubmitAsync(page, "/sign-in")),
        new("sign-in-wrong", null, page => SubmitAsync(page, "/sign-in", ("[name=username]", "nobody"), ("[name=password]", "nothing"))),
        new("sign-in-with-words-kept", "clerk", LoseSessionAsync),
        ForPath("board", "supervisor", "/desk"),
        ForPath("board-of-a-clerk", "clerk", "/desk"),
        ForPath("board-missed", "supervisor", "/desk?list=missed"),
        ForPath("board-empty", "supervisor", "/desk?q=zzzz"),
        new("ticket", "supervisor", page => OpenFirstTicketAsync(page, "/desk?list=missed")),
        new("ticket-waiting", "clerk", page => OpenFirstTicketAsync(page, "/desk?list=waiting")),
        new("ticket-with-a-slip", "supervisor", page => OpenFirstTicketAsync(page, "/desk?list=departments")),
        new("slip-sheet", "supervisor", OpenSlipSheetAsync),
        new("ticket-of-a-department", "agent", page => OpenFirstTicketAsync(page, "/desk?list=departments")),
        ForPath("ticket-unknown", "clerk", "/desk/tickets/100-0001"),
        ForPath("counter", "clerk", "/desk/counter"),
        new("counter-empty", "clerk", page => SubmitAsync(page, "/desk/counter")),
        new("counter-begun-in-another-tab", "clerk", BeginInAnotherTabAsync),
        new("counter-done", "clerk", OpenCounterTicketAsync),
        ForPath("supervisor", "supervisor", "/desk/supervisor"),
        ForPath("figure-list", "supervisor", "/desk/figures?of=decided&from=2020-01-01T00:00:00Z"),
        ForPath("wall", "clerk", "/wall"),
        ForPath("month-report", "supervisor", "/desk/reports"),
        new("supervisor-none-chosen", "supervisor", page => SubmitAsync(page, "/desk/supervisor")),
        ForPath("duty", "clerk", "/desk/duty"),
        new("duty-entry-empty", "clerk", page => SubmitAsync(page, "/desk/duty")),
        ForPath("answers-to-mark", "supervisor", "/desk/duty/answers"),
        ForPath("daily-check", "supervisor", "/desk/duty/check"),
        ForPath("handover", "clerk", "/desk/duty/handover"),
        ForPath("follow-ups", "clerk", "/desk/duty/follow-ups"),
        ForPath("before-the-head", "supervisor", "/desk/duty/head"),
        ForPath("hotline", "clerk", "/desk/hotline"),
        new("hotline-empty", "clerk", page => SubmitAsync(page, "/desk/hotline")),
        ForPath("suggestion-box", "clerk", "/desk/suggestion-box"),
        new("suggestion-box-empty", "clerk", page => SubmitAsync(page, "/desk/suggestion-box")),
        ForPath("staff", "admin", "/desk/admin/staff"),
        new("staff-empty", "admin", page => SubmitAsync(page, "/desk/admin/staff")),
        ForPath("questions", "supervisor", "/desk/admin/questions"),
        ForPath("offices", "supervisor", "/desk/admin/offices"),
        ForPath("account", "admin", "/desk/admin/staff/clerk"),
        ForPath("channels", "supervisor", "/desk/admin/channels"),
        ForPath("clock", "supervisor", "/desk/admin/clock"),
        ForPath("calendar", "supervisor", "/desk/admin/calendar"),
        ForPath("calendar-of-a-department", "supervisor", "/desk/admin/calendar?department=brand"),
        new("calendar-refused", "supervisor", page => SubmitAsync(page, "/desk/admin/calendar", ("[name=monday]", "20-10"))),
        ForPath("roster", "supervisor", "/desk/admin/roster"),
        ForPath("my-chat", "agent", "/desk/my-chat"),
        ForPath("my-account", "agent", "/desk/my-account"),
        new("my-account-empty", "agent", page => SubmitAsync(page, "/desk/my-account")),
        ForPath("security", "supervisor", "/desk/admin/security"),
        ForPath("board-of-an-admin", "admin", "/desk"),
        ForPath("setup", "admin", "/desk/admin/setup"),
        ForPath("nowhere", null, "/nowhere"),
        ForPath("not-theirs", "clerk", "/desk/admin/staff"),
    ];

    /// <summary>True for a page for residents, which needs large touch targets.</summary>
    public bool IsPublic => User is null || Name.StartsWith("tracked", StringComparison.Ordinal);

    /// <summary>Opens the page and waits for its style sheets, without which it has neither colours nor sizes.</summary>
    public async Task OpenAsync(IPage page)
    {
        await Steps(page);
        await WaitForNextPageAsync(page);
    }

    public static SitePage ByName(string name) => All.Single(page => page.Name == name);

    private static SitePage ForPath(string name, string? user, string path) => new(name, user, page => page.GotoAsync(path));

    private static async Task OpenFirstTicketAsync(IPage page, string list)
    {
        await page.GotoAsync(list);
        await page.GotoAsync($"/desk/tickets/{await page.Locator(".row").First.GetAttributeAsync("data-number")}");
    }

    private static async Task OpenSlipSheetAsync(IPage page)
    {
        await OpenFirstTicketAsync(page, "/desk?list=departments");
        await page.GotoAsync(await page.Locator("a[href*='/slips/']").First.GetAttributeAsync("href") ?? "");
    }

    /// <summary>Submits a form without the browser's own validation, so the page has to report the errors.</summary>
    private static async Task SubmitAsync(IPage page, string path, params (string Field, string Value)[] fields)
    {
        await page.GotoAsync(path);
        foreach (var (field, value) in fields) await page.FillAsync(field, value);
        await page.Locator("main form").First.EvaluateAsync("form => { form.noValidate = true; window.before = true; }");
        await page.Locator("main form [type=submit]").First.ClickAsync();
        await WaitForNextPageAsync(page);
    }

    // Playwright's wait for a load may begin after the load and then never end.
    private static async Task WaitForNextPageAsync(IPage page)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < TimeSpan.FromSeconds(60); await Task.Delay(20))
        {
            try
            {
                if (await page.EvaluateAsync<bool>("() => !window.before && document.readyState === 'complete'")) return;
            }
            catch (PlaywrightException)
            {
                // The script has no document to run in between two pages.
            }
        }

        throw new TimeoutException("The next page did not load.");
    }

    private static async Task OpenCounterTicketAsync(IPage page)
    {
        await page.GotoAsync("/desk");
        await page.GotoAsync($"/desk/counter/{await page.Locator(".row").First.GetAttributeAsync("data-number")}");
    }

    private static async Task BeginInAnotherTabAsync(IPage page)
    {
        var other = await page.Context.NewPageAsync();
        await other.GotoAsync("/desk/counter");
        await other.FillAsync("[name=description]", "网店三天没有发货");
        await page.GotoAsync("/desk/counter");
        await page.Locator(".elsewhere").WaitForAsync();
    }

    private static async Task LoseSessionAsync(IPage page)
    {
        await page.GotoAsync("/desk/counter");
        await page.FillAsync("[name=description]", "网店三天没有发货");
        await page.Context.ClearCookiesAsync();
        await page.Locator("[name=description]").SendFormAsync();
        await page.Locator("[data-drafts-kept]").WaitForAsync();
    }

    private static async Task StartChatAsync(IPage page)
    {
        await page.GotoAsync("/chat");
        await page.FillAsync("#say", "网店三天没有发货");
        await page.Locator(".composer [type=submit]").ClickAsync();
        await page.Locator(".number-bubble").WaitForAsync();
    }

    private static async Task SendPhotoAsync(IPage page)
    {
        await page.GotoAsync("/chat");
        await page.SetInputFilesAsync("#say-file",
            new FilePayload { Name = "1.png", MimeType = "image/png", Buffer = SamplePng.Draw(400, 300) });
        await page.Locator("[data-chosen] img").WaitForAsync();
        await page.Locator(".composer [type=submit]").ClickAsync();
        await page.Locator(".number-bubble").WaitForAsync();
    }

    private static async Task RequestTransferCodeAsync(IPage page)
    {
        await page.GotoAsync("/chat");
        await page.Locator(".more > summary").ClickAsync();
        await page.Locator("form[action$='/elsewhere'] button").ClickAsync();
        await page.Locator("[data-code]").WaitForAsync();
    }

    private static async Task SendNothingAsync(IPage page)
    {
        await TrackTicketAsync(page);
        var form = page.Locator("form[action='/track/answer'][enctype]");
        await form.EvaluateAsync("() => { window.before = true; }");
        await form.Locator("[type=submit]:not([form])").ClickAsync();
        await WaitForNextPageAsync(page);
    }

    private static async Task TrackTicketAsync(IPage page)
    {
        await OpenCounterTicketAsync(page);
        var (number, code) = (await page.Locator(".big-number").InnerTextAsync(), await page.Locator(".told .code").InnerTextAsync());
        await SubmitAsync(page, "/track", ("[name=number]", number), ("[name=code]", code));
    }
}
