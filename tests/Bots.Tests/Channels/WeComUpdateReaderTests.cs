using EcomCenter.Bots.Channels.WeCom;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Tests.Channels;

public class WeComUpdateReaderTests
{
    private const long SentAt = 1_800_000_000;

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(SentAt + 100);

    private static readonly string Number = TicketNumber.FromCounter(100_017).ToString();

    private static readonly WeComReplyWindowRules Rules = new(Options.Create(new WeComOptions()));

    [Theory]
    [InlineData("""{"msgtype":"text","text":{"content":"a"},"origin":3,"msgid":"1","send_time":1}""", "")]
    [InlineData("""{"msgtype":"hologram","hologram":{"x":1},"mood":2}""", "hologram,mood")]
    public void The_names_of_unknown_fields_and_types_are_told(string message, string names)
    {
        var update = new RawUpdate(ContactChannel.WeCom, "bot", "1", "li", message, TimeProvider.System.GetUtcNow());
        var understood = Assert.IsType<ParsedUpdate.Understood>(new WeComUpdateReader().Parse(update));
        Assert.Equal(names, string.Join(',', understood.UnreadFields));
    }

    [Fact]
    public void A_text_is_read_with_its_sender_and_time()
    {
        var text = Assert.IsType<ChatInput.TextInput>(ReadInput("text", """{"content":"ئۈزۈمنى \"قانداق\" ساتىمەن؟","menu_id":""}"""));
        Assert.Equal("ئۈزۈمنى \"قانداق\" ساتىمەن؟", text.Text);
        Assert.Equal((new ChatAddress(ContactChannel.WeCom, "wk1", "wmA"), "m1", DateTimeOffset.FromUnixTimeSeconds(SentAt)),
            (text.From, text.Origin.ExternalId, text.Origin.SentAt));
    }

    [Fact]
    public void A_press_on_a_line_of_a_menu_is_the_button()
    {
        var pressed = Assert.IsType<ChatInput.ButtonInput>(ReadInput("text", """{"content":"投诉","menu_id":"wish:complaint"}"""));
        Assert.Equal("wish:complaint", pressed.Code);
    }

    [Theory]
    [InlineData("image", MediaKind.Photo, FileKind.Photo)]
    [InlineData("voice", MediaKind.Voice, FileKind.Voice)]
    [InlineData("video", MediaKind.Video, FileKind.Video)]
    [InlineData("file", MediaKind.File, FileKind.Document)]
    public void Media_are_read_as_files_to_download(string type, MediaKind content, FileKind kind)
    {
        var media = Assert.IsType<ChatInput.MediaInput>(ReadInput(type, """{"media_id":"m-1_x","something_new":[1]}"""));
        Assert.Equal((content, "m-1_x", kind), (media.Kind, Assert.Single(media.Files).Source, media.Files[0].Kind));
    }

    [Theory]
    [InlineData("location", """{"latitude":37.001,"longitude":80.805,"name":"策勒县","address":"色日克路"}""", MediaKind.Location,
        "策勒县, 色日克路, 37.001, 80.805")]
    [InlineData("location", """{"latitude":"37.001","longitude":[1],"name":{"zh":1},"address":"色日克路"}""", MediaKind.Location,
        "色日克路, 37.001")]
    [InlineData("business_card", """{"userid":"Zhang"}""", MediaKind.Contact, "Zhang")]
    [InlineData("miniprogram", """{"title":"买核桃","appid":"wx1","pagepath":"p"}""", MediaKind.Other, "买核桃")]
    [InlineData("channels_shop_order", """{"order_id":"8812","nickname":"核桃店"}""", MediaKind.Other, "核桃店\n8812")]
    [InlineData("invented_2031", """{"title":"新的","deep":{"x":1}}""", MediaKind.Other, "新的")]
    [InlineData("invented_2031", "\"bare\"", MediaKind.Other, null)]
    [InlineData("text", """{"content":7.5}""", null, "7.5")]
    [InlineData("text", """{"content":["a"]}""", MediaKind.Other, null)]
    [InlineData("link", """{"title":"标题","desc":"","url":"https://x.example/?a=1"}""", null, "标题\nhttps://x.example/?a=1")]
    [InlineData("merged_msg",
        """
        {"title":"与快递的聊天","item":[
        {"sender_name":"快递","msg_content":"{\"text\":{\"content\":\"明天送\"}}"},{"sender_name":"我","msg_content":"好"},5]}
        """,
        null, "与快递的聊天\n快递: 明天送\n我: 好\n")]
    public void Other_kinds_are_read_with_the_words_that_they_have(string type, string content, MediaKind? kind, string? words)
    {
        var input = ReadInput(type, content);
        if (kind is null) Assert.Equal(words!.Trim(), Assert.IsType<ChatInput.TextInput>(input).Text.Trim());
        else Assert.Equal((kind, words), (Assert.IsType<ChatInput.MediaInput>(input).Kind, ((ChatInput.MediaInput)input).Detail));
    }

