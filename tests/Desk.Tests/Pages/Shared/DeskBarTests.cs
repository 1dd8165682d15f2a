using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Pages.Shared;

public sealed class DeskBarTests
{
    [Theory]
    [InlineData("zh-Hans", "策勒县电商中心", "工作台")]
    [InlineData("ug", "چىرا ئېلسودا مەركىزى", "خىزمەت ئۈستىلى")]
    [InlineData("en", "Qira E-commerce Centre", "Desk")]
    public async Task The_header_names_the_centre_in_the_readers_language(string language, string centre, string word)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var page = await browser.OpenAsync($"/desk/counter?lang={language}");
        var bar = page.Document.QuerySelector(".bar .centre")!;
        Assert.Equal((centre, word), (bar.QuerySelector(".house")!.TextContent, bar.QuerySelector("small")!.TextContent));
    }

    [Fact]
    public async Task The_header_names_the_centre_from_the_settings()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Centre:ShortName:zh-Hans", "洛浦中心"));
        var page = await (await desk.SignedInBrowserAsync(StaffRole.Clerk)).OpenAsync("/desk/counter");
        Assert.Equal("洛浦中心", page.Document.QuerySelector(".bar .house")!.TextContent);
    }
}
