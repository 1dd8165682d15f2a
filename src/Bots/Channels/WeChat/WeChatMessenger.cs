using EcomCenter.Bots.Ports;
using EcomCenter.Contracts;
using Microsoft.Extensions.Options;

namespace EcomCenter.Bots.Channels.WeChat;

/// <summary>The connection to WeChat as staff see it: its last answer, its error, and a hint if it delivers nothing.</summary>
internal sealed class WeChatMessenger(
    IOptions<WeChatOptions> options, WeChatHealth health, WeChatCallbackVerifier verifier, TimeProvider time) : IMessenger
{
    private static readonly TimeSpan LongSilence = TimeSpan.FromDays(1);

    public ContactChannel Channel => ContactChannel.WeChat;

    public bool IsOn => options.Value.IsOn;

    public IReadOnlyList<MessengerFact> DescribeState(DateTimeOffset? lastReceivedAt, string? listeningNode)
    {
        List<MessengerFact> facts = [new(new FactPart.TextPart("answered"), new FactPart.TimePart(health.AnsweredAt))];
        if (health.LastError is var (code, since))
            facts.Add(new(new FactPart.TextPart("trouble"), new FactPart.CodePart(code) { IsFault = true }, new FactPart.TimePart(since),
                new FactPart.TextPart("weChat." + RemedyFor(code))));
        facts.Add(new(new FactPart.TextPart("turnedAway"), new FactPart.CodePart($"{verifier.RejectedCount}")));
        // A silent day may be chance, so it is shown only here and raises no alert.
        if (lastReceivedAt is null || lastReceivedAt < time.GetUtcNow() - LongSilence)
            facts.Add(new(new FactPart.TextPart("trouble"), new FactPart.TextPart("weChat.silent") { IsFault = true }));
        return facts;
    }

    private static string RemedyFor(string code) => code switch
    {
        "40164" or "61004" => "address",
        "40013" or "41002" => "appId",
        "40001" or "40014" or "40125" or "41001" or "41004" or "42001" => "secret",
        "48001" or "48004" or "50004" or "50007" or "61024" or "89503" or "40002" => "account",
        _ => "line",
    };
}
