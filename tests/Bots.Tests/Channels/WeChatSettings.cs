using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.FakeWeChat;

namespace EcomCenter.Bots.Tests.Channels;

public class WeChatSettings
{
    private static WeChatOptions Right =>
        new() { AppId = Account.Sealed.AppId, Token = Account.Sealed.Token, AppSecret = Account.Sealed.AppSecret,
            EncodingAesKey = Account.Sealed.EncodingAesKey! };

    [Fact]
    public void All_settings_or_none_are_valid()
    {
        Assert.True(new WeChatOptionsCheck().Validate(null, new()).Succeeded);
        Assert.True(new WeChatOptionsCheck().Validate(null, Right).Succeeded);
        Assert.False(new WeChatOptions().IsOn);
    }

    public static TheoryData<string, Action<WeChatOptions>, string> Wrong => new()
    {
        { "WeChat:AppId", o => o.AppId = "gh_secretvalue", "secretvalue" },
        { "WeChat:AppId", o => o.AppId = "", "0123456789abcdef" },
        { "WeChat:Token", o => o.Token = "", "0123456789abcdef" },
        { "WeChat:Token", o => o.Token = "with secretvalue", "secretvalue" },
        { "WeChat:AppSecret", o => o.AppSecret = "secretvalue", "secretvalue" },
        { "WeChat:EncodingAesKey", o => o.EncodingAesKey = "secretvalue", "secretvalue" },
        { "WeChat:BaseUrl", o => o.BaseUrl = "https://api.weixin.qq.com/cgi-bin", "cgi-bin" },
        { "WeChat:BaseUrl", o => o.BaseUrl = "ftp://secretvalue", "secretvalue" },
        { "WeChat:NoticeTemplate", o => o.NoticeTemplate = "secret value", "secret value" },
        { "WeChat:SignatureAge", o => o.SignatureAge = TimeSpan.FromSeconds(1), "00:00:01" },
        { "WeChat:NudgeBefore", o => o.NudgeBefore = TimeSpan.FromHours(48), "48" },
    };

    [Theory, MemberData(nameof(Wrong))]
    public void A_wrong_setting_is_named_without_its_value(string named, Action<WeChatOptions> spoil, string value)
    {
        var options = Right;
        spoil(options);
        var result = new WeChatOptionsCheck().Validate(null, options);
        Assert.StartsWith(named, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(value, result.FailureMessage, StringComparison.Ordinal);
    }
}