    [Theory]
    [InlineData(""" "event_type":"enter_session","scene":"poster","scene_param":"482913","welcome_code":"w" """, "said /start 482913")]
    [InlineData(""" "event_type":"enter_session","scene":"","scene_param":"482913" """, "said /start 482913")]
    [InlineData(""" "event_type":"enter_session","scene":"482913","scene_param":"" """, "said /start 482913")]
    [InlineData(""" "event_type":"enter_session","scene":"poster","welcome_code":"w" """, "pressed start")]
    [InlineData(""" "event_type":"enter_session","scene":"poster","scene_param":"market" """, "event:enter_session")]
    [InlineData(""" "event_type":"enter_session" """, "event:enter_session")]
    [InlineData(""" "event_type":"msg_send_fail","fail_msgid":"sent7","fail_type":4 """, "sent7 ChatClosed failed:4")]
    [InlineData(""" "event_type":"msg_send_fail","fail_msgid":"sent7","fail_type":"6" """, "sent7 ChatClosed failed:6")]
    [InlineData(""" "event_type":"msg_send_fail","fail_msgid":"sent7","fail_type":10 """, "sent7 ResidentUnreachable failed:10")]
    [InlineData(""" "event_type":"msg_send_fail","fail_msgid":"sent7","fail_type":12 """, "sent7 SendRefused failed:12")]
    [InlineData(""" "event_type":"msg_send_fail","fail_msgid":"sent7" """, "sent7 SendRefused failed:0")]
    [InlineData(""" "event_type":"reject_customer_msg_switch_change","reject_switch":1 """, "blocked")]
    [InlineData(""" "event_type":"reject_customer_msg_switch_change","reject_switch":0 """, "unblocked")]
    [InlineData(""" "event_type":"user_recall_msg","recall_msgid":"m0" """, "event:user_recall_msg")]
    [InlineData(""" "event_type":"servicer_status_change","status":1 """, "event:servicer_status_change")]
    [InlineData(""" "other":1 """, "event:")]
    public void Events_are_read_as_actions_of_the_resident(string fields, string meaning) =>
        Assert.Equal(meaning, DescribeEvent(fields));

    [Fact]
    public void A_ticket_number_in_the_link_shows_the_ticket_and_number_with_code_is_tried()
    {
        Assert.Equal($"pressed matter:-:{Number}", DescribeEvent($""" "event_type":"enter_session","scene_param":"{Number}" """));
        Assert.Equal($"said {Number} AB12CD34", DescribeEvent($""" "event_type":"enter_session","scene_param":"{Number}_AB12CD34" """));
        Assert.Equal($"said {Number} 482913", DescribeEvent($""" "event_type":"enter_session","scene_param":"{Number}%20482913" """));
    }

    [Theory]
    [InlineData("no json at all", "unreadable")]
    [InlineData("[1,2]", "unreadable")]
    [InlineData("""{"msgid":"m1","msgtype":"text","text":{"content":"x"}}""", "noResident")]
    [InlineData("""{"msgid":"m1","external_userid":"wmA","origin":5,"msgtype":"text","text":{"content":"x"}}""", "member")]
    public void What_no_resident_said_is_kept_and_has_no_effect(string json, string code)
    {
        var update = WeComPage.ToRawUpdate(json, "wk1", Now);
        Assert.Equal((json, code), (update.Payload, Assert.IsType<ParsedUpdate.Ignored>(new WeComUpdateReader().Parse(update)).Code));
        Assert.Equal(update.UpdateId, WeComPage.ToRawUpdate(json, "wk1", Now).UpdateId);
    }

