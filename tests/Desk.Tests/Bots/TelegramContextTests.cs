using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using EcomCenter.Contracts;
using EcomCenter.Desk.Database;
using EcomCenter.Desk.Staff;
using EcomCenter.Desk.Tests.Outbox;
using EcomCenter.Desk.Tickets;
using EcomCenter.FakeBotApi;
using Microsoft.EntityFrameworkCore;

namespace EcomCenter.Desk.Tests.Bots;

/// <summary>Facts that Telegram tells about a message beside its words, through the whole program.</summary>
public sealed class TelegramContextTests
{
    private const long Aygul = 4203;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_reply_to_one_of_our_messages_joins_its_ticket_with_the_quoted_words()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var first = await desk.ReceiveAsync(Aygul, "网店打不开");
        await desk.AnswerAsync(first, "请重新安装后再试一下");
        var answer = await desk.Telegram.WaitForMessageAsync(
            Aygul, sent => sent.Text.Contains("重新安装", StringComparison.Ordinal));
        var second = await desk.ReceiveAsync(Aygul, "/new 还想学直播");

        desk.Telegram.Send(Aygul, message =>
        {
            message["text"] = "试了，还是打不开";
            message["reply_to_message"] = OurMessage(answer);
            message["quote"] = new JsonObject { ["text"] = "重新安装", ["position"] = 1 };
        }, sentAt: desk.Time.GetUtcNow());
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(first)).Messages.Count == 3);

        Assert.Equal("> 重新安装\n试了，还是打不开", (await MessagesAsync(desk, first))[^1].Text);
        Assert.Single(await MessagesAsync(desk, second));
    }

    [Fact]
    public async Task A_reply_to_ones_own_message_joins_the_ticket_of_that_message()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var first = await desk.ReceiveAsync(Aygul, "网店打不开");
        var own = (await ExternalIdAsync(desk, first)).Split(':')[1];
        await desk.ReceiveAsync(Aygul, "/new 还想学直播");

        desk.Telegram.Send(Aygul, message =>
        {
            message["text"] = "密码也不对";
            message["reply_to_message"] = new JsonObject
            {
                ["message_id"] = int.Parse(own, CultureInfo.InvariantCulture), ["date"] = 1,
                ["chat"] = new JsonObject { ["id"] = Aygul, ["type"] = "private" },
                ["from"] = new JsonObject { ["id"] = Aygul, ["is_bot"] = false, ["first_name"] = "Aygül" }, ["text"] = "网店打不开",
            };
        }, sentAt: desk.Time.GetUtcNow());
        await Eventually.TrueAsync(async () => (await desk.TicketAsync(first)).Messages.Count == 2);
        Assert.Equal("密码也不对", (await MessagesAsync(desk, first))[^1].Text);
    }

    [Theory]
    [InlineData("""{"type":"user","date":1,"sender_user":{"id":9,"is_bot":false,"first_name":"阿里木"}}""", "[转发: 阿里木]")]
    [InlineData("""{"type":"hidden_user","date":1,"sender_user_name":"老王"}""", "[转发: 老王]")]
    [InlineData("""{"type":"channel","date":1,"chat":{"id":-100,"type":"channel","title":"县里通知"},"message_id":3}""", "[转发: 县里通知]")]
    public async Task Forwarded_words_are_marked_as_such_with_their_author(string origin, string mark)
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.Send(Aygul, message =>
        {
            message["text"] = "补贴明天截止";
            message["forward_origin"] = JsonNode.Parse(origin);
        }, sentAt: desk.Time.GetUtcNow());
        await desk.Telegram.WaitForMessageAsync(Aygul);
        Assert.Equal($"{mark}\n补贴明天截止", (await MessagesAsync(desk, await OnlyNumberAsync(desk)))[0].Text);
    }

    [Fact]
    public async Task An_address_hidden_behind_words_is_kept_after_them()
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.Send(Aygul, message =>
        {
            message["text"] = "这个网店是骗子";
            message["entities"] = new JsonArray(new JsonObject
            {
                ["type"] = "text_link", ["offset"] = 2, ["length"] = 2, ["url"] = "https://shop.example/1",
            });
        }, sentAt: desk.Time.GetUtcNow());
        await desk.Telegram.WaitForMessageAsync(Aygul);
        Assert.Equal("这个网店 (https://shop.example/1)是骗子", (await MessagesAsync(desk, await OnlyNumberAsync(desk)))[0].Text);
    }

    [Theory]
    [InlineData(false, "看这里 https://shop.example/1")]
    [InlineData(true, "看这里 https://shop.example/1")]
    [InlineData(false, "看这里，https://shop.example/1 👌")]
    [InlineData(true, "看这里：https://shop.example/1！")]
    public async Task An_edit_without_a_change_of_words_is_nothing_in_every_state(bool isResolved, string edited)
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "看这里 https://shop.example/1");
        var id = int.Parse((await ExternalIdAsync(desk, number)).Split(':')[1], CultureInfo.InvariantCulture);
        if (isResolved)
        {
            await desk.AnswerAsync(number, "看到了");
            await desk.WaitUntilAsync(number, DeliveryState.Sent);
            using var staff = await desk.App.ClientWithKeyAsync(KeyScope.Staff);
            using var nothing = new StringContent("{}", Encoding.UTF8, "application/json");
            var path = new Uri($"/api/v1/tickets/{number}/resolve", UriKind.Relative);
            (await staff.PostAsync(path, nothing, Cancellation)).EnsureSuccessStatusCode();
            await desk.WaitUntilAsync(number, DeliveryState.Sent);
        }

        var before = await desk.TicketAsync(number);
        var update = desk.Telegram.Edit(Aygul, id, edited);
        await Eventually.TrueAsync(async () => await OutcomeAsync(desk, update) is "unchanged");
        var after = await desk.TicketAsync(number);
        Assert.Equal((before.Version, before.Status, before.Messages.Count), (after.Version, after.Status, after.Messages.Count));
    }

    [Fact]
    public async Task An_album_whose_words_stand_on_its_last_part_is_one_message_with_one_receipt()
    {
        await using var desk = await TelegramDesk.StartAsync(settings: [("Bots:AlbumWait", "00:00:02")]);
        foreach (var (name, words) in new[] { ("a", null), ("b", null), ("c", "三份合同，请看看") })
        {
            desk.Telegram.Send(Aygul, message =>
            {
                message["document"] = new JsonObject { ["file_id"] = name, ["file_unique_id"] = "u" + name, ["file_name"] = name + ".pdf" };
                message["media_group_id"] = "77";
                if (words is not null) message["caption"] = words;
            }, sentAt: desk.Time.GetUtcNow());
        }

        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.App.CreateDb();
            return await db.Inbox.CountAsync(Cancellation) == 3;
        });
        await WaitForReceiptAsync(desk);
        var message = Assert.Single(await MessagesAsync(desk, await OnlyNumberAsync(desk)));
        Assert.StartsWith("三份合同，请看看", message.Text, StringComparison.Ordinal);
        await Eventually.TrueAsync(async () =>
        {
            await using var db = desk.App.CreateDb();
            return await db.Attachments.CountAsync(a => a.MessageId == message.Id, Cancellation) == 3;
        });
        await Eventually.TrueAsync(async () => !(await desk.RowsAsync()).Exists(row => row.State is DeliveryState.Queued));
        Assert.Single(desk.Telegram.Sent);
    }

    [Fact]
    public async Task Words_on_each_part_of_an_album_are_one_message_although_the_parts_come_in_updates_of_their_own()
    {
        await using var desk = await TelegramDesk.StartAsync(settings: [("Bots:AlbumWait", "00:00:02")]);
        string[] parts = ["这是合同", "这是发票", "这是收条"];
        for (var sent = 0; sent < parts.Length; sent++)
        {
            SendPart(desk, $"f{sent}", parts[sent]);
            await Eventually.TrueAsync(async () =>
            {
                await using var db = desk.App.CreateDb();
                return await db.Inbox.CountAsync(Cancellation) == sent + 1;
            });
        }

        await WaitForReceiptAsync(desk);
        var message = Assert.Single(await MessagesAsync(desk, await OnlyNumberAsync(desk)));
        Assert.All(parts, words => Assert.Contains(words, message.Text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_of_a_late_part_of_an_album_are_added_to_its_ticket_and_replace_none()
    {
        await using var desk = await TelegramDesk.StartAsync();
        SendPart(desk, "a", "这是合同");
        await desk.Telegram.WaitForMessageAsync(Aygul);
        SendPart(desk, "b", "这是发票");
        var number = await OnlyNumberAsync(desk);
        await Eventually.TrueAsync(async () => (await MessagesAsync(desk, number)).Count == 2);
        Assert.All(await MessagesAsync(desk, number), message => Assert.Null(message.EditsMessageId));
    }

    // The sweep may be on its way when the time moves, and sleep until it moves again.
    private static Task WaitForReceiptAsync(TelegramDesk desk) => Eventually.TrueAsync(() =>
    {
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        return Task.FromResult(desk.Telegram.Sent.Any(sent => sent.Chat == Aygul));
    });

    private static void SendPart(TelegramDesk desk, string name, string words) => desk.Telegram.Send(Aygul, message =>
    {
        message["document"] = new JsonObject { ["file_id"] = name, ["file_unique_id"] = "u" + name, ["file_name"] = name + ".pdf" };
        message["media_group_id"] = "78";
        message["caption"] = words;
    }, sentAt: desk.Time.GetUtcNow());

    [Fact]
    public async Task A_field_in_a_form_that_nobody_knows_does_not_cost_the_words_beside_it()
    {
        await using var desk = await TelegramDesk.StartAsync();
        desk.Telegram.InjectRaw($$"""
            "message":{"message_id":900,"date":{{desk.Time.GetUtcNow().ToUnixTimeSeconds()}},
            "chat":{"id":{{Aygul}},"type":"private"},"from":{"id":{{Aygul}},"is_bot":false,"first_name":"A"},
            "text":"我的红枣卖不出去","entities":{"future":true},"quote":7,"link_preview_options":[1]}
            """);
        await desk.Telegram.WaitForMessageAsync(Aygul);
        Assert.Equal("我的红枣卖不出去", (await MessagesAsync(desk, await OnlyNumberAsync(desk)))[0].Text);
    }

    [Fact]
    public async Task The_name_of_the_profile_is_stored_only_after_the_resident_lets_staff_know_it()
    {
        await using var desk = await TelegramDesk.StartAsync();
        var number = await desk.ReceiveAsync(Aygul, "我要投诉一家店");
        Assert.Null((await NamesAsync(desk)).Single());

        desk.Telegram.PressButton(Aygul, $"kind:Complaint:{number}");
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: 1);
        Assert.Null((await NamesAsync(desk)).Single());
        desk.Telegram.PressButton(Aygul, $"who:Named:{number}");
        await desk.Telegram.WaitForMessageAsync(Aygul, skip: 2);
        Assert.Equal("Aygül", (await NamesAsync(desk)).Single());
    }

    private static JsonObject OurMessage(SentMessage sent) => new()
    {
        ["message_id"] = sent.Id, ["date"] = 1, ["chat"] = new JsonObject { ["id"] = Aygul, ["type"] = "private" },
        ["from"] = new JsonObject { ["id"] = 1, ["is_bot"] = true, ["first_name"] = "bot" }, ["text"] = sent.Text,
    };

    private static async Task<List<Message>> MessagesAsync(TelegramDesk desk, TicketNumber number) =>
        [.. (await desk.TicketAsync(number)).Messages.OrderBy(m => m.Id)];

    private static async Task<TicketNumber> OnlyNumberAsync(TelegramDesk desk)
    {
        await using var db = desk.App.CreateDb();
        return await db.Tickets.Select(t => t.Number).SingleAsync(Cancellation);
    }

    private static async Task<string> ExternalIdAsync(TelegramDesk desk, TicketNumber number)
    {
        await using var db = desk.App.CreateDb();
        var ticket = await db.Tickets.SingleAsync(t => t.Number == number, Cancellation);
        return (await db.IntakeIds.FirstAsync(i => i.TicketId == ticket.Id, Cancellation)).ExternalId;
    }

    private static async Task<string?> OutcomeAsync(TelegramDesk desk, int update)
    {
        await using var db = desk.App.CreateDb();
        var id = update.ToString(CultureInfo.InvariantCulture);
        return await db.Inbox.Where(i => i.UpdateId == id).Select(i => i.Outcome).SingleOrDefaultAsync(Cancellation);
    }

    private static async Task<List<string?>> NamesAsync(TelegramDesk desk)
    {
        await using var db = desk.App.CreateDb();
        return await db.People.Select(p => p.Name).ToListAsync(Cancellation);
    }
}
