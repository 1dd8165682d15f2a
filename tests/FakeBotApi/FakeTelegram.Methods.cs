using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace EcomCenter.FakeBotApi;

/// <summary>The API methods according to the public documentation.</summary>
public sealed partial class FakeTelegram
{
    private async Task AnswerAsync(HttpContext http, string token, string method)
    {
        var arguments = await ReadArgumentsAsync(http.Request);
        var delay = _delay;
        if (delay > TimeSpan.Zero) await Task.Delay(delay, http.RequestAborted);
        if (token != Token) { await FailAsync(http, method, arguments, new(401, "Unauthorized")); return; }
        if (TakeFailure(method) is { } error) { await FailAsync(http, method, arguments, error); return; }
        try
        {
            var result = await ExecuteAsync(method.ToLowerInvariant(), arguments, http.RequestAborted);
            await OkAsync(http, method, arguments, result);
        }
        catch (BotApiError refusal)
        {
            await FailAsync(http, method, arguments, refusal.Failure);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The program under test closed the connection or died.
        }
    }

    private async Task<string> ExecuteAsync(string method, JsonObject arguments, CancellationToken aborted) => method switch
    {
        "getme" => ToJsonText(new JsonObject
        {
            ["id"] = long.Parse(Token.Split(':')[0]), ["is_bot"] = true, ["first_name"] = "Service centre",
            ["username"] = "service_centre_bot",
            ["can_join_groups"] = true, ["can_read_all_group_messages"] = false, ["supports_inline_queries"] = false,
        }),
        "getupdates" => await GetUpdatesAsync(arguments, aborted),
        "sendmessage" => ToJsonText(SendMessage(arguments)),
        "sendvoice" => ToJsonText(SendVoice(arguments)),
        "sendphoto" => ToJsonText(SendFile(arguments, "photo", MaxPhotoBytes)),
        "senddocument" => ToJsonText(SendFile(arguments, "document", MaxUploadBytes)),
        "answercallbackquery" or "deletemycommands" or "sendchataction" => "true",
        "setmycommands" or "setmydescription" or "setmyshortdescription" or "setmyname" => ToJsonText(SetProfile(arguments)),
        "setwebhook" => ToJsonText(SetWebhook(arguments)),
        "deletewebhook" => ToJsonText(DeleteWebhook(arguments)),
        "getwebhookinfo" => ToJsonText(WebhookInfo()),
        "getfile" => ToJsonText(GetFile(arguments)),
        _ => throw new BotApiError(404, "Not Found"),
    };

    private static bool SetProfile(JsonObject arguments)
    {
        var code = arguments["language_code"]?.GetValue<string>() ?? "";
        return code.Length == 0 || (code.Length == 2 && code.All(char.IsAsciiLetterLower))
            ? true : throw new BotApiError(400, "Bad Request: invalid language code specified");
    }

