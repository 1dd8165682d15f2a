using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>The connection to Telegram as staff see it: the listening node, and the result of the last check.</summary>
internal sealed class TelegramMessenger(TelegramApi api, TelegramHealth health, TelegramDiagnostics diagnostics) : IMessenger
{
    public ContactChannel Channel => ContactChannel.Telegram;

    public bool IsOn => api.Options.IsOn;

    public string? ListenerLease => api.Options.Mode is TelegramMode.Polling ? TelegramListener.Lease : null;

    public StaffBot? StaffBot => !IsOn ? null
        : health.Report?.Bot?.UserName is { } name ? new(name, $"https://t.me/{name}") : new(null, null);

    public IReadOnlyList<MessengerFact> DescribeState(DateTimeOffset? lastReceivedAt, string? listeningNode) =>
    [
        .. api.Options.Mode is TelegramMode.Webhook ? DescribeWebhook() : DescribePolling(listeningNode),
        new(new FactPart.TextPart("answered"), new FactPart.TimePart(health.AnsweredAt)),
        .. health.LastError is var (code, since) ? [Fault(code, new FactPart.TimePart(since))] : Array.Empty<MessengerFact>(),
        .. health.Report is { } report ? DescribeReport(report) : [],
    ];

    public async Task<IReadOnlyList<ConnectionCheck>> TestAsync(CancellationToken cancellation) =>
        TelegramChecks.Describe(api.Options, await diagnostics.RunAsync(cancellation));

    private IEnumerable<MessengerFact> DescribeWebhook()
    {
        yield return new(new FactPart.TextPart("mode"), new FactPart.TextPart("webhook"));
        var count = new FactPart.CodePart($"{health.WrongSecretCount}");
        yield return health.LastWrongSecretAt is { } wrong ? new(new FactPart.TextPart("turnedAway"), count, new FactPart.TimePart(wrong))
            : new(new FactPart.TextPart("turnedAway"), count);
        if (api.Options.WebhookUrl is null)
            yield return new(new FactPart.CodePart("Desk:PublicUrl"), new FactPart.TextPart("noAddress") { IsFault = true });
    }

    private static IEnumerable<MessengerFact> DescribePolling(string? listeningNode)
    {
        yield return new(new FactPart.TextPart("mode"), new FactPart.TextPart("polling"));
        yield return new(new FactPart.TextPart("listener"),
            listeningNode is null ? new FactPart.TextPart("nobody") : new FactPart.CodePart(listeningNode));
    }

    private static IEnumerable<MessengerFact> DescribeReport(TelegramDiagnosticsReport report)
    {
        yield return new(new FactPart.TextPart("asked"), new FactPart.TimePart(report.At));
        if (report.Bot is { } bot)
            yield return new(new FactPart.CodePart("getMe"), new FactPart.NamePart(bot.Name),
                new FactPart.CodePart($"@{bot.UserName} · {bot.Id}"));
        if (report.Webhook is { } webhook)
        {
            yield return new(new FactPart.CodePart("getWebhookInfo"), new FactPart.CodePart(webhook.Url.Length > 0 ? webhook.Url : "—"),
                new FactPart.TextPart("pending", ("count", webhook.PendingUpdates)));
            if (webhook is { LastErrorAt: { } at })
                yield return new(new FactPart.TextPart("hookError"), new FactPart.CodePart(webhook.LastError ?? ""),
                    new FactPart.TimePart(at));
        }

        foreach (var failed in report.FailedCalls) yield return Fault($"{failed.Call} {failed.Code}");
    }

    private static MessengerFact Fault(string code, params IReadOnlyList<FactPart> details) =>
        new(new FactPart.TextPart("trouble"), [new FactPart.CodePart(code) { IsFault = true }, .. details]);
}
