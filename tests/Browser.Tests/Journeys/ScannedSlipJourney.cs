using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Handling;
using EcomCenter.Desk.Intake;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Board;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Tests of the way from the QR code on a slip to an answer that staff see, on a small phone.</summary>
public class ScannedSlipJourney(ChromiumFixture chromium)
{
    private const string Question = "请把收据拍给我们看。", Words = "قوبۇل تالونى مۇشۇ";

    [Theory, InlineData(Language.Ug), InlineData(Language.ZhHans)]
    public async Task A_scan_shows_the_state_without_typing_and_the_question_is_answered_with_words_and_a_photo(Language language)
    {
        await using var office = await TestOffice.OpenAsync(chromium, ("Centre:Phone", "0903-6712345"));
        var (number, code) = await OpenTicketAsync(office);
        var clerk = await office.SignInStaffAsync("clerk", StaffRole.Clerk, Language.ZhHans);
        var resident = await OpenPhoneAsync(office, language);
        var requests = new List<string>();
        resident.Page.Request += (_, request) => requests.Add($"{request.Url} {request.Headers.GetValueOrDefault("referer")}");

        await resident.Page.GotoAsync($"/track?number={number}#{code}");
        await Assertions.Expect(resident.Page.Locator("h1 .number")).ToHaveTextAsync(number.ToString());
        Assert.DoesNotContain(code, resident.Page.Url, StringComparison.Ordinal);
        Assert.All(requests, request => Assert.DoesNotContain(code, request, StringComparison.Ordinal));
        await Assertions.Expect(resident.Page.Locator("blockquote")).ToHaveTextAsync(Question);
        await TakePictureAsync(resident.Page, $"tracked-question.{LanguageTag.From(language)}");

        await resident.Page.FillAsync("[name=words]", Words);
        await resident.Page.SetInputFilesAsync("#photos",
            new FilePayload { Name = "1.png", MimeType = "image/png", Buffer = SamplePng.Draw(400, 300) });
        await resident.Page.Locator("form[action='/track/answer'][enctype] [type=submit]:not([form])").ClickAsync();
        await Assertions.Expect(resident.Page.Locator(".notice.ok")).ToBeVisibleAsync();
        await TakePictureAsync(resident.Page, $"tracked-sent.{LanguageTag.From(language)}");
        Assert.Empty(resident.Errors);

        await clerk.GoAsync($"/desk/tickets/{number}");
        var message = clerk.Page.Locator(".said.theirs").Last;
        await Assertions.Expect(message).ToContainTextAsync(Words);
        await Assertions.Expect(message.Locator("img")).ToHaveJSPropertyAsync("naturalWidth", 400);
        await using var db = office.Desk.CreateDb();
        Assert.Equal(TicketStatus.InProgress, await db.Tickets.Select(t => t.Status).SingleAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Going_back_after_a_scan_shows_no_code_and_does_not_look_it_up_again()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (number, code) = await OpenTicketAsync(office);
        var resident = await OpenPhoneAsync(office, Language.ZhHans);
        await resident.Page.GotoAsync("/");
        await resident.Page.GotoAsync($"/track?number={number}#{code}");
        await resident.Page.Locator("h1 .number").WaitForAsync();
        while (!resident.Page.Url.EndsWith('/'))
        {
            await resident.Page.GoBackAsync();
            Assert.DoesNotContain(code, resident.Page.Url, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_script_the_number_is_filled_in_and_the_code_is_typed()
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var (number, code) = await OpenTicketAsync(office);
        var resident = await OpenPhoneAsync(office, Language.Ug, scripts: false);
        await resident.Page.GotoAsync($"/track?number={number}#{code}");
        await Assertions.Expect(resident.Page.Locator("[name=number]")).ToHaveValueAsync(number.ToString());
        await resident.Page.FillAsync("[name=code]", code);
        await resident.Page.Locator("main form button").ClickAsync();
        await resident.Page.FillAsync("[name=words]", Words);
        await resident.Page.Locator("form[action='/track/answer'][enctype] [type=submit]:not([form])").ClickAsync();
        await Assertions.Expect(resident.Page.Locator(".notice.ok")).ToBeVisibleAsync();
    }

    private static async Task<BrowserUser> OpenPhoneAsync(TestOffice office, Language language, bool scripts = true) =>
        await office.OpenBrowserAsync(language, options: new()
        {
            ViewportSize = new() { Width = 360, Height = 740 }, IsMobile = true, HasTouch = true, JavaScriptEnabled = scripts,
        });

    private static async Task<(TicketNumber Number, string Code)> OpenTicketAsync(TestOffice office)
    {
        var request = new IntakeRequest
        {
            Channel = ContactChannel.Counter, Kind = TicketKind.Inquiry, Description = "快递没到", Actor = BoardTestTickets.Supervisor,
        };
        var opened = await office.Desk.Writer.WriteAsync(unit =>
            office.Desk.Services.GetRequiredService<IntakeDoor>().SubmitAsync(unit, request, CancellationToken.None));
        var number = opened.Ticket.Number;
        Assert.IsType<TicketActionResult.ActionDone>(await office.Desk.Writer.WriteAsync(unit => office.Desk.Actions.AnswerAsync(
            unit, new(number, BoardTestTickets.Supervisor), new AnswerDraft(Question, AnswerKind.NeedFromYou), CancellationToken.None)));
        return (number, office.Desk.Services.GetRequiredService<TrackingCodes>().GetCode(number));
    }

    private static async Task TakePictureAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("DESK_SCREENSHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
