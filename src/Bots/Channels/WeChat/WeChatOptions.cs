using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The settings <c>WeChat:*</c> of an official account. Without an AppId WeChat is off.</summary>
public sealed class WeChatOptions
{
    public const string Section = "WeChat";

    public string AppId { get; set; } = "";

    /// <summary>The word both sides sign with.</summary>
    public string Token { get; set; } = "";

    /// <summary>Where it is set, only sealed messages are believed (安全模式, 兼容模式).</summary>
    public string EncodingAesKey { get; set; } = "";

    public string AppSecret { get; set; } = "";

    /// <summary>Another server than WeChat's own; empty for WeChat's.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>Template of the account's one-time subscription message (一次性订阅消息); empty: residents are not asked for one.</summary>
    public string NoticeTemplate { get; set; } = "";

    /// <summary>How old, or how far ahead, the time of a signed message may be.</summary>
    public TimeSpan SignatureAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long before a chat shuts its resident is told that we are still at it.</summary>
    public TimeSpan NudgeBefore { get; set; } = TimeSpan.FromHours(2);

    public bool IsOn => AppId.Length > 0;

    internal Uri Server => new(BaseUrl.Length > 0 ? BaseUrl : "https://api.weixin.qq.com");
}

/// <summary>A wrong setting stops the program and is named; its value is not, for most of them are secrets.</summary>
public sealed partial class WeChatOptionsCheck : IValidateOptions<WeChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatOptions options)
    {
        var wrong = Wrong(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> Wrong(WeChatOptions options)
    {
        var someOfIt = options.IsOn || options.Token.Length > 0 || options.AppSecret.Length > 0 || options.EncodingAesKey.Length > 0;
        if (someOfIt && !AppIdForm().IsMatch(options.AppId)) yield return "WeChat:AppId is needed as the platform shows it: wx and 16 letters or digits.";
        if (someOfIt && !TokenForm().IsMatch(options.Token)) yield return "WeChat:Token is needed as it is set at the platform: 3 to 32 letters or digits.";
        if (someOfIt && !SecretForm().IsMatch(options.AppSecret)) yield return "WeChat:AppSecret is needed as the platform shows it: 32 letters or digits.";
        if (options.EncodingAesKey.Length > 0 && !AesKeyForm().IsMatch(options.EncodingAesKey))
            yield return "WeChat:EncodingAesKey has not the 43 letters or digits of such a key.";
        if (options.BaseUrl.Length > 0 && !IsServer(options.BaseUrl)) yield return "WeChat:BaseUrl is not the http or https address of a server, without a path.";
        if (options.NoticeTemplate.Length > 0 && !TemplateForm().IsMatch(options.NoticeTemplate)) yield return "WeChat:NoticeTemplate has not the form of a template's id.";
        if (options.SignatureAge < TimeSpan.FromSeconds(30) || options.SignatureAge > TimeSpan.FromDays(1)) yield return "WeChat:SignatureAge is not between 30 seconds and a day.";
        if (options.NudgeBefore <= TimeSpan.Zero || options.NudgeBefore > TimeSpan.FromHours(40)) yield return "WeChat:NudgeBefore is not between 00:00:01 and 1.16:00:00 (days.hours:minutes:seconds).";
    }

    private static bool IsServer(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/";

    [GeneratedRegex(@"\Awx[0-9A-Za-z]{16}\z")]
    private static partial Regex AppIdForm();

    [GeneratedRegex(@"\A[0-9A-Za-z]{3,32}\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[0-9A-Za-z]{32}\z")]
    private static partial Regex SecretForm();

    [GeneratedRegex(@"\A[0-9A-Za-z]{43}\z")]
    private static partial Regex AesKeyForm();

    [GeneratedRegex(@"\A[0-9A-Za-z_-]{8,64}\z")]
    private static partial Regex TemplateForm();
}
