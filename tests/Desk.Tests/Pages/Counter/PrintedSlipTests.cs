using System.Text.RegularExpressions;
using AngleSharp.Dom;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Pages.Shared;
using QRCoder;

namespace EcomCenter.Desk.Tests.Pages.Counter;

public sealed partial class PrintedSlipTests
{
    [Theory]
    [InlineData("https://desk.example/", "https://desk.example")]
    [InlineData("https://desk.example/centre", "https://desk.example/centre")]
    public async Task The_QR_code_on_the_slip_has_number_and_code_and_the_code_is_sent_to_no_server(string publicUrl, string told)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Desk:PublicUrl", publicUrl));
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var done = await clerk.SendAsync(await clerk.OpenAsync("/desk/counter"), ("who", "阿依古丽"), ("description", "快递没到"));
        var slip = done.Document.QuerySelector(".slip")!;
        var address = $"{told}/track?number={done.Number}#{slip.QuerySelectorAll(".slip-code")[0].TextContent}";
        Assert.Equal(Modules(address), Drawn(slip.QuerySelector("svg.qr")!));
        var track = await desk.BrowserClient().OpenAsync($"/track?number={done.Number}");
        Assert.Equal((done.Number, "code"), (track.Value("number"), track.Document.QuerySelector("[autofocus]")!.GetAttribute("name")));
    }

    [Fact]
    public async Task Without_a_public_address_the_slip_has_no_QR_code_and_the_page_says_what_to_set()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        clerk.DefaultRequestHeaders.Host = "evil.example";
        var done = await clerk.SendAsync(await clerk.OpenAsync("/desk/counter"), ("who", "阿依古丽"), ("description", "快递没到"));
        var slip = done.Document.QuerySelector(".slip")!;
        Assert.Null(slip.QuerySelector("svg"));
        Assert.NotNull(slip.QuerySelector(".slip-code"));
        Assert.Contains(done.Number!, slip.TextContent, StringComparison.Ordinal);
        Assert.Contains("Desk:PublicUrl", done.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("evil.example", done.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://localhost:5080")]
    [InlineData("http://127.0.0.1:5080")]
    [InlineData("http://127.8.9.1")]
    [InlineData("http://[::1]:5080/")]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("https://desk.localhost")]
    public async Task An_address_that_only_this_machine_can_open_is_never_printed_and_the_page_says_what_to_set(string publicUrl)
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Desk:PublicUrl", publicUrl));
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var done = await clerk.SendAsync(await clerk.OpenAsync("/desk/counter"), ("who", "阿依古丽"), ("description", "快递没到"));
        Assert.Null(done.Document.QuerySelector(".slip svg, .slip-address"));
        Assert.Contains("只有这台电脑自己打得开", done.Text, StringComparison.Ordinal);
        Assert.Contains("Desk:PublicUrl", done.Document.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Modules(string text)
    {
        using var code = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return [.. code.ModuleMatrix.Select(row => string.Concat(row.Cast<bool>().Select(dark => dark ? '#' : '.')))];
    }

    /// <summary>The modules drawn by the SVG path.</summary>
    private static IEnumerable<string> Drawn(IElement svg)
    {
        var size = int.Parse(svg.GetAttribute("viewBox")!.Split(' ')[2]);
        var rows = Enumerable.Range(0, size).Select(_ => Enumerable.Repeat('.', size).ToArray()).ToArray();
        foreach (Match run in Run().Matches(svg.QuerySelector(".modules")!.GetAttribute("d")!))
        {
            var (x, y, length) = (int.Parse(run.Groups[1].Value), int.Parse(run.Groups[2].Value), int.Parse(run.Groups[3].Value));
            rows[y].AsSpan(x, length).Fill('#');
        }

        return [.. rows.Select(row => new string(row))];
    }

    [GeneratedRegex(@"M(\d+) (\d+)h(\d+)v1H\1z")]
    private static partial Regex Run();
}
