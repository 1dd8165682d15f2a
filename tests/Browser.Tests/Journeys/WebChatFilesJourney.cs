using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Tests.Pages.Board;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Tests of voice notes, photos and locations in the web chat, on a small phone with an unreliable connection.</summary>
public class WebChatFilesJourney(ChromiumFixture chromium)
{
    private const string NumberSelector = ".number-bubble .number";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_voice_note_alone_gives_a_number()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.GoAsync("/chat");
        var (speak, send) = (await BoundingBoxAsync(resident, "[data-speak]"), await BoundingBoxAsync(resident, "[data-default]"));
        Assert.Equal((send.Width, send.Height), (speak.Width, speak.Height));
        await resident.Page.TapAsync("[data-speak]");
        await resident.WaitForRecordedSecondsAsync("[data-seconds]", 2);
        await resident.Page.TapAsync("[data-stop]");
        await Assertions.Expect(resident.Page.Locator(NumberSelector)).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator("[data-transcript] .theirs audio")).ToBeVisibleAsync();
        await using var db = office.Desk.CreateDb();
        var file = await db.Attachments.SingleAsync(Cancellation);
        Assert.Equal((FileKind.Voice, AttachmentState.Kept), (file.Kind, file.State));
        Assert.InRange(file.Seconds ?? 0, 2, 60);
        Assert.NotNull(file.MessageId);
        await AssertPlaysAsync(resident);
        Assert.Empty(resident.Errors);
    }

    [Fact]
    public async Task A_cancelled_or_forbidden_recording_sends_nothing_and_a_forbidden_one_is_explained()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.Page.AddInitScriptAsync("""
            if (location.search.includes('silent'))
              navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));
            """);
        await resident.GoAsync("/chat");
        await resident.Page.TapAsync("[data-speak]");
        await resident.WaitForRecordedSecondsAsync("[data-seconds]", 1);
        await resident.Page.TapAsync("[data-cancel]");
        await Assertions.Expect(resident.Page.Locator("[data-recording]")).ToBeHiddenAsync();
        await resident.GoAsync("/chat?silent");
        await resident.Page.TapAsync("[data-speak]");
        await Assertions.Expect(resident.Page.Locator("[data-notice]")).ToContainTextAsync("مىكروفون");
        await using var db = office.Desk.CreateDb();
        Assert.Equal(0, await db.Inbox.CountAsync(Cancellation));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Several_photos_with_text_are_one_message(bool scripts)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office, scripts);
        await resident.GoAsync("/chat");
        await resident.Page.SetInputFilesAsync("#say-file", [Picture("1.png", 2000, 1000), Picture("2.png", 300, 400)]);
        if (scripts) await Assertions.Expect(resident.Page.Locator("[data-chosen] img")).ToHaveCountAsync(2);
        await resident.Page.FillAsync("#say", "ئىشىك بۇزۇلدى");
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(NumberSelector)).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator("[data-transcript] .theirs .photo img")).ToHaveCountAsync(2);
        await using var db = office.Desk.CreateDb();
        Assert.Equal(1, await db.Messages.CountAsync(m => m.Kind == Desk.Tickets.MessageKind.FromResident, Cancellation));
        var contentTypes = await db.Attachments.Select(a => a.ContentType!).Distinct().ToListAsync(Cancellation);
        Assert.Equal(scripts ? ["image/jpeg"] : ["image/png"], contentTypes);
        var photo = resident.Page.Locator("[data-transcript] .photo img").First;
        await Assertions.Expect(photo).ToHaveJSPropertyAsync("naturalWidth", scripts ? 1600 : 2000);
        Assert.Empty(resident.Errors);
    }

    [Fact]
    public async Task Chosen_files_and_unsent_text_survive_a_change_of_language()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.GoAsync("/chat");
        await resident.Page.FillAsync("#say", "ئىشىك");
        await resident.Page.SetInputFilesAsync("#say-file", Picture("1.png", 300, 300));
        await resident.Page.TapAsync("[data-language-button][lang=zh-Hans]");
        await Assertions.Expect(resident.Page.Locator("html[lang=zh-Hans]")).ToBeAttachedAsync();
        await Assertions.Expect(resident.Page.Locator("[data-chosen] img")).ToHaveCountAsync(1);
        await Assertions.Expect(resident.Page.Locator("#say")).ToHaveValueAsync("ئىشىك");
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(NumberSelector)).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator("[data-transcript] .theirs .photo img")).ToHaveCountAsync(1);
        await resident.Page.ReloadAsync();
        await Assertions.Expect(resident.Page.Locator("[data-chosen]")).ToBeHiddenAsync();
        await Assertions.Expect(resident.Page.Locator("#say")).ToHaveValueAsync("");
        Assert.Empty(resident.Errors);
    }

    [Fact]
    public async Task A_photo_is_sent_although_the_file_beside_it_is_refused()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.GoAsync("/chat?lang=zh-Hans");
        var program = new FilePayload { Name = "game.exe", MimeType = "application/x-msdownload", Buffer = [0x4D, 0x5A, 0, 0] };
        await resident.Page.SetInputFilesAsync("#say-file", [Picture("1.png", 300, 300), program]);
        await resident.Page.FillAsync("#say", "门坏了");
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator("[data-transcript] .theirs .photo img")).ToHaveCountAsync(1);
        await Assertions.Expect(resident.Page.Locator("[data-notice] p").First).ToContainTextAsync("game.exe: 这种文件我们打不开");
        await Assertions.Expect(resident.Page.Locator("#say")).ToHaveValueAsync("");
        await Assertions.Expect(resident.Page.Locator(".waiting")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_message_with_a_photo_written_offline_survives_a_closed_page_and_is_sent_once()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.GoAsync("/chat");
        await resident.Page.Context.SetOfflineAsync(true);
        await resident.Page.SetInputFilesAsync("#say-file", Picture("1.png", 300, 300));
        await Assertions.Expect(resident.Page.Locator("[data-chosen] img")).ToHaveCountAsync(1);
        await resident.Page.FillAsync("#say", "تور يوق");
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(".waiting .photo img")).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator("[data-offline]")).ToBeVisibleAsync();
        var profile = resident.Page.Context;
        await resident.Page.CloseAsync();
        await profile.SetOfflineAsync(false);
        var again = await profile.NewPageAsync();
        await again.GotoAsync("/chat");
        await Assertions.Expect(again.Locator(NumberSelector)).ToBeVisibleAsync();
        await Assertions.Expect(again.Locator("[data-transcript] .theirs .photo img")).ToHaveCountAsync(1);
        await Assertions.Expect(again.Locator(".waiting")).ToHaveCountAsync(0);
        await again.ReloadAsync();
        await using var db = office.Desk.CreateDb();
        await AssertStoredOnceAsync(db);
    }

    [Fact]
    public async Task A_lost_response_duplicates_nothing()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        var lost = 0;
        await resident.Page.RouteAsync("**/chat", async route =>
        {
            if (route.Request.Method != "POST" || lost++ > 1) { await route.ContinueAsync(); return; }
            await route.FetchAsync();
            await route.AbortAsync();
        });
        await resident.GoAsync("/chat");
        await resident.Page.SetInputFilesAsync("#say-file", Picture("1.png", 300, 300));
        await Assertions.Expect(resident.Page.Locator("[data-chosen] img")).ToHaveCountAsync(1);
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(NumberSelector)).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator(".waiting")).ToHaveCountAsync(0, new() { Timeout = 30_000 });
        Assert.True(lost > 2);
        await using var db = office.Desk.CreateDb();
        await AssertStoredOnceAsync(db);
        await Assertions.Expect(resident.Page.Locator("[data-transcript] .theirs")).ToHaveCountAsync(1);
    }

    [Fact]
    public async Task An_open_page_shows_an_answer_at_once_and_loads_the_SignalR_library_after_everything_else()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.GoAsync("/chat");
        await resident.Page.FillAsync("#say", "قوغۇنۇم سېتىلمىدى");
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(NumberSelector)).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator(".room[data-live]")).ToBeAttachedAsync();
        // The page's last poll is over and the next is half a minute away.
        await resident.Page.WaitForTimeoutAsync(3_500);
        await using var db = office.Desk.CreateDb();
        var number = await db.Tickets.Select(t => t.Number).SingleAsync(Cancellation);
        var answer = new AnswerDraft("ئەتە كېلىڭ");
        var result = await office.Desk.Writer.WriteAsync(
            unit => office.Desk.Actions.AnswerAsync(unit, new(number, BoardTestTickets.Supervisor), answer, CancellationToken.None),
            Cancellation);
        Assert.IsType<TicketActionResult.ActionDone>(result);
        await Assertions.Expect(resident.Page.Locator(".line.ours").Last).ToContainTextAsync("ئەتە كېلىڭ");
        var after = await resident.Page.EvaluateAsync<double>("""
            () => {
              const library = performance.getEntriesByName(new URL('/lib/signalr.min.js', location).href)[0];
              return library.startTime - performance.getEntriesByType('navigation')[0].loadEventEnd;
            }
            """);
        Assert.True(after > 0, "The library was loaded before the page had finished loading.");
    }

    [Fact]
    public async Task A_location_alone_gives_a_number()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.Page.Context.GrantPermissionsAsync(["geolocation"]);
        await resident.Page.Context.SetGeolocationAsync(new() { Latitude = 37.0012f, Longitude = 80.8065f });
        await resident.GoAsync("/chat");
        await resident.Page.TapAsync(".more > summary");
        await resident.Page.TapAsync("[data-location]");
        await Assertions.Expect(resident.Page.Locator(NumberSelector)).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator("[data-transcript] .theirs")).ToContainTextAsync("37.0012");
        await using var db = office.Desk.CreateDb();
        Assert.Contains("37.0012", (await db.Messages.SingleAsync(Cancellation)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_chat_continues_on_another_phone_with_eight_digits()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (one, other) = (await SitDownAsync(office), await SitDownAsync(office));
        await one.GoAsync("/chat");
        await one.Page.FillAsync("#say", "قوغۇنۇم سېتىلمىدى");
        await one.Page.TapAsync("[data-default]");
        var number = await one.Page.Locator(NumberSelector).InnerTextAsync();
        await one.Page.TapAsync(".more > summary");
        await one.Page.TapAsync("form[action$='/elsewhere'] button");
        var code = await one.Page.Locator("[data-code]").InnerTextAsync();
        await other.GoAsync("/chat");
        await other.Page.TapAsync(".more > summary");
        await other.Page.FillAsync("#code", code);
        await other.Page.TapAsync("form[action$='/continue'] button");
        await Assertions.Expect(other.Page.Locator(NumberSelector)).ToHaveTextAsync(number);
    }

    [Fact]
    public async Task Text_with_direction_overrides_or_stacked_marks_stays_inside_its_bubble()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var resident = await SitDownAsync(office);
        await resident.GoAsync("/chat?lang=zh-Hans");
        var stackedMarks = string.Concat(Enumerable.Repeat("\u0301\u0489", 400));
        await resident.Page.FillAsync("#say", "\u202E\u2067坏" + stackedMarks + new string('长', 400));
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(NumberSelector)).ToBeVisibleAsync();
        var checks = await resident.Page.EvaluateAsync<bool[]>("""
            () => {
              const bubble = document.querySelector('.theirs .bubble'), style = getComputedStyle(bubble);
              const text = document.querySelector('.theirs time').firstChild, range = document.createRange();
              range.setStart(text, 0); range.setEnd(text, 1);
              const first = range.getBoundingClientRect().left;
              range.setStart(text, text.length - 1); range.setEnd(text, text.length);
              const fits = document.documentElement.scrollWidth <= innerWidth;
              return [style.overflow === 'hidden', fits, first < range.getBoundingClientRect().left];
            }
            """);
        Assert.Equal([true, true, true], checks);
    }

    private static async Task AssertStoredOnceAsync(DeskDb db)
    {
        Assert.Equal(1, await db.Inbox.CountAsync(Cancellation));
        Assert.Equal(1, await db.Messages.CountAsync(Cancellation));
        Assert.Equal(1, await db.Attachments.CountAsync(Cancellation));
    }

    private static Task<BrowserUser> SitDownAsync(TestOffice office, bool scripts = true) =>
        office.OpenBrowserAsync(Language.Ug, options: new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true,
            JavaScriptEnabled = scripts, Permissions = ["microphone"],
        });

    private static async Task<LocatorBoundingBoxResult> BoundingBoxAsync(BrowserUser person, string selector) =>
        await person.Page.Locator(selector).BoundingBoxAsync() ?? throw new InvalidOperationException($"{selector} is not visible.");

    private static async Task AssertPlaysAsync(BrowserUser resident) => Assert.True(await resident.Page.EvaluateAsync<bool>("""
        async () => {
          const player = document.querySelector('[data-transcript] .theirs audio');
          player.muted = true;
          await player.play();
          return !player.error;
        }
        """));

    private static FilePayload Picture(string name, int width, int height) =>
        new() { Name = name, MimeType = "image/png", Buffer = SamplePng.Draw(width, height) };
}
