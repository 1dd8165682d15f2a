using AngleSharp.Dom;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;

namespace EcomCenter.Desk.Tests.Pages.Shared;

public sealed class FoldedFieldsTests
{
    [Theory]
    [InlineData("/desk/counter")]
    [InlineData("/desk/hotline")]
    public async Task The_summary_of_the_folded_part_names_every_field_inside(string address)
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        foreach (var language in LanguageTag.All)
        {
            var fold = (await clerk.OpenAsync($"{address}?lang={LanguageTag.From(language)}")).Document.QuerySelector("main form details")!;
            Assert.Equal(fold.QuerySelectorAll("input, select").Length,
                fold.QuerySelector("summary")!.TextContent.Split('、', '،', ',').Length);
        }
    }
}
