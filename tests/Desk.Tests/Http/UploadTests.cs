using System.Net;
using System.Net.Http.Headers;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Clock;
using EcomCenter.Desk.Tests.Database.Disks;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Tests.Pages.WebChat;
using EcomCenter.Desk.Texts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Http;

/// <summary>Uploads and the disk, before a file is accepted.</summary>
public sealed class UploadTests
{
    private const int Megabyte = 1024 * 1024;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_chat_post_without_a_valid_token_writes_no_byte_to_the_disk()
    {
        await using var desk = await DeskApp.StartAsync();
        var visitor = desk.BrowserClient();
        var page = await visitor.OpenAsync("/chat");
        page.Document.QuerySelector("#say-form [name=__RequestVerificationToken]")!.SetAttribute("value", "forged");
        var answer = await visitor.PostOnceAsync(page, "水", ("film.jpg", Photo(5)));
        Assert.Equal((HttpStatusCode.BadRequest, "水"), (answer.Status, answer.Value("say.text")));
        Assert.False(Directory.Exists(AttachmentsFolder(desk)));
    }

    [Fact]
    public async Task A_file_before_the_token_is_not_written_either()
    {
        await using var desk = await DeskApp.StartAsync();
        var visitor = desk.BrowserClient();
        var page = await visitor.OpenAsync("/chat");
        using var form = new MultipartFormDataContent { { File(Photo(5)), "say.file", "film.jpg" } };
        foreach (var (name, value) in page.Fill())
            if (name != "say.file") form.Add(new StringContent(value), name);
        using var answer = await visitor.PostAsync(new Uri("/chat", UriKind.Relative), form, Now);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.False(Directory.Exists(AttachmentsFolder(desk)));
    }

