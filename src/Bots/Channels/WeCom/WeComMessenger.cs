using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>The connection to WeCom as staff see it: the node that pulls, its last answer, and its error with a remedy.</summary>
internal sealed class WeComMessenger(IOptions<WeComOptions> options, WeComHealth health, WeComWebhook webhook) : IMessenger
{
    public ContactChannel Channel => ContactChannel.WeCom;

    public bool IsOn => options.Value.IsOn;

    public string? ListenerLease => WeComListener.Lease;

    public IReadOnlyList<MessengerFact> DescribeState(DateTimeOffset? lastReceivedAt, string? listeningNode)
    {
        List<MessengerFact> facts =
        [
            new(new FactPart.TextPart("mode"),
                new FactPart.TextPart("weCom.pulling", ("seconds", (int)options.Value.PullInterval.TotalSeconds))),
            new(new FactPart.TextPart("listener"),
                listeningNode is null ? new FactPart.TextPart("nobody") : new FactPart.CodePart(listeningNode)),
            new(new FactPart.TextPart("answered"), new FactPart.TimePart(health.AnsweredAt)),
        ];
        if (health.LastError is var (code, since))
            facts.Add(new(new FactPart.TextPart("trouble"), new FactPart.CodePart(code) { IsFault = true }, new FactPart.TimePart(since),
                new FactPart.TextPart("weCom." + RemedyFor(code))));
        facts.Add(new(new FactPart.TextPart("turnedAway"), new FactPart.CodePart($"{webhook.RejectedCount}")));
        return facts;
    }

    private static string RemedyFor(string code) => code switch
    {
        "60020" or "60021" => "address",
        "40013" or "40056" or "41002" => "corpId",
        "40001" or "40014" or "41001" or "41004" or "42001" => "secret",
        "48002" or "48004" or "60011" or "95000" or "95004" or "95011" or "95012" or "95017" => "account",
        _ => "line",
    };
}
