using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// Builds the link to the WeChat page on which a resident allows one later message, and checks the answer. The link carries a proof that
/// this desk asked this resident. WeChat returns the proof unchanged, as it consists of letters and digits only.
/// </summary>
public static class WeChatConsent
{
    public const string Path = "/bots/wechat/notice";

    public const int MaxScenes = 10_000;

    internal static Uri CreateLink(WeChatOptions options, string chat, int scene, Uri site)
    {
        var redirect = Uri.EscapeDataString(new Uri(site, Path).ToString());
        var query = string.Create(CultureInfo.InvariantCulture,
            $"action=get_confirm&appid={options.AppId}&scene={scene}&template_id={options.NoticeTemplate}"
            + $"&redirect_url={redirect}&reserved={ComputeProof(options, chat, scene)}");
        return new($"https://mp.weixin.qq.com/mp/subscribemsg?{query}#wechat_redirect");
    }

    /// <summary>Returns true if the resident agreed and the proof belongs to this resident and scene.</summary>
    public static bool IsGiven(WeChatOptions options, string? action, string? chat, string? template, int scene, string? proof) =>
        action == "confirm" && chat is { Length: > 0 and <= 64 } && template == options.NoticeTemplate && scene is > 0 and <= MaxScenes
        && WeChatSignature.AreEqual(ComputeProof(options, chat, scene), proof);

    private static string ComputeProof(WeChatOptions options, string chat, int scene) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret),
            Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"notice {scene} {chat}"))));
}
