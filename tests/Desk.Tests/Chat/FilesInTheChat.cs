using System.Net;
using EcomCenter.Contracts;
using EcomCenter.Desk.Storage;
using EcomCenter.Desk.Tests.Web;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace EcomCenter.Desk.Tests.Chat;

public sealed class FilesInTheChat
{
    private const string Chat = "/chat";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Text_and_photos_are_one_message_and_show_in_the_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.Browser();
        var after = await resident.ShowAsync(await resident.OpenAsync(Chat), "门坏了", ("1.jpg", Sending.Jpeg),
            ("2.jpg", [.. Sending.Jpeg, 1]));
        var line = after.Document.QuerySelector("[data-talk-lines] .theirs")!;
        Assert.Equal((2, "门坏了"), (line.QuerySelectorAll("a.photo img[loading=lazy]").Length, line.QuerySelector(".bubble")!.TextContent));
        await using var db = desk.Db();
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
        var resident = desk.Browser();
        var after = await resident.ShowAsync(await resident.OpenAsync(Chat + "?lang=ug"), null,
            ("voice.webm", Sending.Voice));
        Assert.NotNull(after.Document.QuerySelector(".number-bubble .number"));
        var address = after.Document.QuerySelector(".theirs audio")!.GetAttribute("src")!;
        using var played = await resident.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.OK, "audio/webm"), (played.StatusCode, played.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotFound, await desk.Browser().StatusOfAsync(address));
        var other = desk.Browser();
        await other.OpenAsync(Chat);
        Assert.Equal(HttpStatusCode.NotFound, await other.StatusOfAsync(address));
    }

    [Fact]
    public async Task The_same_photo_sent_again_is_stored_once_and_another_is_a_new_message()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.Browser();
        var page = await resident.OpenAsync(Chat);
        foreach (var end in new byte[] { 1, 1, 2 })
            await resident.ShowAsync(page, null, ("a.jpg", [.. Sending.Jpeg, end]));
        await using var db = desk.Db();
        Assert.Equal((2, 2), (await db.Messages.CountAsync(Cancellation), await db.Attachments.CountAsync(Cancellation)));
    }

    [Theory]
    [InlineData("chat.fileTooLarge", 413)]
    [InlineData("chat.fileUnknown", 422)]
    [InlineData("chat.fileEmpty", 422)]
    public async Task A_rejected_file_is_explained_in_the_language_of_the_page_and_the_text_stays(string why, int status)
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.Browser();
        (string, byte[])[] files = why switch
        {
            "chat.fileTooLarge" => [("film.mp4", new byte[AttachmentStore.LongestFile + 1])],
            "chat.fileUnknown" => [("photo.jpg", [0x4D, 0x5A, 0, 0])],
            _ => [("a.jpg", [])],
        };
        var page = await resident.ShowAsync(await resident.OpenAsync(Chat + "?lang=ug"), "دۇكان ئېچىلمىدى", files);
        Assert.Equal((status, "دۇكان ئېچىلمىدى"), ((int)page.Status, page.Value("say.text")));
        var told = page.Document.QuerySelector(".composer .fault")!.TextContent;
        Assert.Contains($"{files[0].Item1}: {EcomCenter.Desk.Texts.DeskTexts.Say(Language.Ug, why)}", told, StringComparison.Ordinal);
        Assert.Contains(EcomCenter.Desk.Texts.DeskTexts.Say(Language.Ug, "chat.stillHere"), told, StringComparison.Ordinal);
        await using var db = desk.Db();
        Assert.Equal((0, 0), (await db.Messages.CountAsync(Cancellation), await db.Attachments.CountAsync(Cancellation)));
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Accepted_files_go_with_the_text_and_rejected_ones_are_named(bool scripts)
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.Browser();
        if (scripts) resident.DefaultRequestHeaders.Add("X-Requested-With", "fetch");
        (string, byte[])[] files =
        [
            ("film.mp4", new byte[AttachmentStore.LongestFile + 1]), ("empty.pdf", []), ("good.jpg", Sending.Jpeg),
            ("game.exe", [0x4D, 0x5A, 0, 0]), ("other.jpg", [.. Sending.Jpeg, 1]),
        ];
        var page = await resident.ShowOnceAsync(await resident.OpenAsync(Chat + "?lang=en"), "The shop does not open", files);
        var told = page.Document.QuerySelector(".fault")!.TextContent;
        Assert.Equal(HttpStatusCode.OK, page.Status);
        (string, string)[] rejected = [("film.mp4", "chat.fileTooLarge"), ("empty.pdf", "chat.fileEmpty"),
            ("game.exe", "chat.fileUnknown")];
        foreach (var (name, why) in rejected)
            Assert.Contains($"{name}: {EcomCenter.Desk.Texts.DeskTexts.Say(Language.En, why)}", told, StringComparison.Ordinal);
        Assert.DoesNotContain(".jpg", told, StringComparison.Ordinal);
        Assert.Contains(EcomCenter.Desk.Texts.DeskTexts.Say(Language.En, "chat.restSent"), told, StringComparison.Ordinal);
        Assert.True(string.IsNullOrEmpty(page.Document.QuerySelector("#say")?.TextContent));
        await using var db = desk.Db();
        await Eventually.TrueAsync(() => db.Messages.AnyAsync(Cancellation));
        Assert.Contains("The shop does not open", (await db.Messages.SingleAsync(Cancellation)).Text, StringComparison.Ordinal);
        Assert.Equal(2, await db.Attachments.CountAsync(a => a.MessageId != null, Cancellation));
    }

    [Fact]
    public async Task Ten_of_too_many_files_are_accepted_and_the_rest_is_named()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.Browser();
        var files = Enumerable.Range(1, 11).Select(i => ($"{i}.jpg", Sending.Jpeg.Append((byte)i).ToArray()));
        var page = await resident.ShowOnceAsync(await resident.OpenAsync(Chat), null, [.. files]);
        Assert.StartsWith("11.jpg: ", page.Document.QuerySelector(".composer .fault")!.TextContent.Trim(), StringComparison.Ordinal);
        await using var db = desk.Db();
        Assert.Equal(10, await db.Attachments.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Files_above_the_hourly_limit_are_rejected_and_the_text_stays()
    {
        await using var desk = await DeskApp.StartAsync(settings: ("WebChat:FilesPerHour", "1"));
        var resident = desk.Browser();
        var page = await resident.ShowAsync(await resident.OpenAsync(Chat), "一", ("a.jpg", Sending.Jpeg));
        var refused = await resident.ShowAsync(page, "二", ("a.jpg", Sending.Jpeg));
        Assert.Equal((HttpStatusCode.TooManyRequests, "二"), (refused.Status, refused.Value("say.text")));
        Assert.Equal(HttpStatusCode.OK, (await resident.ShowAsync(await resident.OpenAsync(Chat), "二")).Status);
    }

    [Fact]
    public async Task A_file_of_staff_shows_beside_their_answer_in_the_chat()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.Browser();
        await resident.ShowAsync(await resident.OpenAsync(Chat), "表格在哪里");
        var staff = await desk.WithKeyAsync(EcomCenter.Desk.Staff.KeyScope.Staff);
        string[] ids = [(await Api.SendingFiles.SendFileAsync(staff, "%PDF-1.7"u8.ToArray(), "表格.pdf"))["id"].GetString()!];
        await using var db = desk.Db();
        var number = (await db.Tickets.SingleAsync(Cancellation)).Number;
        var answer = new { kind = "answer", text = "请填这个", attachments = ids };
        (await Api.Talk.TellAsync(staff, $"/api/v1/tickets/{number}/messages", answer)).Expect(HttpStatusCode.OK);
        var page = await resident.OpenAsync(Chat);
        var link = page.Document.QuerySelector(".ours a.file")!;
        Assert.Contains("表格.pdf", link.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await resident.StatusOfAsync(link.GetAttribute("href")!));
        Assert.Equal(HttpStatusCode.NotFound, await desk.Browser().StatusOfAsync(link.GetAttribute("href")!));
    }

    [Fact]
    public async Task A_recorded_receipt_plays_for_its_resident_and_the_number_stays_visible()
    {
        var folder = Directory.CreateTempSubdirectory();
        Directory.CreateDirectory(Path.Combine(folder.FullName, "ug"));
        foreach (var name in EcomCenter.Bots.Conversation.SpokenReceipt.All)
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "ug", name + ".mp3"), name, Cancellation);
        await using var desk = await DeskApp.StartAsync(settings: ("Bots:Clips", folder.FullName));
        var resident = desk.Browser();
        var page = await resident.ShowAsync(await resident.OpenAsync(Chat + "?lang=ug"), "دۇكان ئېچىلمىدى");
        var address = page.Document.QuerySelector(".ours audio")!.GetAttribute("src")!;
        using var voice = await resident.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.Equal("audio/mpeg", voice.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith("receivednumber-1number-0number-0dash", await voice.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal);
        Assert.NotNull(page.Document.QuerySelector(".line:not(:has(audio)) .number-bubble"));
        Assert.NotEmpty(page.Document.QuerySelectorAll(".ways button"));
        Assert.Equal(HttpStatusCode.NotFound, await desk.Browser().StatusOfAsync(address));
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_rejected_file_leaves_nothing_on_disk()
    {
        await using var desk = await DeskApp.StartAsync();
        var resident = desk.Browser();
        await resident.ShowAsync(await resident.OpenAsync(Chat), null, ("x.exe", [0x4D, 0x5A, 0, 0]));
        var folder = desk.Services.GetRequiredService<DataDirectory>().AttachmentsFolder;
        Assert.Empty(Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories));
    }
}
