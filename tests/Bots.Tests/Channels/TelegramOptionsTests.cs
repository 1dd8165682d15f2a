using EcomCenter.Bots.Channels.Telegram;

namespace EcomCenter.Bots.Tests.Channels;

public class TelegramOptionsTests
{
    [Theory]
    [InlineData("", "", TelegramMode.Polling, "", null)]
    [InlineData("123:abc", "http://127.0.0.1:8081", TelegramMode.Polling, "", null)]
    [InlineData("123:abc", "", TelegramMode.Webhook, "0123456789abcdef", null)]
    [InlineData("not-a-token", "", TelegramMode.Polling, "", "Telegram:Token")]
    [InlineData("", "http://127.0.0.1:8081/", TelegramMode.Polling, "", null)]
    [InlineData("", "http://127.0.0.1:8081/telegram", TelegramMode.Polling, "", "Telegram:BaseUrl")]
    [InlineData("", "ftp://127.0.0.1", TelegramMode.Polling, "", "Telegram:BaseUrl")]
    [InlineData("", "not an address", TelegramMode.Polling, "", "Telegram:BaseUrl")]
    [InlineData("123:abc", "", TelegramMode.Webhook, "", "Telegram:WebhookSecret")]
    [InlineData("123:abc", "", TelegramMode.Webhook, "not a secret", "Telegram:WebhookSecret")]
    public void A_wrong_setting_is_named_without_its_value(string token, string baseUrl, TelegramMode mode, string secret, string? named)
    {
        var result = new TelegramOptionsValidator()
            .Validate(null, new() { Token = token, BaseUrl = baseUrl, Mode = mode, WebhookSecret = secret });
        Assert.Equal(named is null, result.Succeeded);
        if (named is not null) Assert.StartsWith(named, result.FailureMessage, StringComparison.Ordinal);
        if (token.Length > 0) Assert.DoesNotContain(token, result.FailureMessage ?? "", StringComparison.Ordinal);
    }
}
