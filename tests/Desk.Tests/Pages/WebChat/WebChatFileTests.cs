using System.Net;
using EcomCenter.Bots.Conversation;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Pages.Shared;
using EcomCenter.Desk.Texts;
using EcomCenter.Desk.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Pages.WebChat;

public sealed class WebChatFileTests
{
    private const string ChatPath = "/chat";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_and_photos_are_one_message_and_show_in_the_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var after = await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath), "门坏了", ("1.jpg", WebChatPosting.Jpeg),
            ("2.jpg", [.. WebChatPosting.Jpeg, 1]));
        var line = after.Document.QuerySelector("[data-transcript] .theirs")!;
        Assert.Equal((2, "门坏了"), (line.QuerySelectorAll("a.photo img[loading=lazy]").Length, line.QuerySelector(".bubble")!.TextContent));
        await using var db = desk.CreateDb();
        var message = await db.Messages.SingleAsync(Cancellation);
        var files = await db.Attachments.ToListAsync(Cancellation);
        Assert.Equal([FileKind.Photo, FileKind.Photo], files.Select(f => f.Kind));
        Assert.All(files, file => Assert.Equal((message.Id, AttachmentState.Kept, ContactChannel.WebChat),
            (file.MessageId, file.State, file.Channel)));
        Assert.Contains("门坏了", message.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_voice_message_alone_opens_a_ticket_and_plays_in_its_own_chat_only()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var after = await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath + "?lang=ug"), null,
            ("voice.webm", WebChatPosting.Voice));
        Assert.NotNull(after.Document.QuerySelector(".number-bubble .number"));
        var address = after.Document.QuerySelector(".theirs audio")!.GetAttribute("src")!;
        using var played = await resident.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.OK, "audio/webm"), (played.StatusCode, played.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, await desk.BrowserClient().StatusOfAsync(address));
        var other = desk.BrowserClient();
        await other.OpenAsync(ChatPath);
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusOfAsync(address));
    }

    [Fact]
    public async Task The_same_photo_sent_again_is_stored_once_and_another_is_a_new_message()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var page = await resident.OpenAsync(ChatPath);
        foreach (var end in new byte[] { 1, 1, 2 })
            await resident.PostUntilReplyAsync(page, null, ("a.jpg", [.. WebChatPosting.Jpeg, end]));
        await using var db = desk.CreateDb();
        Assert.Equal((2, 2), (await db.Messages.CountAsync(Cancellation), await db.Attachments.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("chat.fileTooLarge", 413)]
    [InlineData("chat.fileUnknown", 422)]
    [InlineData("chat.fileEmpty", 422)]
    public async Task A_rejected_file_is_explained_in_the_language_of_the_page_and_the_text_stays(string why, int status)
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        (string, byte[])[] files = why switch
        {
            "chat.fileTooLarge" => [("film.mp4", new byte[AttachmentStore.MaxFileBytes + 1])],
            "chat.fileUnknown" => [("photo.jpg", [0x4D, 0x5A, 0, 0])],
            _ => [("a.jpg", [])],
        };
        var page = await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath + "?lang=ug"), "دۇكان ئېچىلمىدى", files);
        Assert.Equal((status, "دۇكان ئېچىلمىدى"), ((int)page.Status, page.Value("say.text")));
        var told = page.Document.QuerySelector(".composer .fault")!.TextContent;
        Assert.Contains($"{files[0].Item1}: {DeskTexts.Format(Language.Ug, why)}", told, StringComparison.Ordinal);
        Assert.Contains(DeskTexts.Format(Language.Ug, "chat.stillHere"), told, StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal((0, 0), (await db.Messages.CountAsync(Cancellation), await db.Attachments.CountAsync(Cancellation)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Accepted_files_go_with_the_text_and_rejected_ones_are_named(bool scripts)
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        if (scripts) resident.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        (string, byte[])[] files =
        [
            ("film.mp4", new byte[AttachmentStore.MaxFileBytes + 1]), ("empty.pdf", []), ("good.jpg", WebChatPosting.Jpeg),
            ("game.exe", [0x4D, 0x5A, 0, 0]), ("other.jpg", [.. WebChatPosting.Jpeg, 1]),
        ];
        var page = await resident.PostOnceAsync(await resident.OpenAsync(ChatPath + "?lang=en"), "The shop does not open", files);
        var told = page.Document.QuerySelector(".fault")!.TextContent;
        Assert.Equal(HttpStatusCode.OK, page.Status);
        (string, string)[] rejected = [("film.mp4", "chat.fileTooLarge"), ("empty.pdf", "chat.fileEmpty"),
            ("game.exe", "chat.fileUnknown")];
        foreach (var (name, why) in rejected)
            Assert.Contains($"{name}: {DeskTexts.Format(Language.En, why)}", told, StringComparison.Ordinal);
        Assert.DoesNotContain(".jpg", told, StringComparison.Ordinal);
        Assert.Contains(DeskTexts.Format(Language.En, "chat.restSent"), told, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(page.Document.QuerySelector("#say")?.TextContent));
        await using var db = desk.CreateDb();
        await Eventually.TrueAsync(() => db.Messages.AnyAsync(Cancellation));
        Assert.Contains("The shop does not open", (await db.Messages.SingleAsync(Cancellation)).Text, StringComparison.Ordinal);
        Assert.Equal(2, await db.Attachments.CountAsync(a => a.MessageId != null, Cancellation));
    }

    [Fact]
    public async Task Ten_of_too_many_files_are_accepted_and_the_rest_is_named()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        var files = Enumerable.Range(1, 11).Select(i => ($"{i}.jpg", WebChatPosting.Jpeg.Append((byte)i).ToArray()));
        var page = await resident.PostOnceAsync(await resident.OpenAsync(ChatPath), null, [.. files]);
        Assert.StartsWith("11.jpg: ", page.Document.QuerySelector(".composer .fault")!.TextContent.Trim(), StringComparison.Ordinal);
        await using var db = desk.CreateDb();
        Assert.Equal(10, await db.Attachments.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Files_above_the_hourly_limit_are_rejected_and_the_text_stays()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("WebChat:FilesPerHour", "1"));
        var resident = desk.BrowserClient();
        var page = await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath), "一", ("a.jpg", WebChatPosting.Jpeg));
        var refused = await resident.PostUntilReplyAsync(page, "二", ("a.jpg", WebChatPosting.Jpeg));
        Assert.Equal((HttpStatusCode.TooManyRequests, "二"), (refused.Status, refused.Value("say.text")));
        Assert.Equal(HttpStatusCode.OK, (await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath), "二")).Status);
    }

    [Fact]
    public async Task A_file_of_staff_shows_beside_their_answer_in_the_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath), "表格在哪里");
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        string[] ids = [(await Api.FileUploadClient.UploadAsync(staff, "%PDF-1.7"u8.ToArray(), "表格.pdf"))["id"].GetString()!];
        await using var db = desk.CreateDb();
        var number = (await db.Tickets.SingleAsync(Cancellation)).Number;
        var answer = new { kind = "answer", text = "请填这个", attachments = ids };
        (await Api.ApiClient.PostJsonAsync(staff, $"/api/v1/tickets/{number}/messages", answer)).Expect(HttpStatusCode.OK);
        var page = await resident.OpenAsync(ChatPath);
        var link = page.Document.QuerySelector(".ours a.file")!;
        Assert.Contains("表格.pdf", link.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await resident.StatusOfAsync(link.GetAttribute("href")!));
        Assert.Equal(HttpStatusCode.NotFound, await desk.BrowserClient().StatusOfAsync(link.GetAttribute("href")!));
    }

    [Fact]
    public async Task A_file_that_no_message_has_yet_opens_in_no_chat_but_its_own()
    {
        await using var desk = await DeskApp.StartAsync();
        var (visitor, other) = (desk.BrowserClient(), desk.BrowserClient());
        // The replies to the visitor are messages of the bot: they belong to no message of a ticket, like a file in flight.
        await visitor.PostUntilReplyAsync(await visitor.OpenAsync(ChatPath), "你好，店打不开");
        var staff = await desk.ClientWithKeyAsync(KeyScope.Staff);
        var draft = (await Api.FileUploadClient.UploadAsync(staff, Api.AttachmentTests.Jpeg, "draft.jpg"))["id"].GetString()!;
        await other.PostUntilReplyAsync(await other.OpenAsync(ChatPath), null, ("mine.jpg", WebChatPosting.Jpeg));
        await using var db = desk.CreateDb();
        var inFlight = await db.Attachments.SingleAsync(a => a.Channel == ContactChannel.WebChat, Cancellation);
        await db.Attachments.Where(a => a.Id == inFlight.Id).ExecuteUpdateAsync(
            a => a.SetProperty(x => x.MessageId, (long?)null).SetProperty(x => x.TicketId, (long?)null), Cancellation);
        foreach (var file in new[] { draft, inFlight.Id.ToString() })
        {
            Assert.Equal(HttpStatusCode.NotFound, await visitor.StatusOfAsync($"/chat/files/{file}"));
            Assert.Equal(HttpStatusCode.NotFound, await desk.BrowserClient().StatusOfAsync($"/chat/files/{file}"));
        }

        Assert.Equal(HttpStatusCode.OK, await other.StatusOfAsync($"/chat/files/{inFlight.Id}"));
    }

    [Fact]
    public async Task A_recorded_receipt_plays_for_its_resident_and_the_number_stays_visible()
    {
        var folder = Directory.CreateTempSubdirectory();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "ug"));
        foreach (var name in SpokenReceipt.AllClips)
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ug", name + ".mp3"), name, Cancellation);
        await using var desk = await DeskApp.StartAsync(settings: ("Bots:Clips", folder.FullName));
        var resident = desk.BrowserClient();
        var page = await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath + "?lang=ug"), "دۇكان ئېچىلمىدى");
        var address = page.Document.QuerySelector(".ours audio")!.GetAttribute("src")!;
        using var voice = await resident.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.Equal("audio/mpeg", voice.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("receivednumber-1number-0number-0dash", await voice.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".line:not(:has(audio)) .number-bubble"));
        Assert.NotEmpty(page.Document.QuerySelectorAll(".ways button"));
        Assert.Equal(HttpStatusCode.NotFound, await desk.BrowserClient().StatusOfAsync(address));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_rejected_file_leaves_nothing_on_disk()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.BrowserClient();
        await resident.PostUntilReplyAsync(await resident.OpenAsync(ChatPath), null, ("x.exe", [0x4D, 0x5A, 0, 0]));
        var folder = desk.Services.GetRequiredService<DataDirectory>().AttachmentsFolder;
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }
}
