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

    /// <summary>Throws if even the essential fields can't be read.</summary>
    public static Update? Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<Update>(json, JsonBotAPI.Options);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NotSupportedException or FormatException)
        {
            if (JsonNode.Parse(json) is not JsonObject update || Messages.FirstOrDefault(update.ContainsKey) is not { } name
                || update[name] is not JsonObject message) throw;
            return ReadKnownFields(update, name, message);
        }
    }

    private static Update? ReadKnownFields(JsonObject update, string name, JsonObject message)
    {
        var known = Pick(message, Essentials);
        foreach (var (field, value) in message)
        {
            if (known.ContainsKey(field)) continue;
            known[field] = value?.DeepClone();
            if (!IsReadable(known)) known.Remove(field);
        }

        return new JsonObject { ["update_id"] = update["update_id"]?.DeepClone(), [name] = known }.Deserialize<Update>(JsonBotAPI.Options);
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
