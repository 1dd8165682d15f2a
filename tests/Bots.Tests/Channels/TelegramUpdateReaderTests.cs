using EcomCenter.Bots.Channels.Telegram;
using EcomCenter.Bots.Conversation;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Tests.Channels;

public class TelegramUpdateReaderTests
{
    private const string Head =
        """ "message_id":7,"from":{"id":42,"is_bot":false,"first_name":"Aygül","last_name":"T","language_code":"ug"}, """
        + """ "chat":{"id":42,"type":"private","first_name":"Aygül"},"date":1795399200 """;

    private static readonly DateTimeOffset Received = new(2026, 11, 23, 10, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_text_is_read_with_its_time_sender_and_the_language_of_the_phone()
    {
        var text = Assert.IsType<ChatInput.TextInput>(ReadInput($$$"""{"update_id":1,"message":{ {{{Head}}},"text":"سالام"}}"""));
        Assert.Equal("سالام", text.Text);
        Assert.Equal(new InputOrigin
        {
            From = new(ContactChannel.Telegram, "1", "42"), ExternalId = "42:7", SenderName = "Aygül T", LanguageHint = Language.Ug,
            SentAt = DateTimeOffset.FromUnixTimeSeconds(1795399200),
        }, text.Origin);
    }

    [Theory]
    [InlineData("""  "voice":{"file_id":"v","file_unique_id":"u","duration":65} """, MediaKind.Voice, "1:05")]
    [InlineData("""  "photo":[{"file_id":"p","file_unique_id":"u","width":9,"height":9}] """, MediaKind.Photo, null)]
    [InlineData("""  "video_note":{"file_id":"n","file_unique_id":"u","duration":7,"length":240} """, MediaKind.Video, "0:07")]
    [InlineData("""  "document":{"file_id":"d","file_unique_id":"u","file_name":"合同.pdf"} """, MediaKind.File, "合同.pdf")]
    [InlineData("""  "location":{"latitude":37.0012,"longitude":80.8} """, MediaKind.Location, "37.0012, 80.8")]
    [InlineData("""  "contact":{"phone_number":"13800000000","first_name":"X"} """, MediaKind.Contact, "X  13800000000")]
    [InlineData("""  "sticker":{"file_id":"s","file_unique_id":"u","type":"regular","width":1,"height":1, """
        + """ "is_animated":false,"is_video":false,"emoji":"👍"} """, MediaKind.Sticker, "👍")]
    [InlineData("""  "something_of_2030":{"a":1} """, MediaKind.Other, null)]
    public void Every_kind_of_content_is_read(string content, MediaKind kind, string? detail)
    {
        var media = Assert.IsType<ChatInput.MediaInput>(ReadInput($$$"""{"update_id":1,"message":{ {{{Head}}},{{{content}}}}}"""));
        Assert.Equal((kind, detail), (media.Kind, media.Detail));
    }

    [Theory]
    [InlineData(""" "text":"a","sticker_premium":{"secret":1},"effect_2":7 """, "sticker_premium,effect_2")]
    [InlineData(""" "text":"a","entities":"none","voice":[1] """, "entities,voice")]
    [InlineData(""" "text":"a","forward_date":1795399200,"entities":[] """, "")]
    [InlineData(""" "text":"a","我的名字":1,"a b":2 """, "")]
    [InlineData(""" "text":"a","f1":1,"f2":1,"f3":1,"f4":1,"f5":1,"f6":1,"f7":1 """, "f1,f2,f3,f4,f5")]
    public void The_names_of_unknown_fields_and_forms_are_told_and_cost_no_word(string content, string names)
    {
        var parsed = new TelegramUpdateReader().Parse(
            new(ContactChannel.Telegram, "1", "1", "42", $$$"""{"update_id":1,"message":{ {{{Head}}},{{{content}}}}}""", Received));
        var understood = Assert.IsType<ParsedUpdate.Understood>(parsed);
        Assert.Equal("a", Assert.IsType<ChatInput.TextInput>(understood.Input).Text);
        Assert.Equal(names, string.Join(',', understood.UnreadFields));
    }

    [Theory]
    [InlineData(""" "message_id":7,"from":"nobody","chat":{"id":42,"type":"private"},"date":1795399200 """, "42:7", true)]
    [InlineData(""" "message_id":7,"from":{"id":"x"},"chat":{"id":42,"type":"private"},"date":1795399200 """, "42:7", true)]
    [InlineData(""" "message_id":7,"from":[],"chat":{"id":42,"type":"private"},"date":"today" """, "42:7", false)]
    [InlineData(""" "message_id":7,"chat":{"id":42,"type":"private"},"date":99999999999999999 """, "42:7", false)]
    [InlineData(""" "message_id":7,"chat":{"id":42,"type":"private"} """, "42:7", false)]
    [InlineData(""" "message_id":7,"chat":{"id":42,"type":7},"date":{} """, "42:7", false)]
    [InlineData(""" "message_id":{"a":1},"chat":{"id":42,"type":"private"},"date":1795399200 """, "42:1", true)]
    public void A_sender_time_or_id_in_a_form_that_nobody_knows_does_not_cost_the_words(string head, string id, bool hasTime)
    {
        var text = Assert.IsType<ChatInput.TextInput>(ReadInput($$$"""{"update_id":1,"message":{ {{{head}}},"text":"快递没到"}}"""));
        Assert.Equal(("快递没到", id, "42"), (text.Text, text.Origin.ExternalId, text.From.Chat));
        Assert.Equal(hasTime ? DateTimeOffset.FromUnixTimeSeconds(1795399200) : Received, text.Origin.SentAt);
    }

    [Theory]
    [InlineData("""{"type":"business_of_2030","date":1,"business":{"title":"果农之家"}}""", "果农之家")]
    [InlineData("""{"type":"other","sender_user_name":"艾力"}""", "艾力")]
    [InlineData("""{"type":"other"}""", "")]
    [InlineData("\"somewhere\"", "")]
    public void Words_forwarded_in_a_form_that_nobody_knows_are_marked_as_forwarded(string origin, string from)
    {
        var text = Assert.IsType<ChatInput.TextInput>(
            ReadInput($$$"""{"update_id":1,"message":{ {{{Head}}},"text":"a","forward_origin":{{{origin}}}}}"""));
        Assert.Equal(("a", from), (text.Text, text.Origin.ForwardedFrom));
    }

    [Fact]
    public void An_edited_text_is_read_under_its_own_id()
    {
        var text = Assert.IsType<ChatInput.TextInput>(
            ReadInput($$$"""{"update_id":1,"edited_message":{ {{{Head}}},"edit_date":1795399260,"text":"b"}}"""));
        Assert.True(text.IsEdit);
        Assert.NotEqual("42:7", text.Origin.ExternalId);
        Assert.Equal("42:7", text.EditsMessageId);
    }

    [Theory]
    [InlineData("""  "voice":{"file_id":"v","file_unique_id":"u","duration":65,"file_size":900} """, FileKind.Voice, "v", null, 900L, 65)]
    [InlineData("""  "audio":{"file_id":"a","file_unique_id":"u","duration":7,"file_name":"x.mp3"} """, FileKind.Voice, "a", "x.mp3", null,
        7)]
    [InlineData("""  "video_note":{"file_id":"n","file_unique_id":"u","duration":7,"length":240} """, FileKind.Video, "n", null, null, 7)]
    [InlineData("""  "photo":[{"file_id":"s","file_unique_id":"u","width":9,"height":9}, """
        + """ {"file_id":"l","file_unique_id":"w","width":90,"height":90}, """
        + """ {"file_id":"m","file_unique_id":"x","width":40,"height":40}] """, FileKind.Photo, "l", null, null, null)]
    [InlineData("""  "video":{"file_id":"m","file_unique_id":"u","width":1,"height":1,"duration":3,"file_size":99999999999} """,
        FileKind.Video, "m", null, 99999999999L, 3)]
    [InlineData("""  "animation":{"file_id":"g","file_unique_id":"u","width":1,"height":1,"duration":3}, """
        + """ "document":{"file_id":"d","file_unique_id":"u"} """, FileKind.Video, "g", null, null, 3)]
    [InlineData("""  "document":{"file_id":"d","file_unique_id":"u","file_name":" 合同.pdf "} """, FileKind.Document, "d", "合同.pdf", null,
        null)]
    public void A_file_carries_the_id_for_its_download(string content, FileKind kind, string source, string? name, long? size, int? seconds)
    {
        var file =
            Assert.Single(Assert.IsType<ChatInput.MediaInput>(ReadInput($$$"""{"update_id":1,"message":{ {{{Head}}},{{{content}}}}}"""))
                .Files);
        Assert.Equal(new IncomingFile
        {
            Kind = kind, Source = source, Name = name, Size = size,
            Duration = seconds is { } s ? TimeSpan.FromSeconds(s) : null
        }, file);
    }

    [Fact]
    public void A_location_has_no_file() =>
        Assert.Empty(Assert.IsType<ChatInput.MediaInput>(
            ReadInput($$$"""{"update_id":1,"message":{ {{{Head}}},"location":{"latitude":37.0012,"longitude":80.8} } }""")).Files);

    [Fact]
    public void The_parts_of_an_album_share_its_id_also_after_an_edit()
    {
        const string Part = """ "media_group_id":"1398","photo":[{"file_id":"p","file_unique_id":"u","width":9,"height":9}] """;
        var first =
            Assert.IsType<ChatInput.MediaInput>(ReadInput($$$"""{"update_id":1,"message":{ {{{Head}}},{{{Part}}},"caption":"a"}}"""));
        var second = Assert.IsType<ChatInput.MediaInput>(
            ReadInput($$$"""{"update_id":2,"message":{ {{{Head.Replace(":7,", ":8,", StringComparison.Ordinal)}}},{{{Part}}}}}"""));
        var edit = Assert.IsType<ChatInput.TextInput>(
            ReadInput($$$"""{"update_id":3,"edited_message":{ {{{Head}}},"edit_date":1795399260,{{{Part}}},"caption":"b"}}"""));
        Assert.Equal("42:album:1398", first.AlbumId);
        Assert.Equal(first.AlbumId, second.AlbumId);
        Assert.Equal((first.AlbumId, first.Origin.ExternalId), (edit.EditsMessageId, edit.EditedPart));
        Assert.NotEqual(first.Origin.ExternalId, second.Origin.ExternalId);
    }

    [Fact]
    public void A_button_press_is_read_even_without_its_message()
    {
        const string Press = """ "update_id":1,"callback_query":{"id":"9","from":{"id":42,"is_bot":false,"first_name":"A"}, """;
        const string Message = """ "message":{"chat":{"id":42,"type":"private"},"message_id":3,"date":0}, """;
        const string Tail = """ "chat_instance":"1","data":"new"} """;
        Assert.Equal("new", Assert.IsType<ChatInput.ButtonInput>(ReadInput("{" + Press + Tail + "}")).Code);
        Assert.Equal("42", ReadInput("{" + Press + Message + Tail + "}").From.Chat);
    }

    [Theory]
    [InlineData("kicked", typeof(ChatInput.BotBlocked))]
    [InlineData("member", typeof(ChatInput.BotUnblocked))]
    public void Blocking_and_unblocking_are_read(string status, Type heard) => Assert.IsType(heard, ReadInput($$$"""
        {"update_id":1,"my_chat_member":{"chat":{"id":42,"type":"private"},
         "from":{"id":42,"is_bot":false,"first_name":"A"},"date":1795399200,
         "old_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"b"},"status":"member"},
         "new_chat_member":{"user":{"id":1,"is_bot":true,"first_name":"b"},"status":"{{{status}}}","until_date":0} } }
        """));

    [Theory]
    [InlineData("""{"update_id":1,"message":{"message_id":7,"chat":{"id":-5,"type":"supergroup","title":"g"}, """
        + """ "from":{"id":42,"is_bot":false,"first_name":"A"},"date":1,"text":"hi"}}""")]
    [InlineData(
        """{"update_id":1,"message":{"message_id":7,"chat":{"id":-5,"type":"group","title":"g"},"date":1,"new_chat_title":"hi"}}""")]
    public void A_group_message_is_read_as_such(string raw) => Assert.IsType<ChatInput.GroupInput>(ReadInput(raw));

    [Theory]
    [InlineData("""{"update_id":1}""", "kind:Unknown")]
    [InlineData("""{"update_id":1,"update_of_2030":{"a":[]}}""", "kind:Unknown")]
    [InlineData("""{"update_id":1,"poll_answer":{"poll_id":"1","option_ids":[]}}""", "kind:PollAnswer")]
    [InlineData("""{"update_id":1,"channel_post":{"message_id":7,"chat":{"id":-5,"type":"channel","title":"g"},"date":1,"text":"hi"}}""",
        "kind:ChannelPost")]
    [InlineData("""null""", "empty")]
    [InlineData("""{"update_id":""", "unreadable")]
    [InlineData("""{"update_id":1,"message":7}""", "unreadable")]
    [InlineData("""[]""", "unreadable")]
    [InlineData("", "unreadable")]
    public void Other_updates_are_ignored_with_a_code(string raw, string code) =>
        Assert.Equal(code, Assert.IsType<ParsedUpdate.Ignored>(Read(raw)).Code);

    [Fact]
    public void Invalid_characters_are_replaced() =>
        Assert.Equal("a\uFFFDb\uFFFDc🍎", Assert.IsType<ChatInput.TextInput>(
            ReadInput($$$"""{"update_id":1,"message":{ {{{Head}}},"text":"a\u0000b\uD83Cc\ud83c\udf4e"}}""")).Text);

    private static ChatInput ReadInput(string raw) => Assert.IsType<ParsedUpdate.Understood>(Read(raw)).Input;

    private static ParsedUpdate Read(string raw) =>
        new TelegramUpdateReader().Parse(new(ContactChannel.Telegram, "1", "1", null, raw, Received));
}
