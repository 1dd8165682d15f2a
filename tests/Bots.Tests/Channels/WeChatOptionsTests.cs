using EcomCenter.Bots.Channels.WeChat;
using EcomCenter.FakeWeChat;

namespace EcomCenter.Bots.Tests.Channels;

public class WeChatOptionsTests
{
    private static WeChatOptions ValidOptions =>
        new()
        {
            AppId = WeChatAccount.Encrypted.AppId, Token = WeChatAccount.Encrypted.Token, AppSecret = WeChatAccount.Encrypted.AppSecret,
            EncodingAesKey = WeChatAccount.Encrypted.EncodingAesKey!
        };

    [Fact]
    public void All_settings_or_none_are_valid()
    {
        Assert.True(new WeChatOptionsValidator().Validate(null, new()).Succeeded);
        Assert.True(new WeChatOptionsValidator().Validate(null, ValidOptions).Succeeded);
        Assert.False(new WeChatOptions().IsOn);
    }

    public static TheoryData<string, Action<WeChatOptions>, string> InvalidOptions => new()
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

    [Theory, MemberData(nameof(InvalidOptions))]
    public void A_wrong_setting_is_named_without_its_value(string named, Action<WeChatOptions> spoil, string value)
    {
        var options = ValidOptions;
        spoil(options);
        var result = new WeChatOptionsValidator().Validate(null, options);
        Assert.StartsWith(named, result.FailureMessage, StringComparison.Ordinal);
        Assert.DoesNotContain(value, result.FailureMessage, StringComparison.Ordinal);
    }
}
