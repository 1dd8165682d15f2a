using EcomCenter.Bots.Channels;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Tests.Channels;

public class WeChatUpdateReaderTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_100);

    private static readonly WeChatReplyWindowRules Rules = new(Options.Create(new WeChatOptions()));

    [Theory]
    [InlineData("<MsgType>text</MsgType><Content>a</Content><MsgId>1</MsgId>", "")]
    [InlineData("<MsgType>text</MsgType><Content>a</Content><Mood_2030>x</Mood_2030>", "Mood_2030")]
    [InlineData("<MsgType>hologram</MsgType><MediaId>x</MediaId>", "hologram")]
    public void The_names_of_unknown_fields_and_types_are_told(string fields, string names)
    {
        var update = new RawUpdate(ContactChannel.WeChat, "bot", "1", "li", $"<xml>{fields}</xml>", TimeProvider.System.GetUtcNow());
        var understood = Assert.IsType<ParsedUpdate.Understood>(new WeChatUpdateReader().Parse(update));
        Assert.Equal(names, string.Join(',', understood.UnreadFields));
    }

    [Fact]
    public void A_text_is_read_with_its_sender_and_time_and_without_buttons()
    {
        var text = Assert.IsType<ChatInput.TextInput>(
            ReadInput("<MsgType>text</MsgType><Content><![CDATA[ياخشىمۇسىز <b>&amp;</b>]]></Content><MsgId>77</MsgId>"));
        Assert.Equal("ياخشىمۇسىز <b>&amp;</b>", text.Text);
        Assert.Equal((new ChatAddress(ContactChannel.WeChat, "wx1", "oA"), "oA:77", DateTimeOffset.FromUnixTimeSeconds(1_800_000_000)),
            (text.From, text.Origin.ExternalId, text.Origin.SentAt));
        Assert.False(KnownChannels.GetTraits(text.From.Channel).HasButtons);
    }

    [Theory]
    [InlineData("image", "", MediaKind.Photo, FileKind.Photo, null)]
    [InlineData("voice", "<Format>amr</Format>", MediaKind.Voice, FileKind.Voice, null)]
    [InlineData("voice", "<Recognition><![CDATA[我的快递没到]]></Recognition>", MediaKind.Voice, FileKind.Voice, "我的快递没到")]
    [InlineData("video", "<ThumbMediaId>t</ThumbMediaId>", MediaKind.Video, FileKind.Video, null)]
    [InlineData("shortvideo", "", MediaKind.Video, FileKind.Video, null)]
    public void Media_are_read_as_files_to_download(string type, string more, MediaKind content, FileKind kind, string? words)
    {
        var media = Assert.IsType<ChatInput.MediaInput>(
            ReadInput($"<MsgType>{type}</MsgType><MediaId><![CDATA[m-1_x]]></MediaId>{more}<MsgId>8</MsgId>"));
        Assert.Equal((content, words), (media.Kind, media.Caption));
        Assert.Equal(("m-1_x", kind), (Assert.Single(media.Files).Source, media.Files[0].Kind));
    }

    [Theory]
    [InlineData("<MsgType>hologram</MsgType><Content><![CDATA[快递没到]]></Content>", "快递没到")]
    [InlineData("<MsgType>note</MsgType><Title>欠条</Title><Description>三千元</Description>", "欠条\n三千元")]
    [InlineData("<MsgType>hologram</MsgType><Content><![CDATA[【收到不支持的消息类型，暂无法显示】]]></Content>", null)]
    [InlineData("<MsgType>hologram</MsgType><Data>1</Data>", null)]
    [InlineData("<Content><![CDATA[没有类型的话]]></Content>", "没有类型的话")]
    public void The_words_of_an_unknown_kind_are_kept(string fields, string? words)
    {
        var media = Assert.IsType<ChatInput.MediaInput>(ReadInput(fields + "<MsgId>1</MsgId>"));
        Assert.Equal((MediaKind.Other, words), (media.Kind, media.Caption));
    }

    [Fact]
    public void A_location_a_link_and_a_file_are_read_as_text()
    {
        var location = Assert.IsType<ChatInput.MediaInput>(ReadInput("<MsgType>location</MsgType><Location_X>37.001234</Location_X>"
            + "<Location_Y>80.805</Location_Y><Label><![CDATA[策勒县]]></Label><MsgId>1</MsgId>"));
        Assert.Equal((MediaKind.Location, "策勒县, 37.001234, 80.805"), (location.Kind, location.Detail));
        var link = Assert.IsType<ChatInput.TextInput>(ReadInput("<MsgType>link</MsgType><Title>标题</Title><Description></Description>"
            + "<Url><![CDATA[https://x.example/?a=1&b=2]]></Url><MsgId>1</MsgId>"));
        Assert.Equal("标题\nhttps://x.example/?a=1&b=2", link.Text);
        var file = Assert.IsType<ChatInput.MediaInput>(ReadInput("<MsgType>file</MsgType><Title>合同.pdf</Title><MsgId>1</MsgId>"));
        Assert.Equal((MediaKind.File, "合同.pdf", IncomingFile.NotHandedOut), (file.Kind, file.Detail, Assert.Single(file.Files).Source));
    }

    [Theory]
    [InlineData("<MsgType>text</MsgType><Content>【收到不支持的消息类型，暂无法显示】</Content>")]
    [InlineData("<MsgType>somethingNew</MsgType>")]
    [InlineData("")]
    public void Content_that_WeChat_does_not_deliver_is_read_as_other(string fields) =>
        Assert.Equal(MediaKind.Other, Assert.IsType<ChatInput.MediaInput>(ReadInput(fields + "<MsgId>5</MsgId>")).Kind);

    [Theory]
    [InlineData("subscribe", "", "pressed start")]
    [InlineData("subscribe", "qrscene_482913", "said 482913")]
    [InlineData("SCAN", "482913", "said 482913")]
    [InlineData("SCAN", "poster-12", "pressed start")]
    [InlineData("subscribe", "qrscene_poster-12", "pressed start")]
    [InlineData("CLICK", "matters", "pressed matters")]
    [InlineData("CLICK", "language:ug", "pressed language:ug")]
    [InlineData("unsubscribe", "", "blocked")]
    [InlineData("LOCATION", "", "event:LOCATION")]
    [InlineData("VIEW", "https://x.example", "event:VIEW")]
    [InlineData("TEMPLATESENDJOBFINISH", "", "event:TEMPLATESENDJOBFINISH")]
    [InlineData("subscribe_msg_popup_event", "", "event:subscribe_msg_popup_event")]
    public void Events_are_read_as_actions_of_the_resident(string what, string key, string meaning) =>
        Assert.Equal(meaning, Read(Event(what, key)) switch
        {
            ParsedUpdate.Understood(ChatInput.TextInput said) => "said " + said.Text,
            ParsedUpdate.Understood(ChatInput.ButtonInput pressed) => "pressed " + pressed.Code,
            ParsedUpdate.Understood(ChatInput.BotBlocked) => "blocked",
            ParsedUpdate.Ignored(var code) => code,
            var other => other.ToString(),
        });

    [Fact]
    public void Invalid_characters_are_replaced()
    {
        var update = WeChatUpdateReceiver.ToRawUpdate(
            Envelope("<MsgType>text</MsgType><Content><![CDATA[a\0b\uD800c\u0008\uDC00]]></Content><MsgId>9</MsgId>"), "wx1", Now);
        Assert.DoesNotContain('\0', update.Payload);
        Assert.Equal("a\uFFFDb\uFFFDc\uFFFD\uFFFD",
            Assert.IsType<ChatInput.TextInput>(Assert.IsType<ParsedUpdate.Understood>(new WeChatUpdateReader().Parse(update)).Input).Text);
    }

    [Theory]
    [InlineData("no xml at all")]
    [InlineData("<xml><a></xml>")]
    [InlineData("<xml><MsgType>text</MsgType></xml>")]
    public void An_unreadable_message_is_stored_once_and_ignored(string body)
    {
        var (first, again) = (WeChatUpdateReceiver.ToRawUpdate(body, "wx1", Now), WeChatUpdateReceiver.ToRawUpdate(body, "wx1", Now));
        Assert.Equal((first.UpdateId, body), (again.UpdateId, first.Payload));
        Assert.Equal("unreadable", Assert.IsType<ParsedUpdate.Ignored>(new WeChatUpdateReader().Parse(first)).Code);
    }

    [Fact]
    public void An_event_is_identified_by_sender_time_and_content()
    {
        var id = ToRawUpdate(Event("CLICK", "new")).UpdateId;
        Assert.Equal(id, ToRawUpdate(Event("CLICK", "new")).UpdateId);
        Assert.NotEqual(id, ToRawUpdate(Event("CLICK", "matters")).UpdateId);
        Assert.NotEqual(id, ToRawUpdate(Event("SCAN", "new")).UpdateId);
        var fromAnotherPerson = Envelope(Event("CLICK", "new")).Replace("oA", "oB", StringComparison.Ordinal);
        Assert.NotEqual(id, WeChatUpdateReceiver.ToRawUpdate(fromAnotherPerson, "wx1", Now).UpdateId);
    }

    [Theory]
    [InlineData("<MsgType>text</MsgType><Content>x</Content><MsgId>1</MsgId>", 48 * 3600, 5)]
    [InlineData("<MsgType>image</MsgType><MediaId>x</MediaId><MsgId>1</MsgId>", 48 * 3600, 5)]
    [InlineData("<MsgType>event</MsgType><Event>CLICK</Event>", 60, 3)]
    [InlineData("<MsgType>event</MsgType><Event>subscribe</Event>", 60, 3)]
    [InlineData("<MsgType>event</MsgType><Event>SCAN</Event>", 60, 3)]
    [InlineData("<MsgType>event</MsgType><Event>unsubscribe</Event>", 0, 0)]
    public void Each_action_of_the_resident_allows_a_number_of_replies_for_a_time(string fields, int seconds, int messages) =>
        Assert.Equal(new ReplyAllowance(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000 + seconds),
            messages)
        { IsTransient = messages == 3 },
            Rules.AllowanceAfter(ToRawUpdate(fields)));

    [Fact]
    public void An_automatic_event_of_the_phone_allows_no_reply() =>
        Assert.Null(Rules.AllowanceAfter(ToRawUpdate(Event("LOCATION", ""))));

    private static string Event(string what, string key) => $"<MsgType>event</MsgType><Event>{what}</Event><EventKey>{key}</EventKey>";

    private static ChatInput ReadInput(string fields) => Assert.IsType<ParsedUpdate.Understood>(Read(fields)).Input;

    private static ParsedUpdate Read(string fields) => new WeChatUpdateReader().Parse(ToRawUpdate(fields));

    private static RawUpdate ToRawUpdate(string fields) => WeChatUpdateReceiver.ToRawUpdate(Envelope(fields), "wx1", Now);

    private static string Envelope(string fields) =>
        $"<xml><ToUserName>gh_1</ToUserName><FromUserName>oA</FromUserName><CreateTime>1800000000</CreateTime>{fields}</xml>";
}
