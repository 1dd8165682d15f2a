using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Tests of an answer that a clerk speaks on the ticket's page and the resident hears in the chat.</summary>
public class VoiceAnswerJourney(ChromiumFixture chromium)
{
    private const string HoldSelector = "[data-hold]";

    [Theory]
    [InlineData(Language.Ug, 360, 740)]
    [InlineData(Language.ZhHans, 1366, 768)]
    public async Task A_recording_made_by_holding_the_button_is_heard_in_the_chat(Language language, int width, int height)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (resident, number) = await WriteAsync(office, language);
        var clerk = await SignInAsync(office, language, width, height);
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.Page.FillAsync("#say-text", language is Language.Ug ? "جاۋابنى ئاڭلاڭ" : "请听答复");
        var button = clerk.Page.Locator(HoldSelector);
        await button.ScrollIntoViewIfNeededAsync();
        await button.HoverAsync();
        await clerk.Page.Mouse.DownAsync();
        await clerk.WaitForRecordedSecondsAsync("[data-timer]", 2);
        await TakePictureAsync(clerk, $"voice-answer-recording-{LanguageTag.From(language)}-{width}");
        await clerk.Page.Mouse.UpAsync();
        await Assertions.Expect(clerk.Page.Locator("[data-recorded] audio")).ToBeVisibleAsync();
        await TakePictureAsync(clerk, $"voice-answer-recorded-{LanguageTag.From(language)}-{width}");
        Assert.True(await clerk.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth"));
        await clerk.Page.ClickAsync("#answer .main");

        await Assertions.Expect(clerk.Page.Locator(".said audio")).ToBeVisibleAsync();
        await Assertions.Expect(resident.Page.Locator("[data-transcript] .ours audio")).ToBeVisibleAsync();
        await TakePictureAsync(resident, $"voice-answer-chat-{LanguageTag.From(language)}-{width}");
        await AssertPlaysAsync(resident, "[data-transcript] .ours audio");
        await resident.GoAsync($"/track?number={number}");
        await resident.Page.FillAsync("[name=code]", office.Desk.Services.GetRequiredService<TrackingCodes>().GetCode(number));
        await resident.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(resident.Page.Locator(".answers audio")).ToBeVisibleAsync();
        await resident.Page.Locator(".answers audio").ScrollIntoViewIfNeededAsync();
        await TakePictureAsync(resident, $"voice-answer-track-{LanguageTag.From(language)}-{width}");
        await AssertPlaysAsync(resident, ".answers audio");
        await using var db = office.Desk.CreateDb();
        Assert.InRange((await db.Attachments.SingleAsync()).Seconds ?? 0, 2, 60);
        Assert.Empty(clerk.Errors);
        Assert.Empty(resident.Errors);
    }

    [Fact]
    public async Task The_keyboard_alone_records_drops_and_records_again()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (_, number) = await WriteAsync(office, Language.ZhHans);
        var clerk = await SignInAsync(office, Language.ZhHans, 1366, 768);
        await clerk.GoAsync($"/desk/tickets/{number}");
        // The key V, held anywhere on the page.
        await clerk.Page.Keyboard.DownAsync("v");
        await clerk.WaitForRecordedSecondsAsync("[data-timer]", 1);
        await clerk.Page.Keyboard.UpAsync("v");
        await Assertions.Expect(clerk.Page.Locator("[data-recorded] audio")).ToBeVisibleAsync();
        await clerk.Page.Locator("[data-drop]").FocusAsync();
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(clerk.Page.Locator("[data-recorded]")).ToBeHiddenAsync();
        // The button: a short press begins, the next one ends.
        await Assertions.Expect(clerk.Page.Locator(HoldSelector)).ToBeFocusedAsync();
        await clerk.Page.Keyboard.PressAsync("Space");
        await clerk.WaitForRecordedSecondsAsync("[data-timer]", 1);
        await clerk.Page.Keyboard.PressAsync("Space");
        await Assertions.Expect(clerk.Page.Locator("[data-recorded] audio")).ToBeVisibleAsync();
        // The letter stays a letter in a text.
        await clerk.Page.FocusAsync("#say-text");
        await clerk.Page.Keyboard.TypeAsync("v 号");
        await Assertions.Expect(clerk.Page.Locator("[data-timer]")).ToBeHiddenAsync();
        Assert.Empty(clerk.Errors);
    }

    [Theory]
    [InlineData(Language.Ug, "مىكروفون")]
    [InlineData(Language.ZhHans, "麦克风")]
    public async Task Without_a_microphone_the_page_says_so_in_the_language_of_the_reader(Language language, string told)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (_, number) = await WriteAsync(office, language);
        var clerk = await SignInAsync(office, language, 1366, 768);
        await clerk.Page.AddInitScriptAsync(
            "navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', 'NotAllowedError'));");
        await clerk.GoAsync($"/desk/tickets/{number}");
        await clerk.Page.ClickAsync(HoldSelector);
        await Assertions.Expect(clerk.Page.Locator("[data-record-fault]")).ToContainTextAsync(told);
        await Assertions.Expect(clerk.Page.Locator("[data-timer]")).ToBeHiddenAsync();
    }

    private static async Task AssertPlaysAsync(BrowserUser resident, string selector) => Assert.True(
        await resident.Page.EvaluateAsync<bool>("""
            async selector => {
              const player = document.querySelector(selector);
              player.muted = true;
              await player.play();
              return !player.error;
            }
            """, selector));

    private static async Task<(BrowserUser Resident, TicketNumber Number)> WriteAsync(TestOffice office, Language language)
    {
        var resident = await office.OpenBrowserAsync(language, options: new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true,
        });
        await resident.GoAsync($"/chat?lang={LanguageTag.From(language)}");
        await resident.Page.FillAsync("#say", language is Language.Ug ? "قوغۇنۇم سېتىلمىدى" : "我的快递没到");
        await resident.Page.TapAsync("[data-default]");
        await Assertions.Expect(resident.Page.Locator(".number-bubble .number")).ToBeVisibleAsync();
        await using var db = office.Desk.CreateDb();
        return (resident, await db.Tickets.Select(t => t.Number).SingleAsync());
    }

    private static Task<BrowserUser> SignInAsync(TestOffice office, Language language, int width, int height) =>
        office.SignInStaffAsync("aygul", StaffRole.Clerk, language, options: new()
        {
            ViewportSize = new() { Width = width, Height = height }, Permissions = ["microphone"],
        });

    /// <summary>Keeps a picture where a folder for them is named.</summary>
    private static async Task TakePictureAsync(BrowserUser person, string name)
    {
        if (Environment.GetEnvironmentVariable("DESK_SCREENSHOTS") is { Length: > 0 } folder)
            await person.Page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png") });
    }
}
