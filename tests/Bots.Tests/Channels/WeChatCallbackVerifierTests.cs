using System.Globalization;
using System.Text;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.Bots.Ports;
using EcomCenter.FakeWeChat;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace EcomCenter.Bots.Tests.Channels;

public class WeChatCallbackVerifierTests
{
    private const string Xml = "<xml><FromUserName>o1</FromUserName><CreateTime>1</CreateTime>"
        + "<MsgType>text</MsgType><Content>您好</Content><MsgId>7</MsgId></xml>";

    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    [Fact]
    public void A_request_signed_with_the_token_is_accepted()
    {
        var verifier = CreateVerifier(new WeChatAccount());
        Assert.True(verifier.IsSigned(SignatureFor("wordOfBothSides", 0)));
        Assert.Equal("echo me", verifier.VerifyEcho(SignatureFor("wordOfBothSides", 0), "echo me"));
        Assert.Equal(0, verifier.RejectedCount);
    }

    [Theory]
    [InlineData("another", 0)]
    [InlineData("", 0)]
    [InlineData("wordOfBothSides", -301)]
    [InlineData("wordOfBothSides", 301)]
    public void A_request_with_a_wrong_signature_or_time_is_rejected_and_counted(string token, int seconds)
    {
        var verifier = CreateVerifier(new WeChatAccount());
        Assert.False(verifier.IsSigned(SignatureFor(token, seconds)));
        Assert.Null(verifier.VerifyEcho(SignatureFor(token, seconds), "echo me"));
        Assert.Equal(2, verifier.RejectedCount);
    }

    [Theory]
    [InlineData("", "1800000000")]
    [InlineData("x", "1800000000")]
    [InlineData("ÿ", "18000000000000000000")]
    [InlineData("", "-1")]
    [InlineData("", "")]
    public void An_invalid_signature_is_rejected(string signature, string timestamp) =>
        Assert.False(CreateVerifier(new WeChatAccount()).IsSigned(new(signature, timestamp, "n")));

    [Fact]
    public void An_encrypted_message_and_an_encrypted_echo_are_decrypted()
    {
        var (verifier, sealedText) = (CreateVerifier(WeChatAccount.Encrypted),
            WeChatEncryption.Encrypt(Xml, WeChatAccount.Encrypted.EncodingAesKey!, WeChatAccount.Encrypted.AppId));
        Assert.Equal(Xml, verifier.ReadMessage(SignatureFor("wordOfBothSides", 0, sealedText), EncryptedBody(sealedText)));
        Assert.Equal(Xml, verifier.VerifyEcho(SignatureFor("wordOfBothSides", 0, sealedText), sealedText));
    }

    [Fact]
    public void An_encrypted_message_of_any_length_is_decrypted()
    {
        var verifier = CreateVerifier(WeChatAccount.Encrypted);
        for (var length = 0; length < 80; length++)
        {
            var sealedText = WeChatEncryption.Encrypt(new string('字', length), WeChatAccount.Encrypted.EncodingAesKey!,
                WeChatAccount.Encrypted.AppId);
            Assert.Equal(new string('字', length),
                verifier.ReadMessage(SignatureFor("wordOfBothSides", 0, sealedText), EncryptedBody(sealedText)));
        }
    }

    [Fact]
    public void A_message_for_another_account_or_with_another_key_or_signature_is_rejected()
    {
        var verifier = CreateVerifier(WeChatAccount.Encrypted);
        var (right, key) = (WeChatAccount.Encrypted.AppId, WeChatAccount.Encrypted.EncodingAesKey!);
        foreach (var wrong in new[] { WeChatEncryption.Encrypt(Xml, key, "wx_another_account"),
            WeChatEncryption.Encrypt(Xml, new string('A', 43), right), "AAAA",
            "not base 64", "" })
            Assert.Null(verifier.ReadMessage(SignatureFor("wordOfBothSides", 0, wrong), EncryptedBody(wrong)));
        var sealedText = WeChatEncryption.Encrypt(Xml, key, right);
        Assert.Null(verifier.ReadMessage(SignatureFor("wordOfBothSides", 0, sealedText + "A"), EncryptedBody(sealedText)));
        Assert.Null(verifier.ReadMessage(SignatureFor("wordOfBothSides", 0), EncryptedBody(sealedText)));
        Assert.Equal(7, verifier.RejectedCount);
    }

    [Fact]
    public void With_a_key_a_plain_message_is_rejected()
    {
        var verifier = CreateVerifier(WeChatAccount.Encrypted);
        Assert.Null(verifier.ReadMessage(SignatureFor("wordOfBothSides", 0), Encoding.UTF8.GetBytes(Xml)));
        Assert.Equal(Xml, CreateVerifier(new WeChatAccount()).ReadMessage(SignatureFor("wordOfBothSides", 0), Encoding.UTF8.GetBytes(Xml)));
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><xml><Content>&e;</Content></xml>")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><xml><Content>&b;</Content></xml>")]
    [InlineData("<xml><a><a><a><a><a><a><a><a><a><a>deep</a></a></a></a></a></a></a></a></a></a></xml>")]
    [InlineData("<xml><Content>no end")]
    [InlineData("")]
    [InlineData("{\"json\":true}")]
    public void Malicious_xml_is_not_read(string xml) => Assert.Null(CallbackXml.ReadFields(xml));

    [Fact]
    public void Xml_longer_than_any_message_is_not_read() =>
        Assert.Null(CallbackXml.ReadFields($"<xml><Content>{new string('a', 70_000)}</Content></xml>"));

    private WeChatCallbackVerifier CreateVerifier(WeChatAccount account) => new(Options.Create(new WeChatOptions
    {
        AppId = account.AppId, Token = account.Token, AppSecret = account.AppSecret, EncodingAesKey = account.EncodingAesKey ?? "",
    }), new NoServerTimes(), _time);

    private CallbackSignature SignatureFor(string token, int seconds, string? body = null)
    {
        var timestamp = (_time.GetUtcNow().ToUnixTimeSeconds() + seconds).ToString(CultureInfo.InvariantCulture);
        return new(WeChatEncryption.Sign(token, timestamp, "nonce1"), timestamp, "nonce1", body is null ? null : "aes",
            body is null ? null : WeChatEncryption.Sign(token, timestamp, "nonce1", body));
    }

    private static byte[] EncryptedBody(string sealedText) =>
        Encoding.UTF8.GetBytes($"<xml><ToUserName>gh_1</ToUserName><Encrypt><![CDATA[{sealedText}]]></Encrypt></xml>");
}
