using System.Net;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Outbox;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Api;
using EcomCenter.Desk.Tests.Storage;
using EcomCenter.Desk.Tests.WeChat;
using EcomCenter.Desk.Tickets;

namespace EcomCenter.Desk.Tests.Delivery;

/// <summary>Words and files are one answer: it counts when the last of it arrived, and none of it is lost or told to be there when it is not.</summary>
public sealed class FilesGoWithAnswers
{
    private const long Aygul = 4201;

    private static readonly byte[] Pdf = [.. "%PDF-1.7\n"u8, 1, 2, 3], Broken = [0xFF, 0xD8, 0xFF, 0xE1, 7];

    [Theory, CombinatorialProviders]
    public async Task Into_Telegram_each_as_it_is_shown_best_after_the_words(Provider provider)
    {
        await using var desk = await TelegramDesk.StartAsync(provider);
        var number = await desk.HearAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.WithKeyAsync(KeyScope.Staff);
        await AnswerAsync(staff, number, await UploadAsync(staff, Attaching.Jpeg, "shop.jpg"), await UploadAsync(staff, Pdf, "表格.pdf"));
        var ticket = await desk.UntilAsync(number, DeliveryState.Sent);

        var sent = desk.Telegram.Sent.Where(s => s.Chat == Aygul).Skip(1).ToList();
        Assert.Contains("看这里", sent[0].Text, StringComparison.Ordinal);
        Assert.Equal([("photo", "shop.jpg"), ("document", "表格.pdf")], sent.Skip(1).Select(s => (s.File!.As, s.File.Name)));
        Assert.Equal([Attaching.Jpeg, Pdf], sent.Skip(1).Select(s => s.File!.Bytes));
        Assert.Equal(CycleState.Met, ticket.CycleState);
    }

    [Fact]
    public async Task It_counts_with_the_last_part_and_what_arrived_comes_once_also_over_a_restart()
    {
        using var house = new Folder();
        await using var desk = await TelegramDesk.StartAsync(settings: [house.Setting]);
        var number = await desk.HearAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.WithKeyAsync(KeyScope.Staff);
        desk.Telegram.FailNext(502, method: "sendDocument");
        await AnswerAsync(staff, number, await UploadAsync(staff, Attaching.Jpeg, "shop.jpg"), await UploadAsync(staff, Pdf, "a.pdf"));
        await desk.UntilTriedAsync(Aygul, 1);
        Assert.Equal((CycleState.Open, true), ((await desk.TicketAsync(number)).CycleState, (await desk.TicketAsync(number)).Unanswered));

        await desk.RestartAsync(house.Setting);
        desk.Time.Advance(TimeSpan.FromSeconds(5));
        var ticket = await desk.UntilAsync(number, DeliveryState.Sent);
        Assert.Equal((CycleState.Met, desk.Time.GetUtcNow()), (ticket.CycleState, ticket.LatestCycle.MetAt));
        Assert.Equal([null, "photo", "document"], desk.Telegram.Sent.Where(s => s.Chat == Aygul).Skip(1).Select(s => s.File?.As));
    }

    [Fact]
    public async Task Who_shuts_us_out_between_the_parts_was_not_answered()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.HearAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.WithKeyAsync(KeyScope.Staff);
        desk.Telegram.FailNext(403, method: "sendPhoto");
        await AnswerAsync(staff, number, await UploadAsync(staff, Attaching.Jpeg, "a.jpg"), await UploadAsync(staff, Pdf, "a.pdf"));
        var ticket = await desk.UntilAsync(number, DeliveryState.Unreachable);
        Assert.Equal((CycleState.Open, true), (ticket.CycleState, ticket.CallBack));
        Assert.DoesNotContain(desk.Telegram.Calls, call => call.Method == "sendDocument");
    }

    [Fact]
    public async Task A_photo_that_Telegram_can_not_show_goes_as_a_document()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.HearAsync(Aygul, "怎么开网店?");
        using var staff = await desk.App.WithKeyAsync(KeyScope.Staff);
        desk.Telegram.FailNext(400, method: "sendPhoto", description: "Bad Request: PHOTO_INVALID_DIMENSIONS");
        await AnswerAsync(staff, number, await UploadAsync(staff, Broken, "long.jpg"));
        await desk.UntilAsync(number, DeliveryState.Sent);
        Assert.Equal(("document", "long.jpg"), (desk.Telegram.Sent[^1].File!.As, desk.Telegram.Sent[^1].File!.Name));
    }

    [Theory, CombinatorialProviders]
    public async Task Into_WeChat_pictures_and_each_is_one_of_its_five(Provider provider)
    {
        await using var desk = await WeChatDesk.StartAsync(provider: provider);
        var number = await desk.HearAsync(WeChatDesk.Li, "怎么开网店?");
        using var staff = await desk.App.WithKeyAsync(KeyScope.Staff);
        await AnswerAsync(staff, number, await UploadAsync(staff, Attaching.Jpeg, "店 铺.jpg"));
        await desk.QuietAsync();
        Assert.Equal(["text", "image"], desk.WeChat.Sent.Skip(1).Select(sent => sent.Kind));
        Assert.Equal(Attaching.Jpeg, desk.WeChat.Medium(desk.WeChat.Sent[^1].Text));
        Assert.Equal((CycleState.Met, 2), ((await desk.TicketAsync(number)).CycleState, (await desk.WindowAsync(WeChatDesk.Li))!.Left));

        // More than may still be sent is not sent by halves.
        await AnswerAsync(staff, number, await UploadAsync(staff, Attaching.Jpeg, "a.jpg"), await UploadAsync(staff, Attaching.Jpeg, "b.jpg"));
        await desk.QuietAsync();
        Assert.Equal((3, true), (desk.WeChat.Sent.Count, (await desk.TicketAsync(number)).CallBack));
    }

    [Fact]
    public async Task What_WeChat_would_not_take_is_refused_with_what_to_do_and_nothing_is_sent()
    {
        await using var desk = await WeChatDesk.StartAsync();
        var number = await desk.HearAsync(WeChatDesk.Li, "怎么开网店?");
        using var staff = await desk.App.WithKeyAsync(KeyScope.Staff);
        string[][] wrong = [[await UploadAsync(staff, Pdf, "a.pdf")], [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(i => UploadAsync(staff, [.. Attaching.Jpeg, (byte)i], $"{i}.jpg")))]];
        foreach (var files in wrong)
        {
            var refused = (await staff.TellAsync(AddressOf(number), new { kind = "answer", text = "看这里", attachments = files })).Expect(HttpStatusCode.UnprocessableEntity);
            Assert.True(refused["errors"].TryGetProperty("attachments", out _));
        }

        Assert.Equal((1, 1), (desk.WeChat.Sent.Count, (await desk.TicketAsync(number)).Messages.Count));
    }

    private static string AddressOf(TicketNumber number) => $"{Talk.Tickets}/{number}/messages";

    private static async Task<string> UploadAsync(HttpClient staff, byte[] content, string name) =>
        (await staff.SendFileAsync(content, name)).Expect(HttpStatusCode.Created)["id"].GetString()!;

    private static async Task AnswerAsync(HttpClient staff, TicketNumber number, params string[] files) =>
        (await staff.TellAsync(AddressOf(number), new { kind = "answer", text = "看这里", attachments = files })).Expect(HttpStatusCode.OK);
}
