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

    private static readonly string[] NamesOfAuthors = ["sender_user_name", "title", "first_name", "name"];

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
        catch (Exception error) when (IsReadError(error))
        {
            // The filter names what the library throws at a message that it does not know.
            if (JsonNode.Parse(json) is not JsonObject update || Messages.FirstOrDefault(update.ContainsKey) is not { } name
                || update[name] is not JsonObject message) throw;
            return ReadKnownFields(update, name, message);
        }
    }

    private static ReadUpdate ReadKnownFields(JsonObject update, string name, JsonObject message)
    {
        var known = ReadEssentials(update, message);
        foreach (var (field, value) in message)
        {
            if (known.ContainsKey(field)) continue;
            known[field] = value?.DeepClone();
            if (!IsReadable(known)) known.Remove(field);
        }

        var unread = message.Select(field => field.Key).Where(field => !known.ContainsKey(field) || !KnownFields.Contains(field));
        var readable = new JsonObject { ["update_id"] = update["update_id"]?.DeepClone(), [name] = known };
        return new(readable.Deserialize<Update>(JsonBotAPI.Options), UnreadFields.Select(unread))
        {
            ForwardedFrom = message["forward_origin"] is { } origin && !known.ContainsKey("forward_origin") ? FindAuthor(origin) : null,
        };
    }

    /// <summary>The least that makes a message: its id, its chat, and a time, which is then the one when it was received.</summary>
    private static JsonObject ReadEssentials(JsonObject update, JsonObject message) => new()
    {
        ["message_id"] = (message["message_id"]?.GetValueKind() is JsonValueKind.Number ? message : update)
            [message["message_id"]?.GetValueKind() is JsonValueKind.Number ? "message_id" : "update_id"]?.DeepClone(),
        ["date"] = IsReadable(message, "date") ? message["date"]?.DeepClone() : 0,
        ["chat"] = IsReadable(message, "chat") ? message["chat"]?.DeepClone()
            : new JsonObject { ["id"] = message["chat"]?["id"]?.DeepClone(), ["type"] = "private" },
    };

    private static bool IsReadable(JsonObject message, string field)
    {
        var alone = new JsonObject
        {
            ["message_id"] = 1, ["date"] = 1, ["chat"] = new JsonObject { ["id"] = 1, ["type"] = "private" },
        };
        alone[field] = message[field]?.DeepClone();
        return message[field] is not null && IsReadable(alone);
    }

    private static string FindAuthor(JsonNode origin) => origin is not JsonObject fields ? ""
        : NamesOfAuthors.Select(name => fields[name] ?? fields.Select(field => field.Value).OfType<JsonObject>()
                .Select(inner => inner[name]).FirstOrDefault(found => found is not null))
            .FirstOrDefault(name => name?.GetValueKind() is JsonValueKind.String)?.GetValue<string>() ?? "";

    private static IReadOnlyList<string> FindUnknownFields(string json)
    {
        using var update = JsonDocument.Parse(json);
        if (update.RootElement.ValueKind is not JsonValueKind.Object) return [];
        var messages = update.RootElement.EnumerateObject()
            .Where(member => Messages.Contains(member.Name) && member.Value.ValueKind is JsonValueKind.Object);
        return UnreadFields.Select(messages.SelectMany(message => message.Value.EnumerateObject()).Select(member => member.Name)
            .Where(name => !KnownFields.Contains(name)));
    }

    private static bool IsReadable(JsonObject message)
    {
        try
        {
            return message.Deserialize<Message>(JsonBotAPI.Options) is not null;
        }
        catch (Exception error) when (IsReadError(error))
        {
            // The filter names what the library throws at a message that it does not know.
            return false;
        }
    }

    private static bool IsReadError(Exception error) => error is JsonException or InvalidOperationException or NotSupportedException
        or FormatException or ArgumentException or OverflowException;
}

/// <summary>An update as far as it can be read, and the names of the fields of its message that can't be.</summary>
internal sealed record ReadUpdate(Update? Update, IReadOnlyList<string> UnreadFields)
{
    /// <summary>The author of forwarded words in a form that this version does not know, empty if it names none; null for others.</summary>
    public string? ForwardedFrom { get; init; }
}
