using EcomCenter.Bots.Channels.WeCom;

namespace EcomCenter.Bots.Tests.Channels;

public class WeComOptionsTests
{
    private static WeComOptions Valid => new()
    {
        CorpId = "ww0123456789abcdef", Secret = "0123456789abcdefghij_KLMNOPQRSTUVWXYZ-01234", Token = "word",
        EncodingAesKey = new string('k', 43), OpenKfId = "wkAJ2GCAAASSm4, wkSecond_1",
    };

    [Fact]
    public void Valid_settings_and_none_at_all_are_accepted()
    {
        Assert.Equal([], FindErrors(Valid));
        Assert.Equal([], FindErrors(new()));
        Assert.Equal(["wkAJ2GCAAASSm4", "wkSecond_1"], Valid.ListAccounts());
    }

    [Fact]
    public void Each_wrong_setting_is_named_and_its_value_is_not()
    {
        (Action<WeComOptions> Break, string Name)[] wrong =
        [
            (o => o.CorpId = "x y", "WeCom:CorpId"), (o => o.Secret = "short", "WeCom:Secret"), (o => o.Token = "", "WeCom:Token"),
            (o => o.EncodingAesKey = "abc", "WeCom:EncodingAesKey"), (o => o.OpenKfId = "", "WeCom:OpenKfId"),
            (o => o.OpenKfId = "wkGood,no good", "WeCom:OpenKfId"), (o => o.BaseUrl = "ftp://x", "WeCom:BaseUrl"),
            (o => o.PullInterval = TimeSpan.Zero, "WeCom:PullInterval"), (o => o.SignatureAge = TimeSpan.Zero, "WeCom:SignatureAge"),
            (o => o.NudgeBefore = TimeSpan.FromDays(2), "WeCom:NudgeBefore"), (o => o.CorpId = "", "WeCom:CorpId"),
        ];
        foreach (var (breakIt, name) in wrong)
        {
            var options = Valid;
            breakIt(options);
            var error = Assert.Single(FindErrors(options));
            Assert.StartsWith(name, error, StringComparison.Ordinal);
            Assert.DoesNotContain(options.Secret, error.Replace("WeCom:Secret", "", StringComparison.Ordinal), StringComparison.Ordinal);
        }
    }

    private static List<string> FindErrors(WeComOptions options) => [.. new WeComOptionsValidator().Validate(null, options).Failures ?? []];
}