    [Fact]
    public void A_page_keeps_what_it_cannot_read_between_what_it_can()
    {
        var page = WeComPage.Parse("""
            {"errcode":0,"next_cursor":"c2","has_more":1,"new_field":{},"msg_list":[
            {"msgid":"m1","external_userid":"wmA","origin":3,"msgtype":"text","text":{"content":"a\ud800b"}},
            7, "text", null, {"msgid":["odd"],"external_userid":{"x":1}},
            {"msgid":"m2","external_userid":"wmA","origin":3,"msgtype":"text","text":{"content":"b"}}]}
            """, "wk1", Now);
        Assert.Equal(("c2", true), (page.NextCursor, page.HasMore));
        Assert.Equal(["m1", "m2"], page.Updates.Where(update => update.Chat == "wmA").Select(update => update.UpdateId));
        Assert.Equal(6, page.Updates.Select(update => update.UpdateId).Distinct().Count());
        Assert.Equal("a\uFFFDb", Assert.IsType<ChatInput.TextInput>(
            Assert.IsType<ParsedUpdate.Understood>(new WeComUpdateReader().Parse(page.Updates[0])).Input).Text);
    }

    [Theory]
    [InlineData("""{"errcode":0,"errmsg":"ok"}""")]
    [InlineData("""{"msg_list":null,"has_more":0,"next_cursor":""}""")]
    [InlineData("""{"msg_list":{},"has_more":false}""")]
    public void A_page_without_messages_ends_the_pull(string json)
    {
        var page = WeComPage.Parse(json, "wk1", Now);
        Assert.Equal((0, null, false), (page.Updates.Count, page.NextCursor, page.HasMore));
    }

    [Theory]
    [InlineData("""{"origin":3,"msgtype":"text"}""", 48 * 3600, 5)]
    [InlineData("""{"origin":3,"msgtype":"image"}""", 48 * 3600, 5)]
    [InlineData("""{"msgtype":"invented"}""", 48 * 3600, 5)]
    [InlineData("""{"origin":4,"msgtype":"event","event":{"event_type":"enter_session","welcome_code":"w"}}""", 20, 1)]
    [InlineData("""{"origin":4,"msgtype":"event","event":{"event_type":"reject_customer_msg_switch_change","reject_switch":1}}""", 0, 0)]
    public void Each_action_of_the_resident_allows_a_number_of_replies_for_a_time(string json, int seconds, int messages) => Assert.Equal(
        new ReplyAllowance(DateTimeOffset.FromUnixTimeSeconds(SentAt + seconds), messages) { IsTransient = messages == 1 },
        Rules.AllowanceAfter(ToRawUpdate(json)));

    [Theory]
    [InlineData("""{"origin":5,"msgtype":"text"}""")]
    [InlineData("""{"origin":4,"msgtype":"event","event":{"event_type":"enter_session"}}""")]
    [InlineData("""{"origin":4,"msgtype":"event","event":{"event_type":"msg_send_fail"}}""")]
    public void What_the_resident_did_not_say_allows_no_reply(string json) => Assert.Null(Rules.AllowanceAfter(ToRawUpdate(json)));

    private static string DescribeEvent(string fields)
    {
        var parsed = Read("""{"msgid":"m1","external_userid":"wmA","origin":4,"msgtype":"event","event":{""" + fields + "}}");
        return parsed switch
        {
            ParsedUpdate.Understood(ChatInput.TextInput said) => "said " + said.Text,
            ParsedUpdate.Understood(ChatInput.ButtonInput pressed) => "pressed " + pressed.Code,
            ParsedUpdate.Understood(ChatInput.BotBlocked) => "blocked",
            ParsedUpdate.Understood(ChatInput.BotUnblocked) => "unblocked",
            ParsedUpdate.Undelivered failed => $"{failed.MessageId} {failed.Result.GetType().Name} {ReasonOf(failed.Result)}",
            ParsedUpdate.Ignored(var code) => code,
            var other => other.ToString(),
        };
    }

    private static string ReasonOf(SendResult result) => result switch
    {
        SendResult.ChatClosed(var reason) => reason,
        SendResult.ResidentUnreachable(var reason) => reason,
        SendResult.SendRefused(var reason) => reason,
        _ => "",
    };

    private static ChatInput ReadInput(string type, string content) => Assert.IsType<ParsedUpdate.Understood>(Read(
        $$"""
        {"msgid":"m1","open_kfid":"wk1","external_userid":"wmA","send_time":{{SentAt}},"origin":3,
        "msgtype":"{{type}}","{{type}}":{{content}},
        "field_of_tomorrow":{"a":[null]} }
        """)).Input;

    private static RawUpdate ToRawUpdate(string json) =>
        WeComPage.ToRawUpdate($$"""{"msgid":"m1","external_userid":"wmA","send_time":{{SentAt}},""" + json[1..], "wk1", Now);

    private static ParsedUpdate Read(string json) => new WeComUpdateReader().Parse(WeComPage.ToRawUpdate(json, "wk1", Now));
}
