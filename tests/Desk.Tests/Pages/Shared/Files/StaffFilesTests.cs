using System.Net;
using System.Net.Http.Headers;
using System.Text;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.Shared.Files;

public sealed class StaffFilesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_real_images_and_sounds_are_shown_inline_and_no_script_runs()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        foreach (var (content, name, type, shown, called) in new (byte[], string, string, string, string)[]
        {
            (AttachmentTests.Jpeg, "我的照片.jpg", "image/jpeg", "inline", "我的照片.jpg"),
            ("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"u8.ToArray(), "x.svg", "text/plain", "attachment", "x.svg.txt"),
            ("<html><script>alert(1)</script></html>"u8.ToArray(), "../../etc/x.html", "text/plain", "attachment", "x.html.txt"),
            ("%PDF-1.7 ..."u8.ToArray(), "invoice\u202Efdp.exe", "application/pdf", "attachment", "invoicefdp.exe.pdf"),
        })
        {
            using var answer = await clerk.GetAsync(await KeptAsync(desk, content, name), Cancellation);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            var disposition = answer.Content.Headers.ContentDisposition!;
            Assert.Equal((type, shown, called),
                (answer.Content.Headers.ContentType!.MediaType, disposition.DispositionType, disposition.FileNameStar));
            Assert.Equal("default-src 'none'; sandbox; frame-ancestors 'none'",
                string.Join(';', answer.Headers.GetValues("Content-Security-Policy")));
            Assert.Equal("nosniff", string.Join(';', answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.True(answer.Headers.CacheControl!.NoStore);
        }
    }

    [Fact]
    public async Task Files_support_ETags_and_range_requests()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var address = await KeptAsync(desk, [.. "OggS"u8, .. Enumerable.Range(0, 1000).Select(i => (byte)i)], "voice.ogg");
        using var whole = await clerk.GetAsync(address, Cancellation);
        using var again = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { IfNoneMatch = { whole.Headers.ETag! } } };
        Assert.Equal(HttpStatusCode.NotModified, (await clerk.SendAsync(again, Cancellation)).StatusCode);
        using var part = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Range = new RangeHeaderValue(0, 1) } };
        using var given = await clerk.SendAsync(part, Cancellation);
        Assert.Equal((HttpStatusCode.PartialContent, 1004L), (given.StatusCode, given.Content.Headers.ContentRange!.Length));
        Assert.Equal("Og"u8.ToArray(), await given.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task A_voice_message_plays_as_the_converted_copy_and_downloads_as_the_original()
    {
        await using var desk = await DeskApp.StartAsync();
        var clerk = await desk.ClientForStaffAsync(StaffRole.Clerk);
        var address = await KeptAsync(desk, [.. "OggS"u8, 1, 2, 3], "voice.ogg");
        var (store, id) = (desk.Services.GetRequiredService<AttachmentStore>(), long.Parse(address.ToString().Split('/')[^1]));
        await store.SaveAsync(id, async stream =>
        {
            await stream.WriteAsync("a copy"u8.ToArray(), Cancellation);
            return true;
        }, AttachmentStore.PlayableSuffix);
        await using var db = desk.CreateDb();
        await db.Attachments.ExecuteUpdateAsync(a => a.SetProperty(x => x.HasPlayableCopy, true), Cancellation);
        using var played = await clerk.GetAsync(address, Cancellation);
        Assert.Equal(("audio/mp4", "a copy"),
            (played.Content.Headers.ContentType!.MediaType, await played.Content.ReadAsStringAsync(Cancellation)));
        using var sent = await clerk.GetAsync(new Uri(address + "?whole", UriKind.Relative), Cancellation);
        var headers = sent.Content.Headers;
        var length = (await sent.Content.ReadAsByteArrayAsync(Cancellation)).Length;
        Assert.Equal(("audio/ogg", "attachment", 7),
            (headers.ContentType!.MediaType, headers.ContentDisposition!.DispositionType, length));
    }

    [Theory]
    [InlineData("C:\\temp\\a.docx", ".docx", "a.docx")]
    [InlineData("price.xls", ".doc", "price.xls")]
    [InlineData("\u200Bۈزۈم\u202E.jpg", ".jpg", "ۈزۈم.jpg")]
    [InlineData("...", ".jpg", "7.jpg")]
    [InlineData(null, ".jpg", "7.jpg")]
    public void File_names_are_sanitised(string? sent, string extension, string given) =>
        Assert.Equal(given, SafeFileName.ForDownload(sent, new("x/y", extension, Contracts.FileKind.Document), 7));

    [Fact]
    public void A_long_file_name_keeps_its_extension() =>
        Assert.Equal(120, SafeFileName.ForDownload(new string('a', 500) + ".pdf", new("x", ".pdf", Contracts.FileKind.Document), 1).Length);

    private static async Task<Uri> KeptAsync(DeskApp desk, byte[] content, string name)
    {
        var intake = await desk.ClientWithKeyAsync(KeyScope.Intake);
        var id = (await intake.UploadAsync(content, name)).Expect(HttpStatusCode.Created)["id"].GetString()!;
        await intake.OpenTicketAsync(AttachmentTests.TicketBodyWithFile(id));
        return new($"/desk/attachments/{id}", UriKind.Relative);
    }
}
