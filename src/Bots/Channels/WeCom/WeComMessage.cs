using System.Globalization;
using System.Text.Json;
using EcomCenter.Texts;

namespace EcomCenter.Bots.Channels.WeCom;

/// <summary>
/// A message or event as it was pulled. Each value is read on its own: one that is missing or has an unknown form is null, and costs no
/// other.
/// </summary>
internal sealed class WeComMessage
{
    /// <summary>The origins of a message: the resident, the system, or a member of the corporation in WeCom's own program.</summary>
    public const int FromResident = 3, FromSystem = 4, FromMember = 5;

    /// <summary>The last second that <see cref="DateTimeOffset"/> can hold.</summary>
    private const double MaxUnixSeconds = 253_402_300_799;

    private readonly JsonElement _root;

    private WeComMessage(JsonElement root) => _root = root;

    public IEnumerable<string> FieldNames => _root.EnumerateObject().Select(member => member.Name);

    public string? Id => Text("msgid");

    /// <summary>The resident. Events name them inside.</summary>
    public string? Resident => Text("external_userid") ?? Text("event", "external_userid");

    public string Type => Text("msgtype") ?? "";

    public bool IsEvent => Type == "event";

    public string EventType => Text("event", "event_type") ?? "";

    public int? Origin => Integer("origin");

    public DateTimeOffset? SentAt => Number("send_time") is { } seconds and > 0 and <= MaxUnixSeconds
        ? DateTimeOffset.FromUnixTimeSeconds((long)seconds) : null;

    /// <summary>Returns null if the text is no JSON object.</summary>
    public static WeComMessage? TryParse(string json)
    {
        try
        {
            using var read = JsonDocument.Parse(JsonSanitizer.Sanitize(json));
            return read.RootElement.ValueKind is JsonValueKind.Object ? new(read.RootElement.Clone()) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Returns a text, or a number as text; null if there is none, or it is empty.</summary>
    public string? Text(params ReadOnlySpan<string> path) => TextOf(Find(_root, path));

    public int? Integer(params ReadOnlySpan<string> path) =>
        Number(path) is { } number and >= int.MinValue and <= int.MaxValue && number == Math.Truncate(number) ? (int)number : null;

    public double? Number(params ReadOnlySpan<string> path) =>
        double.TryParse(Text(path), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number : null;

    /// <summary>Returns the texts of the same name in the objects of a list.</summary>
    public IEnumerable<(string? Sender, string? Content)> Forwarded(params ReadOnlySpan<string> path) =>
        Find(_root, path) is { ValueKind: JsonValueKind.Array } list
            ? [.. list.EnumerateArray().Select(item => (TextOf(Find(item, "sender_name")), TextOf(Find(item, "msg_content"))))] : [];

    private static string? TextOf(JsonElement? value)
    {
        var text = value switch
        {
            { ValueKind: JsonValueKind.String } found => found.GetString(),
            { ValueKind: JsonValueKind.Number } found => found.GetRawText(),
            _ => null,
        };
        return text is { Length: > 0 } ? CleanText.ReplaceInvalid(text) : null;
    }

    private static JsonElement? Find(JsonElement at, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
            if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(name, out at)) return null;
        return at;
    }
}
