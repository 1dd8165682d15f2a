using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
using Telegram.Bot;
using Telegram.Bot.Types;

namespace EcomCenter.Bots.Channels.Telegram;

/// <summary>
/// Reads the JSON of an update. A field in a form that this version does not know is left out, so that it never costs the words beside
/// it. The stored update keeps the field.
/// </summary>
internal static class TelegramUpdateJson
{
    private static readonly string[] Messages = ["message", "edited_message"];

    private static readonly string[] Essentials = ["message_id", "date", "edit_date", "chat", "from", "text", "caption"];

    /// <summary>Fields of earlier versions of the Bot API. Servers still send them beside those that took their place.</summary>
    private static readonly string[] Replaced =
    [
        "forward_from", "forward_from_chat", "forward_from_message_id", "forward_signature", "forward_sender_name", "forward_date",
        "new_chat_participant", "new_chat_member", "left_chat_participant", "user_shared",
    ];

    private static readonly FrozenSet<string> KnownFields = JsonBotAPI.Options.GetTypeInfo(typeof(Message)).Properties
        .Select(property => property.Name).Concat(Replaced).ToFrozenSet();

    /// <summary>Throws if even the essential fields can't be read.</summary>
    public static ReadUpdate Read(string json)
    {
        try
        {
            return new(JsonSerializer.Deserialize<Update>(json, JsonBotAPI.Options), FindUnknownFields(json));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            if (JsonNode.Parse(json) is not JsonObject update || Messages.FirstOrDefault(update.ContainsKey) is not { } name
                || update[name] is not JsonObject message) throw;
            return ReadKnownFields(update, name, message);
        }
    }

    private static ReadUpdate ReadKnownFields(JsonObject update, string name, JsonObject message)
    {
        var known = Pick(message, Essentials);
        foreach (var (field, value) in message)
        {
            if (known.ContainsKey(field)) continue;
            known[field] = value?.DeepClone();
            if (!IsReadable(known)) known.Remove(field);
        }

        var unread = message.Select(field => field.Key).Where(field => !known.ContainsKey(field) || !KnownFields.Contains(field));
        var readable = new JsonObject { ["update_id"] = update["update_id"]?.DeepClone(), [name] = known };
        return new(readable.Deserialize<Update>(JsonBotAPI.Options), UnreadFields.Select(unread));
    }

    private static IReadOnlyList<string> FindUnknownFields(string json)
    {
        using var update = JsonDocument.Parse(json);
        if (update.RootElement.ValueKind is not JsonValueKind.Object) return [];
        var messages = update.RootElement.EnumerateObject()
            .Where(member => Messages.Contains(member.Name) && member.Value.ValueKind is JsonValueKind.Object);
        return UnreadFields.Select(messages.SelectMany(message => message.Value.EnumerateObject()).Select(member => member.Name)
            .Where(name => !KnownFields.Contains(name)));
    }

    private static JsonObject Pick(JsonObject source, string[] fields) =>
        new(fields.Where(source.ContainsKey).Select(field => KeyValuePair.Create(field, source[field]?.DeepClone())));

    private static bool IsReadable(JsonObject message)
    {
        try
        {
            return message.Deserialize<Message>(JsonBotAPI.Options) is not null;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            return false;
        }
    }
}

/// <summary>An update as far as it can be read, and the names of the fields of its message that can't be.</summary>
internal sealed record ReadUpdate(Update? Update, IReadOnlyList<string> UnreadFields);
