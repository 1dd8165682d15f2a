using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.Telegram;

public enum TelegramMode { Polling, Webhook }

/// <summary>The settings <c>Telegram:*</c>. Without a token Telegram is off.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram", OwnServer = "https://api.telegram.org";

    public string Token { get; set; } = "";

    /// <summary>Another Bot API server than Telegram's own; empty for Telegram's.</summary>
    public string BaseUrl { get; set; } = "";

    public TelegramMode Mode { get; set; }

    public string WebhookSecret { get; set; } = "";

    /// <summary>Where Telegram finds us, from <c>Desk:PublicUrl</c>; empty when nobody said so.</summary>
    public string PublicUrl { get; set; } = "";

    public string Server => BaseUrl is { Length: > 0 } other ? other.TrimEnd('/') : OwnServer;

    /// <summary>Our address for Telegram; null where there is none that it would take.</summary>
    public string? HookUrl => PublicUrl.Length > 0 && (BaseUrl.Length > 0 || PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        ? PublicUrl.TrimEnd('/') + TelegramHook.Path : null;

    public bool IsOn => Token.Length > 0;

    /// <summary>The bot's own id, the part of the token that is no secret.</summary>
    public string Bot => Token.Split(':')[0];
}

/// <summary>A wrong setting stops the program and is named; its value is not, for a token is a secret.</summary>
public sealed partial class TelegramOptionsCheck : IValidateOptions<TelegramOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramOptions options)
    {
        List<string> wrong = [];
        if (options.IsOn && !TokenForm().IsMatch(options.Token))
            wrong.Add("Telegram:Token has not the form of a bot token, digits, a colon, then letters and digits.");
        if (options.BaseUrl.Length > 0 && !IsServer(options.BaseUrl))
            wrong.Add("Telegram:BaseUrl is not the http or https address of a server, without a path.");
        if (!Enum.IsDefined(options.Mode))
            wrong.Add("Telegram:Mode is neither polling nor webhook.");
        if (options is { IsOn: true, Mode: TelegramMode.Webhook } && !SecretForm().IsMatch(options.WebhookSecret))
            wrong.Add("Telegram:WebhookSecret is needed for webhook: 1 to 256 of A-Z a-z 0-9 _ and -, the longer the better.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    // A path would be dropped by the client without a word.
    private static bool IsServer(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.PathAndQuery == "/";

    [GeneratedRegex(@"\A[0-9]{1,19}:[A-Za-z0-9_-]+\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex SecretForm();
}
