using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>
/// The page of WeChat on which a resident allows us one message for later, and the proof that it was asked by us for this resident:
/// WeChat brings it back as it was, in letters and digits.
/// </summary>
public static class WeChatConsent
{
    public const string Path = "/bots/wechat/notice";

    public const int MostScenes = 10_000;

    internal static Uri Link(WeChatOptions options, string chat, int scene, Uri site) => new(string.Create(CultureInfo.InvariantCulture,
        $"https://mp.weixin.qq.com/mp/subscribemsg?action=get_confirm&appid={options.AppId}&scene={scene}&template_id={options.NoticeTemplate}&redirect_url={Uri.EscapeDataString(new Uri(site, Path).ToString())}&reserved={Proof(options, chat, scene)}#wechat_redirect"));

    /// <summary>Whether the resident said yes to what we asked of them.</summary>
    public static bool IsGiven(WeChatOptions options, string? action, string? chat, string? template, int scene, string? reserved) =>
        action == "confirm" && chat is { Length: > 0 and <= 64 } && template == options.NoticeTemplate && scene is > 0 and <= MostScenes
        && WeChatSeal.IsSame(Proof(options, chat, scene), reserved);

    private static string Proof(WeChatOptions options, string chat, int scene) => Convert.ToHexStringLower(
        HMACSHA256.HashData(Encoding.UTF8.GetBytes(options.AppSecret), Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"notice {scene} {chat}"))));
}
