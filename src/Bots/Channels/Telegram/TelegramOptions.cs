using System.Text.RegularExpressions;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.Telegram;

public enum TelegramMode { Polling, Webhook }

/// <summary>The settings <c>Telegram:*</c>. Without a token Telegram is off.</summary>
public sealed class TelegramOptions
{
    public const string Section = "Telegram", DefaultServer = "https://api.telegram.org";

    public string Token { get; set; } = "";

    /// <summary>The address of another Bot API server. Empty means Telegram's own.</summary>
    public string BaseUrl { get; set; } = "";

    public TelegramMode Mode { get; set; }

    public string WebhookSecret { get; set; } = "";

    /// <summary>The public address of the desk, from <c>Desk:PublicUrl</c>. Empty if not configured.</summary>
    public string PublicUrl { get; set; } = "";

    public string Server => BaseUrl is { Length: > 0 } other ? other.TrimEnd('/') : DefaultServer;

    /// <summary>The webhook address for Telegram, or null if Telegram would not accept the public address.</summary>
    public string? WebhookUrl =>
        PublicUrl.Length > 0 && (BaseUrl.Length > 0 || PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
        ? PublicUrl.TrimEnd('/') + TelegramWebhook.Path : null;

    public bool IsOn => Token.Length > 0;

    /// <summary>The id of the bot. It is the public part of the token.</summary>
    public string BotId => Token.Split(':')[0];
}

/// <summary>Stops the program at start and names the wrong settings. Their values are left out, because the token is a secret.</summary>
public sealed partial class TelegramOptionsValidator : IValidateOptions<TelegramOptions>
{
    public ValidateOptionsResult Validate(string? name, TelegramOptions options)
    {
        List<string> wrong = [];
        if (options.IsOn && !TokenForm().IsMatch(options.Token))
            wrong.Add("Telegram:Token must be a bot token: digits, a colon, then letters and digits.");
        if (options.BaseUrl.Length > 0 && !MessengerServer.IsAddress(options.BaseUrl))
            wrong.Add("Telegram:BaseUrl must be the http or https address of a server, without a path.");
        if (!Enum.IsDefined(options.Mode))
            wrong.Add("Telegram:Mode must be polling or webhook.");
        if (options is { IsOn: true, Mode: TelegramMode.Webhook } && !SecretForm().IsMatch(options.WebhookSecret))
            wrong.Add("Telegram:WebhookSecret is required for webhook mode: 1 to 256 of A-Z a-z 0-9 _ and -, the longer the better.");
        return wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(wrong);
    }

    [GeneratedRegex(@"\A[0-9]{1,19}:[A-Za-z0-9_-]+\z")]
    private static partial Regex TokenForm();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,256}\z")]
    private static partial Regex SecretForm();
}
