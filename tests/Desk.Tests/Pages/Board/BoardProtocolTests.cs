using System.Reflection;
using System.Text.Json;
using EcomCenter.Desk.Pages.Board.Live;
using MessagePack;
using Microsoft.AspNetCore.SignalR.Protocol;

namespace EcomCenter.Desk.Tests.Pages.Board;

/// <summary>Both protocols of the board's hub carry the same: the same members, and the same ones absent.</summary>
public sealed class BoardProtocolTests
{
    private const byte EndOfJson = 0x1e;

    private static readonly CardChanged Card = new()
    {
        Sequence = long.MaxValue, Number = "100-0015", Version = 3, Status = "new", DueAt = "2026-12-01T10:00:00+08:00",
        CycleState = "open", Unanswered = true, Kind = "inquiry", Channel = "counter", Subject = "ياڭاق 核桃",
    };

    public static TheoryData<object> Messages { get; } =
    [
        Card, Card with { Department = "brand", Assignee = "aygul", Html = "<li></li>" }, new CardRemoved(7, "100-0015"),
        new WatchResult(7, [Card, Card with { Html = "<li></li>" }], null),
        new WatchResult(7, null, [Card, new CardRemoved(7, "100-0015"), Card with { Assignee = "aygul" }]),
        new Alert("due", "100-0015", "2026-12-01T10:00:00+08:00"), new Behind(7), new Pulse(7, null),
        new Pulse(7, "2026-12-01T10:00:00+08:00"), new Presence("100-0015", [new("aygul", "Aygul", true)]), new Presence("100-0015", []),
    ];

    [Theory, MemberData(nameof(Messages))]
    public void A_message_has_the_same_members_in_JSON_and_in_MessagePack(object message) =>
        Assert.Equal(WriteJson(message), WriteMessagePack(message));

    [Fact]
    public void Every_message_of_the_hub_is_compared()
    {
        var sent = typeof(CardChanged).Assembly.GetTypes().Where(type => type.GetCustomAttribute<MessagePackObjectAttribute>() is not null
            || type.GetCustomAttribute<MessagePackFormatterAttribute>() is not null).Except([typeof(PresentColleague)]);
        Assert.Equal(sent.Select(type => type.Name).Order(), Messages.Select(row => row.Data.GetType().Name).Distinct().Order());
    }

    private static string WriteJson(object message)
    {
        var bytes = new JsonHubProtocol().GetMessageBytes(new InvocationMessage("Any", [message])).ToArray();
        Assert.Equal(EndOfJson, bytes[^1]);
        return Normalize(JsonDocument.Parse(bytes.AsMemory(..^1)).RootElement.GetProperty("arguments"));
    }

    private static string WriteMessagePack(object message)
    {
        var bytes = new MessagePackHubProtocol().GetMessageBytes(new InvocationMessage("Any", [message]));
        var start = 1;
        while ((bytes.Span[start - 1] & 0x80) != 0) start++;
        var text = MessagePackSerializer.ConvertToJson(bytes[start..], cancellationToken: TestContext.Current.CancellationToken);
        return Normalize(JsonDocument.Parse(text).RootElement[4]);
    }

    /// <summary>Sorts the members, whose order says nothing.</summary>
    private static string Normalize(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{" + string.Join(',', value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal)
            .Select(member => $"{member.Name}:{Normalize(member.Value)}")) + "}",
        JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Normalize)) + "]",
        JsonValueKind.String => JsonSerializer.Serialize(value.GetString()),
        _ => value.GetRawText(),
    };
}
