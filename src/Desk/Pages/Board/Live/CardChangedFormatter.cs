using MessagePack;
using MessagePack.Formatters;

namespace EcomCenter.Desk.Pages.Board.Live;

/// <summary>
/// Writes a card for MessagePack with the members that it has in JSON. The attributes of MessagePack cannot leave out a member that a card
/// does not have.
/// </summary>
internal sealed class CardChangedFormatter : IMessagePackFormatter<CardChanged?>
{
    private const string Html = "html";

    /// <summary>The members that every card has.</summary>
    private static readonly (string Name, Func<CardChanged, object?> Read)[] Members =
    [
        ("sequence", card => card.Sequence), ("number", card => card.Number), ("version", card => card.Version),
        ("status", card => card.Status), ("dueAt", card => card.DueAt), ("cycleState", card => card.CycleState),
        ("unanswered", card => card.Unanswered), ("kind", card => card.Kind), ("channel", card => card.Channel),
        ("subject", card => card.Subject), ("department", card => card.Department), ("assignee", card => card.Assignee),
    ];

    public void Serialize(ref MessagePackWriter writer, CardChanged? value, MessagePackSerializerOptions options)
    {
        if (value is null)
        {
            writer.WriteNil();
            return;
        }

        writer.WriteMapHeader(Members.Length + (value.Html is null ? 0 : 1));
        foreach (var (name, read) in Members)
        {
            writer.Write(name);
            PrimitiveObjectFormatter.Instance.Serialize(ref writer, read(value), options);
        }

        if (value.Html is null) return;
        writer.Write(Html);
        writer.Write(value.Html);
    }

    public CardChanged? Deserialize(ref MessagePackReader reader, MessagePackSerializerOptions options)
    {
        if (reader.TryReadNil()) return null;
        var members = new Dictionary<string, object?>(StringComparer.Ordinal);
        for (var left = reader.ReadMapHeader(); left > 0; left--)
            members[reader.ReadString() ?? ""] = PrimitiveObjectFormatter.Instance.Deserialize(ref reader, options);
        return new()
        {
            Sequence = Number("sequence"), Number = Text("number"), Version = Number("version"), Status = Text("status"),
            DueAt = Text("dueAt"), CycleState = Text("cycleState"), Unanswered = members["unanswered"] is true, Kind = Text("kind"),
            Channel = Text("channel"), Subject = Text("subject"), Department = Optional("department"), Assignee = Optional("assignee"),
            Html = Optional(Html),
        };

        long Number(string name) => Convert.ToInt64(members[name], System.Globalization.CultureInfo.InvariantCulture);
        string Text(string name) => (string)members[name]!;
        string? Optional(string name) => members.GetValueOrDefault(name) as string;
    }
}
