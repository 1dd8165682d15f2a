using System.Net;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Bots.WeChat;
using EcomCenter.Desk.Tests.Database;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Outbox;

/// <summary>
/// Tests that the text and the files of an answer are delivered as one: the answer counts as delivered with its last part.
/// </summary>
public sealed class AnswerAttachmentDeliveryTests
{
    private const long Aygul = 4201;

    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, 1, 2, 3], Broken = [0xFF, 0xD8, 0xFF, 0xE1, 7];

    [Theory, CombinatorialProviders]
    public async Task Telegram_receives_files_after_the_text_each_in_its_best_form(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        await AnswerAsync(staff, number, await UploadAsync(staff, AttachmentTests.Jpeg, "shop.jpg"),
            await UploadAsync(staff, Pdf, "表格.pdf"));
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);

        var sent = desk.Telegram.Sent.Where(s => s.Chat == Aygul).Skip(1).ToList();
        Assert.Contains("看这里", sent[0].Text, StringComparison.Ordinal);
        Assert.Equal([("photo", "shop.jpg"), ("document", "表格.pdf")], sent.Skip(1).Select(s => (s.File!.Kind, s.File.Name)));
        Assert.Equal([AttachmentTests.Jpeg, Pdf], sent.Skip(1).Select(s => s.File!.Bytes));
        Assert.Equal(CycleState.Met, ticket.CycleState);
    }

    [Fact]
    public async Task An_answer_is_delivered_with_its_last_part_and_no_part_is_repeated_after_a_restart()
    {
        using var folder = new TestDataDirectory();
        await using var desk = await TelegramDesk.StartAsync(settings: [folder.Setting]);
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        desk.Telegram.FailNext(502, method: "sendDocument");
        await AnswerAsync(staff, number, await UploadAsync(staff, AttachmentTests.Jpeg, "shop.jpg"),
            await UploadAsync(staff, Pdf, "a.pdf"));
        await desk.WaitForAttemptsAsync(Aygul, 1);
        Assert.Equal((CycleState.Open, true), ((await desk.TicketAsync(number)).CycleState, (await desk.TicketAsync(number)).Unanswered));

        await desk.RestartAsync(folder.Setting);
        desk.Time.Advance(TimeSpan.FromSeconds(5));
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.Equal((CycleState.Met, desk.Time.GetUtcNow()), (ticket.CycleState, ticket.LatestCycle.MetAt));
        Assert.Equal([null, "photo", "document"], desk.Telegram.Sent.Where(s => s.Chat == Aygul).Skip(1).Select(s => s.File?.Kind));
    }

    [Fact]
    public async Task A_resident_who_blocks_the_bot_between_the_parts_is_not_answered()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        desk.Telegram.FailNext(403, method: "sendPhoto");
        await AnswerAsync(staff, number, await UploadAsync(staff, AttachmentTests.Jpeg, "a.jpg"), await UploadAsync(staff, Pdf, "a.pdf"));
        var ticket = await desk.WaitUntilAsync(number, DeliveryState.Unreachable);
        Assert.Equal((CycleState.Open, true), (ticket.CycleState, ticket.NeedsCallBack));
        Assert.DoesNotContain(desk.Telegram.Calls, call => call.Method == "sendDocument");
    }

    [Fact]
    public async Task A_photo_that_Telegram_rejects_is_sent_as_a_document()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        desk.Telegram.FailNext(400, method: "sendPhoto", description: "Bad Request: PHOTO_INVALID_DIMENSIONS");
        await AnswerAsync(staff, number, await UploadAsync(staff, Broken, "long.jpg"));
        await desk.WaitUntilAsync(number, DeliveryState.Sent);
        Assert.Equal(("document", "long.jpg"), (desk.Telegram.Sent[^1].File!.Kind, desk.Telegram.Sent[^1].File!.Name));
    }

    [Theory, CombinatorialProviders]
    public async Task WeChat_receives_pictures_and_each_counts_as_one_of_five_messages(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider);
        var number = await desk.SendTextAsync(WeChatDesk.Li, "怎么开网店?");
        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        await AnswerAsync(staff, number, await UploadAsync(staff, AttachmentTests.Jpeg, "店 铺.jpg"));
        await desk.WaitUntilIdleAsync();
        Assert.Equal(["text", "image"], desk.WeChat.Sent.Skip(1).Select(sent => sent.Kind));
        Assert.Equal(AttachmentTests.Jpeg, desk.WeChat.GetMedia(desk.WeChat.Sent[^1].Text));
        Assert.Equal((CycleState.Met, 2),
            ((await desk.TicketAsync(number)).CycleState, (await desk.WindowAsync(WeChatDesk.Li))!.MessagesLeft));

        // An answer with more parts than may still be sent is refused.
        string[] twoFiles = [await UploadAsync(staff, AttachmentTests.Jpeg, "a.jpg"),
            await UploadAsync(staff, AttachmentTests.Jpeg, "b.jpg")];
        var refused = (await staff.PostJsonAsync(MessagesUrl(number), new { kind = "answer", text = "看这里", attachments = twoFiles }))
            .Expect(HttpStatusCode.UnprocessableEntity);
        Assert.Equal(
            "Messages this chat still takes: 2. The words are one, and each file is one: files that fit: 1.",
            refused["errors"].GetProperty("attachments")[0].GetString());
        Assert.Equal((3, false), (desk.WeChat.Sent.Count, (await desk.TicketAsync(number)).NeedsCallBack));
    }

    [Fact]
    public async Task Files_that_WeChat_does_not_accept_are_refused_and_nothing_is_sent()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.SendTextAsync(WeChatDesk.Li, "怎么开网店?");
        using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
        var document = await UploadAsync(staff, Pdf, "a.pdf");
        var tooMany = await Task.WhenAll(Enumerable.Range(0, 5)
            .Select(i => UploadAsync(staff, [.. AttachmentTests.Jpeg, (byte)i], $"{i}.jpg")));
        string[][] notAccepted = [[document], tooMany];
        foreach (var files in notAccepted)
        {
            var body = new { kind = "answer", text = "看这里", attachments = files };
            var refused = (await staff.PostJsonAsync(MessagesUrl(number), body)).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.True(refused["errors"].TryGetProperty("attachments", out _));
        }

        Assert.Equal((1, 1), (desk.WeChat.Sent.Count, (await desk.TicketAsync(number)).Messages.Count));
    }

    private static string MessagesUrl(TicketNumber number) => $"{ApiClient.TicketsPath}/{number}/messages";

    private static async Task<string> UploadAsync(HttpClient staff, byte[] content, string name) =>
        (await staff.UploadAsync(content, name)).Expect(HttpStatusCode.Created)["id"].GetString()!;

    private static async Task AnswerAsync(HttpClient staff, TicketNumber number, params string[] files) =>
        (await staff.PostJsonAsync(MessagesUrl(number), new { kind = "answer", text = "看这里", attachments = files }))
            .Expect(HttpStatusCode.OK);
}
