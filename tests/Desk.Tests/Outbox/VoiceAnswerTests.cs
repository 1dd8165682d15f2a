using System.Globalization;
using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Files;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Bots.WeChat;
using EcomCenter.Desk.Tests.Bots.WeCom;
using EcomCenter.Desk.Tests.Files;
using EcomCenter.Desk.Tests.Pages.Shared;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>A recording that staff make on the ticket's page goes out as the voice message of the resident's own channel.</summary>
public sealed class VoiceAnswerTests
{
    private const long Aygul = 4201;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Telegram_gets_a_voice_message_in_OGG_with_Opus_after_the_text()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        await SayAsync(desk.App, number, await SampleRecording.WebmAsync());
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);
        var sent = desk.Telegram.Sent.Where(s => s.Chat == Aygul).Skip(1).ToList();
        Assert.Contains("听这里", sent[0].Text, StringComparison.Ordinal);
        Assert.Equal("audio/ogg", FileTypeDetector.Detect(sent[1].Voice)?.MimeType);
        Assert.True(sent[1].Voice.AsSpan().IndexOf("OpusHead"u8) > 0);
        Assert.Equal("7", desk.Telegram.Calls.Last(call => call.Method == "sendVoice").Arguments["duration"]!.ToString());
        Assert.Equal((CycleState.Met, false), (ticket.CycleState, ticket.NeedsCallBack));
        await using var db = desk.App.CreateDb();
        var file = await db.Attachments.SingleAsync(Cancellation);
        var folder = Path.GetDirectoryName(AttachmentFetchingTests.Store(desk).GetPath(file.Id))!;
        Assert.Equal((7, FileKind.Voice), (file.Seconds, file.Kind));
        // The copy was made for the sending only.
        await Eventually.TrueAsync(() => Directory.GetFiles(folder, "*" + AttachmentStore.PartialSuffix).Length == 0);
    }

    [Fact]
    public async Task WeChat_gets_a_voice_message_in_MP3()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "怎么开网店?");
        await SayAsync(desk.App, number, await SampleRecording.WebmAsync());
        await desk.WaitUntilIdleAsync();
        Assert.Equal(["text", "voice"], desk.WeChat.Sent.Skip(1).Select(sent => sent.Kind));
        Assert.Equal("audio/mpeg", FileTypeDetector.Detect(desk.WeChat.GetMedia(desk.WeChat.Sent[^1].Text))?.MimeType);
        Assert.Equal(CycleState.Met, (await desk.TicketAsync(number)).CycleState);
    }

    [Fact]
    public async Task WeCom_gets_a_voice_message_in_AMR_or_where_it_cant_be_made_a_file_in_MP3()
    {
        await using var desk = await WeComDesk.StartAsync();
        var number = await desk.SendTextAsync(WeComDesk.Li, "怎么开网店?");
        await SayAsync(desk.App, number, await SampleRecording.WebmAsync());
        await desk.WaitUntilIdleAsync();
        var sent = desk.WeCom.Sent[^1];
        var type = FileTypeDetector.Detect(desk.WeCom.FindMedia(sent.Text)!.Value.Bytes)?.MimeType;
        Assert.Contains((sent.Kind, type), new[] { ("voice", "audio/amr"), ("file", (string?)"audio/mpeg") });
        Assert.Equal(CycleState.Met, (await desk.TicketAsync(number)).CycleState);
    }

    [Fact]
    public async Task Without_ffmpeg_a_recording_for_WeChat_is_refused_before_it_is_accepted()
    {
        await using var desk = await WeChatDesk.StartAsync(
            builder => builder.Services.Replace(ServiceDescriptor.Singleton(new Ffmpeg(null))));
        var number = await desk.SendTextAsync(WeChatDesk.Li, "怎么开网店?");
        var refused = await SayAsync(desk.App, number, await SampleRecording.WebmAsync(), HttpStatusCode.UnprocessableEntity);
        Assert.Contains("ffmpeg", refused.QuerySelector("#answer .fault")!.TextContent, StringComparison.Ordinal);
        Assert.Equal((1, 1), (desk.WeChat.Sent.Count, (await desk.TicketAsync(number)).Messages.Count));
    }

    [Fact]
    public async Task The_tracking_page_plays_the_answer_to_whoever_knows_the_code()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var (number, other) = (await desk.ReceiveAsync(Aygul, "怎么开网店?"), await desk.ReceiveAsync(4202, "快递没到"));
        await SayAsync(desk.App, number, await SampleRecording.OggAsync());
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        using var browser = desk.App.BrowserClient();
        var address = (await TrackAsync(desk.App, browser, number)).QuerySelector(".answers audio")!.GetAttribute("src")!;
        using var played = await browser.GetAsync(new Uri(address, UriKind.Relative), Cancellation);
        Assert.Equal((HttpStatusCode.OK, true),
            (played.StatusCode, played.Content.Headers.ContentType!.MediaType!.StartsWith("audio/", StringComparison.Ordinal)));

        // The page of another ticket opens nothing of this one.
        var file = address[(address.LastIndexOf('/') + 1)..];
        var page = await TrackAsync(desk.App, browser, other);
        var token = ((IHtmlInputElement)page.QuerySelector("input[name=ticket]")!).Value;
        foreach (var wrong in new[] { $"/track/voice/{Uri.EscapeDataString(token)}/{file}", $"/track/voice/x/{file}", "/track/voice/x" })
        {
            using var refused = await browser.GetAsync(new Uri(wrong, UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        }
    }

    [Fact]
    public async Task The_tracking_page_says_number_and_due_time_in_the_clips_of_the_centre()
    {
        var folder = Directory.CreateTempSubdirectory("clips-");
        foreach (var clip in EcomCenter.Bots.Conversation.SpokenReceipt.AllClips)
        {
            Directory.CreateDirectory(Path.Combine(folder.FullName, "zh-Hans"));
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "zh-Hans", clip + ".mp3"), clip + " ", Cancellation);
        }

        try
        {
            await using var desk = await TelegramDesk.StartAsync(settings: ("Bots:Clips", folder.FullName));
            var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
            using var browser = desk.App.BrowserClient();
            var address = (await TrackAsync(desk.App, browser, number)).QuerySelector(".tracked audio")!.GetAttribute("src")!;
            var words = await browser.GetStringAsync(new Uri(address, UriKind.Relative), Cancellation);
            Assert.StartsWith("received number-1 number-0", words, StringComparison.Ordinal);
            await desk.AnswerAsync(number, "好了。");
            await desk.WaitUntilAsync(number, DeliveryState.Sent);
            Assert.Null((await TrackAsync(desk.App, browser, number)).QuerySelector(".tracked audio"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>Submits the answer form with a line of text and a recording of seven seconds, as the page's script does.</summary>
    private static async Task<IHtmlDocument> SayAsync(
        DeskApp desk, TicketNumber number, byte[] recording, HttpStatusCode expected = HttpStatusCode.OK)
    {
        using var clerk = await desk.SignedInBrowserAsync(StaffRole.Clerk);
        var form = (IHtmlFormElement)(await clerk.OpenAsync($"/desk/tickets/{number}")).Document.QuerySelector("#answer")!;
        using var body = new MultipartFormDataContent();
        foreach (var name in new[] { "__RequestVerificationToken", "version" })
            body.Add(new StringContent(((IHtmlInputElement)form.QuerySelector($"[name={name}]")!).Value), name);
        foreach (var (name, value) in new[] { ("kind", "answer"), ("text", "听这里"), ("insist", "1"), ("recordingSeconds", "7") })
            body.Add(new StringContent(value), name);
        body.Add(new ByteArrayContent(recording), "recording", "voice.webm");
        using var reply = await clerk.PostAsync(new Uri(form.GetAttribute("action")!, UriKind.Relative), body, Cancellation);
        var html = await reply.Content.ReadAsStringAsync(Cancellation);
        Assert.True(expected == reply.StatusCode, string.Create(CultureInfo.InvariantCulture, $"{reply.StatusCode}: {html}"));
        return new HtmlParser().ParseDocument(html);
    }

    private static async Task<IHtmlDocument> TrackAsync(DeskApp desk, HttpClient browser, TicketNumber number)
    {
        var code = desk.Services.GetRequiredService<TrackingCodes>().GetCode(number);
        using var body = new FormUrlEncodedContent([new("number", number.ToString()), new("code", code)]);
        using var reply = await browser.PostAsync(new Uri("/track", UriKind.Relative), body, Cancellation);
        return new HtmlParser().ParseDocument(await reply.Content.ReadAsStringAsync(Cancellation));
    }
}
