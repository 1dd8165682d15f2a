using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using EcomCenter.Bots.Channels.Tencent;
using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Builds the link to the WeChat page on which a resident allows one later message, and checks the answer. The link carries a proof that
/// this desk asked this resident. WeChat returns the proof unchanged, as it consists of letters and digits only.
/// </summary>
internal static class WeChatConsent
{
    public const string Path = "/bots/wechat/notice";

    private const int MaxScenes = 10_000;

    public static Uri CreateLink(WeChatOptions options, string chat, int scene, Uri site)
    {
        var redirect = Uri.EscapeDataString(new Uri(site, Path).ToString());
        var query = string.Create(CultureInfo.InvariantCulture,
            $"action=get_confirm&appid={options.AppId}&scene={scene}&template_id={options.NoticeTemplate}"
            + $"&redirect_url={redirect}&reserved={ComputeProof(options, chat, scene)}");
        return new($"https://mp.weixin.qq.com/mp/subscribemsg?{query}#wechat_redirect");
    }

    public static NoticeConsent Read(WeChatOptions options, Func<string, string?> query)
    {
        _ = int.TryParse(query("scene"), NumberStyles.None, CultureInfo.InvariantCulture, out var scene);
        var chat = query("openid") ?? "";
        var isGiven = query("action") == "confirm" && chat.Length is > 0 and <= 64 && query("template_id") == options.NoticeTemplate
            && scene is > 0 and <= MaxScenes && CallbackSignature.AreEqual(ComputeProof(options, chat, scene), query("reserved"));
        return new(new(ContactChannel.WeChat, options.AppId, chat), scene, isGiven);
    }

    private static string ComputeProof(WeChatOptions options, string chat, int scene) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"notice {scene} {chat}"))));
}
