using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>The settings <c>WeCom:*</c> of 微信客服, the customer service of WeCom. Without a corporation id it is off.</summary>
public sealed class WeComOptions
{
    public const string Section = "WeCom";

    public string CorpId { get; set; } = "";

    /// <summary>The secret of 微信客服 or of the own application that manages its accounts.</summary>
    public string Secret { get; set; } = "";

    /// <summary>The shared secret for signatures.</summary>
    public string Token { get; set; } = "";

    /// <summary>The key for encrypted callbacks. There are no others.</summary>
    public string EncodingAesKey { get; set; } = "";

    /// <summary>The service accounts (客服帐号) whose words are pulled, separated by commas.</summary>
    public string OpenKfId { get; set; } = "";

    /// <summary>The address of another API server. Empty means WeCom's own.</summary>
    public string BaseUrl { get; set; } = "";

    /// <summary>The longest time between two pulls, so that a lost callback delays words by no more.</summary>
    public TimeSpan PullInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The largest allowed difference between the time of a signed request and now, in both directions.</summary>
    public TimeSpan SignatureAge { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The time before the reply window closes at which the resident is told that work continues.</summary>
    public TimeSpan NudgeBefore { get; set; } = TimeSpan.FromHours(2);

    public bool IsOn => CorpId.Length > 0;

    public IReadOnlyList<string> ListAccounts() =>
        OpenKfId.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    internal Uri Server => new(BaseUrl.Length > 0 ? BaseUrl : "https://qyapi.weixin.qq.com");
}

/// <summary>Stops the program at start and names the wrong settings. Their values are left out, because most are secrets.</summary>
public sealed partial class WeComOptionsValidator : IValidateOptions<WeComOptions>
{
    public ValidateOptionsResult Validate(string? name, WeComOptions options)
    {
        var wrong = FindErrors(options).ToList();
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    private static IEnumerable<string> FindErrors(WeComOptions options)
    {
        if (IsConfigured(options))
            foreach (var wrong in FindConnectionErrors(options))
                yield return wrong;
        if (options.BaseUrl.Length > 0 && !MessengerServer.IsAddress(options.BaseUrl))
            yield return "WeCom:BaseUrl must be the http or https address of a server, without a path.";
        if (options.PullInterval < TimeSpan.FromSeconds(1) || options.PullInterval > TimeSpan.FromHours(1))
            yield return "WeCom:PullInterval must be between 00:00:01 and 01:00:00 (hours:minutes:seconds).";
        if (options.SignatureAge < TimeSpan.FromSeconds(30) || options.SignatureAge > TimeSpan.FromDays(1))
            yield return "WeCom:SignatureAge must be between 30 seconds and one day.";
        if (options.NudgeBefore <= TimeSpan.Zero || options.NudgeBefore > TimeSpan.FromHours(40))
            yield return "WeCom:NudgeBefore must be between 00:00:01 and 1.16:00:00 (days.hours:minutes:seconds).";
    }

    private static bool IsConfigured(WeComOptions options) => options.IsOn || options.Secret.Length > 0 || options.Token.Length > 0
        || options.EncodingAesKey.Length > 0 || options.OpenKfId.Length > 0;

    private static IEnumerable<string> FindConnectionErrors(WeComOptions options)
    {
        if (!CorpIdForm().IsMatch(options.CorpId))
            yield return "WeCom:CorpId must be the id of the corporation (企业ID): 8 to 64 letters, digits, _ or -.";
        if (!SecretForm().IsMatch(options.Secret))
            yield return "WeCom:Secret must be the secret shown by the platform: 16 to 128 letters, digits, _ or -.";
        if (!TokenForm().IsMatch(options.Token))
            yield return "WeCom:Token must be the token set at the platform: 3 to 32 letters or digits.";
        if (!AesKeyForm().IsMatch(options.EncodingAesKey))
            yield return "WeCom:EncodingAesKey must have 43 letters or digits.";
        if (options.ListAccounts() is var accounts && (accounts.Count == 0 || accounts.Any(account => !AccountForm().IsMatch(account))))
            yield return "WeCom:OpenKfId must be the id of a service account (客服帐号), or several separated by commas.";
    }

    [GeneratedRegex(@"\A[0-9A-Za-z_-]{8,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex CorpIdForm();

    [GeneratedRegex(@"\A[0-9A-Za-z_-]{16,128}\z", RegexOptions.NonBacktracking)]
    private static partial Regex SecretForm();

    [GeneratedRegex(@"\A[0-9A-Za-z]{3,32}\z", RegexOptions.NonBacktracking)]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[0-9A-Za-z]{43}\z", RegexOptions.NonBacktracking)]
    private static partial Regex AesKeyForm();

    [GeneratedRegex(@"\A[0-9A-Za-z_-]{4,64}\z", RegexOptions.NonBacktracking)]
    private static partial Regex AccountForm();
}
