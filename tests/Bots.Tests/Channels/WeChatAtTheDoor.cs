using System.Text;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.FakeWeChat;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Bots.Tests.Channels;

public class WeChatAtTheDoor
{
    private const string Xml = "<xml><FromUserName>o1</FromUserName><CreateTime>1</CreateTime>"
        + "<MsgType>text</MsgType><Content>您好</Content><MsgId>7</MsgId></xml>";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    [Fact]
    public void A_request_signed_with_the_token_is_accepted()
    {
        var verifier = Door(new Account());
        Assert.True(verifier.Knows(Sealed("wordOfBothSides", 0)));
        Assert.Equal("echo me", verifier.Echo(Sealed("wordOfBothSides", 0), "echo me"));
        Assert.Equal(0, verifier.TurnedAway);
    }

    [Theory]
    [InlineData("another", 0)]
    [InlineData("", 0)]
    [InlineData("wordOfBothSides", -301)]
    [InlineData("wordOfBothSides", 301)]
    public void A_request_with_a_wrong_signature_or_time_is_rejected_and_counted(string token, int seconds)
    {
        var verifier = Door(new Account());
        Assert.False(verifier.Knows(Sealed(token, seconds)));
        Assert.Null(verifier.Echo(Sealed(token, seconds), "echo me"));
        Assert.Equal(2, verifier.TurnedAway);
    }

    [Theory]
    [InlineData("", "1800000000")]
    [InlineData("x", "1800000000")]
    [InlineData("ÿ", "18000000000000000000")]
    [InlineData("", "-1")]
    [InlineData("", "")]
    public void An_invalid_signature_is_rejected(string signature, string timestamp) =>
        Assert.False(Door(new Account()).Knows(new(signature, timestamp, "n")));

    [Fact]
    public void An_encrypted_message_and_an_encrypted_echo_are_decrypted()
    {
        var (verifier, sealedText) = (Door(Account.Sealed), Sealing.Seal(Xml, Account.Sealed.EncodingAesKey!, Account.Sealed.AppId));
        Assert.Equal(Xml, verifier.Open(Sealed("wordOfBothSides", 0, sealedText), Body(sealedText)));
        Assert.Equal(Xml, verifier.Echo(Sealed("wordOfBothSides", 0, sealedText), sealedText));
    }

    [Fact]
    public void An_encrypted_message_of_any_length_is_decrypted()
    {
        var verifier = Door(Account.Sealed);
        for (var length = 0; length < 80; length++)
        {
            var sealedText = Sealing.Seal(new string('字', length), Account.Sealed.EncodingAesKey!, Account.Sealed.AppId);
            Assert.Equal(new string('字', length), verifier.Open(Sealed("wordOfBothSides", 0, sealedText), Body(sealedText)));
        }
    }

    [Fact]
    public void A_message_for_another_account_or_with_another_key_or_signature_is_rejected()
    {
        var verifier = Door(Account.Sealed);
        var (right, key) = (Account.Sealed.AppId, Account.Sealed.EncodingAesKey!);
        foreach (var wrong in new[] { Sealing.Seal(Xml, key, "wx_another_account"), Sealing.Seal(Xml, new string('A', 43), right), "AAAA",
            "not base 64", "" })
            Assert.Null(verifier.Open(Sealed("wordOfBothSides", 0, wrong), Body(wrong)));
        var sealedText = Sealing.Seal(Xml, key, right);
        Assert.Null(verifier.Open(Sealed("wordOfBothSides", 0, sealedText + "A"), Body(sealedText)));
        Assert.Null(verifier.Open(Sealed("wordOfBothSides", 0), Body(sealedText)));
        Assert.Equal(7, verifier.TurnedAway);
    }

    [Fact]
    public void With_a_key_a_plain_message_is_rejected()
    {
        var verifier = Door(Account.Sealed);
        Assert.Null(verifier.Open(Sealed("wordOfBothSides", 0), Encoding.UTF8.GetBytes(Xml)));
        Assert.Equal(Xml, Door(new Account()).Open(Sealed("wordOfBothSides", 0), Encoding.UTF8.GetBytes(Xml)));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Content>&e;</Content></xml>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xml><Content>&b;</Content></xml>")]
    [InlineData("<xml><a><a><a><a><a><a><a><a><a><a>deep</a></a></a></a></a></a></a></a></a></a></xml>")]
    [InlineData("<xml><Content>no end")]
    [InlineData("")]
    [InlineData("{\"json\":true}")]
    public void Malicious_xml_is_not_read(string xml) => Assert.Null(WeChatXml.Read(xml));

    [Fact]
    public void Xml_longer_than_any_message_is_not_read() =>
        Assert.Null(WeChatXml.Read($"<xml><Content>{new string('a', 70_000)}</Content></xml>"));

    private WeChatDoor Door(Account account) => new(Options.Create(new WeChatOptions
    {
        AppId = account.AppId, Token = account.Token, AppSecret = account.AppSecret, EncodingAesKey = account.EncodingAesKey ?? "",
    }), _time);

    private WeChatSeal Sealed(string token, int seconds, string? body = null)
    {
        var timestamp = (_time.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
        return new(Sealing.Sign(token, timestamp, "nonce1"), timestamp, "nonce1", body is null ? null : "aes",
            body is null ? null : Sealing.Sign(token, timestamp, "nonce1", body));
    }

    private static byte[] Body(string sealedText) =>
        Encoding.UTF8.GetBytes($"<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[{sealedText}]]></Encrypt></xml>");
}
