using EcomCenter.Desk.Staff;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;

namespace EcomCenter.Browser.Tests.Journeys;

/// <summary>Words in forms of any page survive what they survive at the counter.</summary>
public class FormDraftJourney(ChromiumFixture chromium)
{
    [Theory]
    [InlineData("/desk/duty", "boss", "textarea")]
    [InlineData("/desk/admin/offices", "boss", "input[type=text]")]
    [InlineData("/desk/admin/questions", "boss", "textarea")]
    public async Task A_form_keeps_its_words_until_it_is_stored(string page, string user, string field)
    {
        await using var office = await TestOffice.OpenAsync(chromium);
        var person = await office.SignInStaffAsync(user, StaffRole.Supervisor);
        await person.GoAsync(page);
        await WriteAsync();
        await person.Page.ReloadAsync();
        await ExpectAsync("Ask the market on Friday");
        await person.GoAsync($"{page}?lang=ug");
        await ExpectAsync("Ask the market on Friday");
        await person.GoAsync("/desk");
        await person.GoAsync($"{page}?lang=en");
        await ExpectAsync("Ask the market on Friday");
        await using (var db = office.Desk.CreateDb()) await db.StaffSessions.ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await Field().SendFormAsync();
        await person.Page.WaitForURLAsync("**/sign-in**");
        await Assertions.Expect(person.Page.Locator("[data-drafts-kept]")).ToBeVisibleAsync();
        await person.SignInAsync(user, TestOffice.Password);
        await person.GoAsync(page);
        await ExpectAsync("Ask the market on Friday");
        await person.Page.Locator(".restored button").First.ClickAsync();
        await ExpectAsync("");
        await person.Page.ReloadAsync();
        await Assertions.Expect(person.Page.Locator(".restored")).ToHaveCountAsync(0);

        ILocator Field() => person.Page.Locator($"main form[method=post] {field}").Last;

        async Task WriteAsync()
        {
            if (!await Field().IsVisibleAsync()) await person.Page.Locator("main details > summary").Last.ClickAsync();
            await Field().FillAsync("Ask the market on Friday");
        }

        Task ExpectAsync(string words) => Assertions.Expect(Field()).ToHaveValueAsync(words);
    }
}
