using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Web;

public sealed class TheBarNamesTheCentre
{
    [Theory]
    [InlineData("zh-Hans", "策勒县电商中心", "工作台")]
    [InlineData("ug", "چىرا ئېلسودا مەركىزى", "خىزمەت ئۈستىلى")]
    [InlineData("en", "Qira E-commerce Centre", "Desk")]
    public async Task In_the_readers_language(string language, string centre, string word)
    {
        await using var desk = await DeskApp.StartAsync();
        var bar = (await (await desk.BrowserOfAsync(StaffRole.Clerk)).OpenAsync($"/desk/counter?lang={language}")).Document.QuerySelector(".bar .centre")!;
        Assert.Equal((centre, word), (bar.QuerySelector(".house")!.TextContent, bar.QuerySelector("small")!.TextContent));
    }

    [Fact]
    public async Task As_the_settings_say()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Centre:ShortName:zh-Hans", "洛浦中心"));
        Assert.Equal("洛浦中心", (await (await desk.BrowserOfAsync(StaffRole.Clerk)).OpenAsync("/desk/counter")).Document.QuerySelector(".bar .house")!.TextContent);
    }
}
