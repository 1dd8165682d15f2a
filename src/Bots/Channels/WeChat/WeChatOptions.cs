using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The settings <c>WeChat:*</c> of an official account. Without an AppId WeChat is off.</summary>
public sealed class WeChatOptions
{
    public const string Section = "WeChat";

    public string AppId { get; set; } = "";

    /// <summary>The shared secret for signatures.</summary>
    public string Token { get; set; } = "";

    /// <summary>The key for encrypted messages. If it is set, plain messages are rejected (安全模式, 兼容模式).</summary>
    public string EncodingAesKey { get; set; } = "";

    public string AppSecret { get; set; } = "";

    /// <summary>The address of another API server. Empty means WeChat's own.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The template of the one-time subscription message (一次性订阅消息). If empty, residents are not asked to allow one.</summary>
    public string NoticeTemplate { get; set; } = "";

    /// <summary>The largest allowed difference between the time of a signed request and now, in both directions.</summary>
    public TimeSpan SignatureAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time before the reply window closes at which the resident is told that work continues.</summary>
    public TimeSpan NudgeBefore { get; set; } = TimeSpan.FromHours(2);

    public bool IsOn => AppId.Length > 0;

    internal Uri Server => new(BaseUrl.Length > 0 ? BaseUrl : "https://api.weixin.qq.com");
}

/// <summary>Stops the program at start and names the wrong settings. Their values are left out, because most are secrets.</summary>
public sealed partial class WeChatOptionsValidator : IValidateOptions<WeChatOptions>
{
    public ValidateOptionsResult Validate(string? name, WeChatOptions options)
    {
        var wrong = FindErrors(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> FindErrors(WeChatOptions options)
    {
        var isConfigured = options.IsOn || options.Token.Length > 0 || options.AppSecret.Length > 0 || options.EncodingAesKey.Length > 0;
        if (isConfigured && !AppIdForm().IsMatch(options.AppId))
            yield return "WeChat:AppId must be the id shown by the platform: wx and 16 letters or digits.";
        if (isConfigured && !TokenForm().IsMatch(options.Token))
            yield return "WeChat:Token must be the token set at the platform: 3 to 32 letters or digits.";
        if (isConfigured && !SecretForm().IsMatch(options.AppSecret))
            yield return "WeChat:AppSecret must be the secret shown by the platform: 32 letters or digits.";
        if (options.EncodingAesKey.Length > 0 && !AesKeyForm().IsMatch(options.EncodingAesKey))
            yield return "WeChat:EncodingAesKey must have 43 letters or digits.";
        if (options.BaseUrl.Length > 0 && !MessengerServer.IsAddress(options.BaseUrl))
            yield return "WeChat:BaseUrl must be the http or https address of a server, without a path.";
        if (options.NoticeTemplate.Length > 0 && !TemplateForm().IsMatch(options.NoticeTemplate))
            yield return "WeChat:NoticeTemplate must be a template id: 8 to 64 letters, digits, _ or -.";
        if (options.SignatureAge < TimeSpan.FromSeconds(30) || options.SignatureAge > TimeSpan.FromDays(1))
            yield return "WeChat:SignatureAge must be between 30 seconds and one day.";
        if (options.NudgeBefore <= TimeSpan.Zero || options.NudgeBefore > TimeSpan.FromHours(40))
            yield return "WeChat:NudgeBefore must be between 00:00:01 and 1.16:00:00 (days.hours:minutes:seconds).";
    }

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