    private async Task<string> GetUpdatesAsync(JsonObject arguments, CancellationToken aborted)
    {
        if (Webhook["url"]!.GetValue<string>().Length > 0)
            throw new BotApiError(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first");
        var (offset, limit) = (ReadInt(arguments, "offset", 0), Math.Clamp(ReadInt(arguments, "limit", 100), 1, 100));
        var updates = _updates.GetFrom(offset, limit);
        if (updates.Count > 0) return ToJsonArray(updates);
        return await LongPollAsync(offset, limit, TimeSpan.FromSeconds(Math.Clamp(ReadInt(arguments, "timeout", 0), 0, 50)), aborted);
    }

    // The newest poll wins. The one before it gets a conflict.
    private async Task<string> LongPollAsync(int offset, int limit, TimeSpan timeout, CancellationToken aborted)
    {
        var poll = Interlocked.Increment(ref _polls);
        _updates.WakeWaiters();
        var until = _time.GetUtcNow() + timeout;
        while (_time.GetUtcNow() < until && !aborted.IsCancellationRequested)
        {
            if (poll != Volatile.Read(ref _polls))
                throw new BotApiError(409,
                    "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running");
            if (_updates.GetFrom(offset, limit) is { Count: > 0 } updates) return ToJsonArray(updates);
            await _updates.WaitAsync(TimeSpan.FromSeconds(1) is var look
                && until - _time.GetUtcNow() < look ? TimeSpan.FromMilliseconds(50) : look, aborted);
        }

        aborted.ThrowIfCancellationRequested();
        return "[]";
    }

    private JsonNode SendMessage(JsonObject arguments)
    {
        var chat = long.TryParse(arguments["chat_id"]?.ToString(), out var id) ? id
            : throw new BotApiError(400, "Bad Request: chat not found");
        var text = arguments["text"]?.GetValue<string>() ?? "";
        if (string.IsNullOrWhiteSpace(text)) throw new BotApiError(400, "Bad Request: message text is empty");
        if (text.Length > 4096) throw new BotApiError(400, "Bad Request: message is too long");
        if (_blocked.ContainsKey(chat)) throw new BotApiError(403, "Forbidden: bot was blocked by the user");
        var buttons = ReadButtons(arguments["reply_markup"]);
        if (buttons.Any(button => Encoding.UTF8.GetByteCount(button.Code) is 0 or > 64))
            throw new BotApiError(400, "Bad Request: BUTTON_DATA_INVALID");
        var sent = new SentMessage(chat, Interlocked.Increment(ref _nextMessage), text, buttons, _time.GetUtcNow());
        lock (_lock) _sent.Add(sent);
        return ToMessageJson(sent, arguments["reply_markup"]);
    }

    /// <summary>Stores a voice message. Its bytes arrive as a form part and are kept among the arguments as base64.</summary>
    private JsonNode SendVoice(JsonObject arguments)
    {
        var chat = long.TryParse(arguments["chat_id"]?.ToString(), out var id) ? id
            : throw new BotApiError(400, "Bad Request: chat not found");
        if (_blocked.ContainsKey(chat)) throw new BotApiError(403, "Forbidden: bot was blocked by the user");
        var voice = arguments.FirstOrDefault(
            argument => argument.Key.StartsWith(FilePart, StringComparison.Ordinal)).Value?.GetValue<string>();
        if (voice is null) throw new BotApiError(400, "Bad Request: there is no voice in the request");
        var sent = new SentMessage(chat, Interlocked.Increment(ref _nextMessage), "", [],
            _time.GetUtcNow())
        { Voice = Convert.FromBase64String(voice) };
        lock (_lock) _sent.Add(sent);
        var message = ToMessageJson(sent, null);
        message.Remove("text");
        message["voice"] = new JsonObject { ["file_id"] = $"sent{sent.Id}", ["file_unique_id"] = $"usent{sent.Id}", ["duration"] = 1 };
        return message;
    }

    /// <summary>Stores a photo or a document. A photo must be of a type that Telegram can resize. A document may be anything.</summary>
    private JsonNode SendFile(JsonObject arguments, string field, long largest)
    {
        var chat = long.TryParse(arguments["chat_id"]?.ToString(), out var id) ? id
            : throw new BotApiError(400, "Bad Request: chat not found");
        if (_blocked.ContainsKey(chat)) throw new BotApiError(403, "Forbidden: bot was blocked by the user");
        var part = arguments.FirstOrDefault(argument => argument.Key.StartsWith(FilePart, StringComparison.Ordinal));
        if (part.Value?.GetValue<string>() is not { } encoded)
            throw new BotApiError(400, $"Bad Request: there is no {field} in the request");
        var bytes = Convert.FromBase64String(encoded);
        if (bytes.Length == 0) throw new BotApiError(400, "Bad Request: file must be non-empty");
        if (bytes.Length > largest) throw new BotApiError(413, "Request Entity Too Large");
        if (field == "photo" && bytes is not ([0xFF, 0xD8, 0xFF, ..] or [0x89, 0x50, 0x4E, 0x47, ..] or [0x52, 0x49, 0x46, 0x46, ..]))
            throw new BotApiError(400, "Bad Request: IMAGE_PROCESS_FAILED");
        var sent = new SentMessage(chat, Interlocked.Increment(ref _nextMessage), "", [],
            _time.GetUtcNow())
        { File = new(field, arguments[NamePart]?.GetValue<string>() ?? "", bytes) };
        lock (_lock) _sent.Add(sent);
        var message = ToMessageJson(sent, null);
        message.Remove("text");
        var description = new JsonObject
        {
            ["file_id"] = $"sent{sent.Id}", ["file_unique_id"] = $"usent{sent.Id}",
            ["file_size"] = bytes.Length, ["width"] = 90, ["height"] = 90
        };
        message[field] = field == "photo" ? new JsonArray(description) : description;
        return message;
    }

    private JsonObject ToMessageJson(SentMessage sent, JsonNode? markup)
    {
        var message = new JsonObject
        {
            ["message_id"] = sent.Id,
            ["from"] = new JsonObject
            {
                ["id"] = long.Parse(Token.Split(':')[0]), ["is_bot"] = true, ["first_name"] = "Service centre",
                ["username"] = "service_centre_bot"
            },
            ["chat"] = PrivateChatJson(sent.Chat),
            ["date"] = sent.At.ToUnixTimeSeconds(),
            ["text"] = sent.Text,
        };
        if (markup is JsonObject keyboard) message["reply_markup"] = keyboard.DeepClone();
        return message;
    }

    private static List<SentButton> ReadButtons(JsonNode? markup) => markup?["inline_keyboard"] is not JsonArray rows ? [] :
        [.. rows.SelectMany(row => row!.AsArray())
            .Select(button => new SentButton(button!["text"]!.GetValue<string>(), button["callback_data"]!.GetValue<string>()))];

    private JsonObject GetFile(JsonObject arguments)
    {
        if (arguments["file_id"]?.GetValue<string>() is not { } id || !_files.TryGetValue(id, out var bytes))
            throw new BotApiError(400, "Bad Request: wrong file_id or the file is temporarily unavailable");
        if (bytes.Length > MaxDownloadBytes) throw new BotApiError(400, "Bad Request: file is too big");
        return new() { ["file_id"] = id, ["file_unique_id"] = "u" + id, ["file_size"] = bytes.Length, ["file_path"] = "files/" + id };
    }

    // The updates are joined as text, so that invalid JSON from a test reaches the program unchanged.
    private static string ToJsonArray(List<string> updates) => "[" + string.Join(',', updates) + "]";

    private static string ToJsonText(JsonNode node) => node.ToJsonString();

    private static int ReadInt(JsonObject arguments, string name, int defaultValue) =>
        arguments[name] is { } value && int.TryParse(value.ToString(), out var number) ? number : defaultValue;

    private sealed class BotApiError(int status, string description) : Exception
    {
        public PlannedFailure Failure { get; } = new(status, description);
    }

    private static async Task<JsonObject> ReadArgumentsAsync(HttpRequest request)
    {
        if (request.HasFormContentType) return await ReadFormAsync(request);
        using var body = new StreamReader(request.Body);
        var text = await body.ReadToEndAsync();
        if (text.Length == 0) return ToJsonObject(request.Query.Select(field => (field.Key, field.Value.ToString())));
        return JsonSerializer.Deserialize<JsonObject>(text) ?? [];
    }

    private const string FilePart = "(file) ", NamePart = "(name)";

    /// <summary>Telegram's upload limits for bots, in bytes.</summary>
    private const long MaxPhotoBytes = 10 * 1024 * 1024, MaxUploadBytes = 50 * 1024 * 1024;

    private static async Task<JsonObject> ReadFormAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        var arguments = ToJsonObject(form.Select(field => (field.Key, field.Value.ToString())));
        foreach (var file in form.Files)
        {
            using var bytes = new MemoryStream();
            await file.CopyToAsync(bytes);
            arguments[NamePart] = file.FileName;
            arguments[FilePart + file.Name] = Convert.ToBase64String(bytes.ToArray());
        }

        return arguments;
    }

    private static JsonObject ToJsonObject(IEnumerable<(string Name, string Value)> fields) =>
        new(fields.Select(field => KeyValuePair.Create<string, JsonNode?>(field.Name, field.Value)));
}