    [Fact]
    public async Task Fields_that_are_long_together_are_not_all_held_in_memory()
    {
        await using var desk = await DeskApp.StartAsync();
        var visitor = desk.BrowserClient();
        var page = await visitor.OpenAsync("/chat");
        using var form = new MultipartFormDataContent();
        foreach (var (name, value) in page.Fill()) form.Add(new StringContent(value), name);
        for (var i = 0; i < 8; i++) form.Add(new StringContent(new string('a', 200_000)), $"more{i}");
        using var answer = await visitor.PostAsync(new Uri("/chat", UriKind.Relative), form, Now);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task A_chat_above_its_rate_writes_no_byte_to_the_disk()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("WebChat:MessagesPerMinute", "1"));
        var visitor = desk.BrowserClient();
        var page = await visitor.PostUntilReplyAsync(await visitor.OpenAsync("/chat"), "水停了");
        var answer = await visitor.PostOnceAsync(page, "第二", ("film.jpg", Photo(5)));
        Assert.Equal((HttpStatusCode.TooManyRequests, "第二"), (answer.Status, answer.Value("say.text")));
        Assert.NotNull(answer.RetryAfter);
        Assert.False(Directory.Exists(AttachmentsFolder(desk)));
    }

    [Fact]
    public async Task A_composer_without_a_valid_token_writes_no_byte_to_the_disk()
    {
        await using var desk = await DeskApp.StartAsync();
        var number = (await desk.OpenTicketAsync("核桃")).Number;
        var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        using var form = new MultipartFormDataContent
        {
            { new StringContent("forged"), "__RequestVerificationToken" }, { new StringContent("表在这里"), "text" },
            { new StringContent("answer"), "kind" },
            { File(Photo(5)), "files", "form.jpg" },
        };
        using var answer = await clerk.PostAsync(new Uri($"/desk/tickets/{number}/say", UriKind.Relative), form, Now);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("表在这里", await answer.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
        Assert.False(Directory.Exists(AttachmentsFolder(desk)));
    }

    [Theory, InlineData("/report"), InlineData("/sign-in"), InlineData("/track"), InlineData("/chat/code"), InlineData("/desk/counter")]
    public async Task A_form_that_takes_no_files_reads_none_to_the_disk(string address)
    {
        await using var desk = await DeskApp.StartAsync();
        var browser = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        using var watcher = new FileSystemWatcher(Path.GetTempPath(), "ASPNETCORE_*.tmp");
        var written = new List<string?>();
        watcher.Created += (_, file) => written.Add(file.Name);
        watcher.EnableRaisingEvents = true;
        using var form = new MultipartFormDataContent { { File(Photo(1)), "file", "film.jpg" } };
        using var answer = await browser.PostAsync(new Uri(address, UriKind.Relative), form, Now);
        Assert.InRange((int)answer.StatusCode, 200, 499);
        Assert.Empty(written);
    }

    [Fact]
    public async Task Files_on_their_way_are_limited_for_one_address_and_come_in_again_afterwards()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Disk:UploadsInFlightPerAddressMegabytes", "2"));
        var visitor = desk.BrowserClient();
        var page = await visitor.OpenAsync("/chat?lang=en");
        for (var i = 0; i < 2; i++)
        {
            var refused = await visitor.PostOnceAsync(page, null, ("film.jpg", Photo(3)));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.Status);
            Assert.NotNull(refused.RetryAfter);
            Assert.Contains("film.jpg: " + DeskTexts.Format(Language.En, "chat.fileTooManyAtOnce"), refused.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await visitor.PostUntilReplyAsync(page, null, ("photo.jpg", Photo(1)))).Status);
    }

    [Fact]
    public async Task Files_on_their_way_are_limited_for_a_program_too()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("Disk:UploadsInFlightMegabytes", "2"));
        var program = await desk.ClientWithKeyAsync(KeyScope.Intake);
        using var refused = await UploadAsync(program, 3);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Contains("\"reason\":\"tooManyUploads\"", await refused.Content.ReadAsStringAsync(Now), StringComparison.Ordinal);
        using var stored = await UploadAsync(program, 1);
        Assert.Equal(HttpStatusCode.Created, stored.StatusCode);
    }

    [Fact]
    public async Task Below_the_floor_no_file_is_taken_but_words_are()
    {
        await using var desk = await DeskApp.StartAsync();
        await desk.SetFloorsAsync(DiskTestExtensions.MoreThanAnyDisk, 0);
        var visitor = desk.BrowserClient();
        var page = await visitor.OpenAsync("/chat?lang=ug");
        var alone = await visitor.PostOnceAsync(page, null, ("photo.jpg", WebChatPosting.Jpeg));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, TimeSpan.FromHours(1)), (alone.Status, alone.RetryAfter));
        Assert.Contains(DeskTexts.Format(Language.Ug, "chat.fileDiskFull"), alone.Text, StringComparison.Ordinal);
        var withWords = await visitor.PostOnceAsync(page, "سۇ توختاپ قالدى", ("photo.jpg", WebChatPosting.Jpeg));
        Assert.Equal(HttpStatusCode.OK, withWords.Status);
        Assert.Contains(DeskTexts.Format(Language.Ug, "chat.fileDiskFull"), withWords.Text, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        await Eventually.TrueAsync(() => db.Messages.AnyAsync(Now));
        using var program = await UploadAsync(await desk.ClientWithKeyAsync(KeyScope.Intake), 1);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, program.StatusCode);
        Assert.False(Directory.Exists(AttachmentsFolder(desk)));
        await desk.SetFloorsAsync(0, 0);
        Assert.Equal(HttpStatusCode.OK, (await visitor.PostUntilReplyAsync(page, null, ("photo.jpg", WebChatPosting.Jpeg))).Status);
    }

    private static async Task<HttpResponseMessage> UploadAsync(HttpClient program, int megabytes)
    {
        using var form = new MultipartFormDataContent { { File(Photo(megabytes)), "file", "photo.jpg" } };
        return await program.PostAsync(new Uri("/api/v1/attachments", UriKind.Relative), form, Now);
    }

    private static byte[] Photo(int megabytes) => [.. WebChatPosting.Jpeg, .. new byte[megabytes * Megabyte - WebChatPosting.Jpeg.Length]];

    private static ByteArrayContent File(byte[] content) =>
        new(content) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };

    private static string AttachmentsFolder(DeskApp desk) => desk.Services.GetRequiredService<DataDirectory>().AttachmentsFolder;
}
