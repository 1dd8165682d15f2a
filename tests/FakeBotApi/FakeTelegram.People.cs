using System.Text.Json.Nodes;

namespace EcomCenter.FakeBotApi;

/// <summary>What tests do: speak for residents, make trouble, and wait for what the bot says.</summary>
public sealed partial class FakeTelegram
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>A person writes to the bot. Gives the update's id.</summary>
    public int Say(long chatId, string text, string? languageCode = null, string firstName = "Aygül", DateTimeOffset? sentAt = null) =>
        Send(chatId, message => message["text"] = text, languageCode, firstName, sentAt);

    /// <summary>Any other message: <paramref name="fill"/> puts the content in.</summary>
    public int Send(long chatId, Action<JsonObject> fill, string? languageCode = null, string firstName = "Aygül", DateTimeOffset? sentAt = null)
    {
        var message = new JsonObject
        {
            ["message_id"] = Interlocked.Increment(ref _nextMessage),
            ["from"] = Person(chatId, languageCode, firstName),
            ["chat"] = Private(chatId, firstName),
            ["date"] = (sentAt ?? _time.GetUtcNow()).ToUnixTimeSeconds(),
        };
        fill(message);
        return Inject(new JsonObject { ["message"] = message });
    }

    /// <summary>A person changes the words of a message of theirs.</summary>
    public int Edit(long chatId, int messageId, string text) => Inject(new JsonObject
    {
        ["edited_message"] = new JsonObject
        {
            ["message_id"] = messageId, ["from"] = Person(chatId, null, "Aygül"), ["chat"] = Private(chatId),
            ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(), ["edit_date"] = _time.GetUtcNow().ToUnixTimeSeconds(), ["text"] = text,
        },
    });

    /// <summary>A person presses a button; <paramref name="under"/> is the message it stands under.</summary>
    public int Press(long chatId, string code, SentMessage? under = null, string? languageCode = null) => Inject(new JsonObject
    {
        ["callback_query"] = new JsonObject
        {
            ["id"] = $"press{Interlocked.Increment(ref _nextPress)}",
            ["from"] = Person(chatId, languageCode, "Aygül"),
            ["message"] = MessageOf(under ?? new SentMessage(chatId, Interlocked.Increment(ref _nextMessage), "…", [], _time.GetUtcNow()), null),
            ["chat_instance"] = "-1",
            ["data"] = code,
        },
    });

    /// <summary>An update as it stands; it gets the next update id.</summary>
    public int Inject(JsonObject update) => _updates.Add(id => Updates.WithId(update, id));

    /// <summary>The same from text that no JSON writer would write, e.g. with half a surrogate pair; <c>"message":{…}</c> without the outer braces.</summary>
    public int InjectRaw(string members) => _updates.Add(id => $$"""{"update_id":{{id}},{{members}}}""");

    /// <summary>The person blocks the bot: it is told, and every message to that chat is refused with 403.</summary>
    public int Block(long chatId)
    {
        _blocked[chatId] = true;
        return Inject(Member(chatId, "member", "kicked"));
    }

    public int Unblock(long chatId)
    {
        _blocked.TryRemove(chatId, out _);
        return Inject(Member(chatId, "kicked", "member"));
    }

    /// <summary>The next <paramref name="times"/> calls of a method (all methods by default) fail.</summary>
    public void FailNext(int status, int? retryAfter = null, string method = "*", string? description = null, int times = 1, bool halfBody = false, TimeSpan? delay = null)
    {
        var waiting = _troubles.GetOrAdd(method.ToLowerInvariant(), _ => new());
        for (var i = 0; i < times; i++) waiting.Enqueue(new(status, description ?? Usual(status, retryAfter), retryAfter, halfBody, delay));
    }

    /// <summary>The end of all trouble.</summary>
    public void Recover()
    {
        _troubles.Clear();
        _delay = TimeSpan.Zero;
    }

    /// <summary>Every answer from now on takes that much longer.</summary>
    public void SlowDown(TimeSpan by) => _delay = by;


    /// <summary>The first message to that chat (after the first <paramref name="skip"/>) that fits, whenever it comes; a clear failure when it doesn't.</summary>
    public async Task<SentMessage> WaitForAsync(long chatId, Func<SentMessage, bool>? fits = null, int skip = 0, TimeSpan? longest = null)
    {
        SentMessage? found = null;
        await UntilAsync(() => (found = Sent.Where(sent => sent.Chat == chatId).Skip(skip).FirstOrDefault(sent => fits?.Invoke(sent) ?? true)) is not null,
            $"a message to chat {chatId}", longest);
        return found!;
    }

    public Task WaitForConfirmedAsync(int updateId, TimeSpan? longest = null) =>
        UntilAsync(() => ConfirmedBelow > updateId, $"the confirmation of update {updateId}", longest);

    /// <summary>Bounded waiting for anything; polls, because the other side is another program.</summary>
    public async Task UntilAsync(Func<bool> isSo, string what, TimeSpan? longest = null)
    {
        var since = _time.GetTimestamp();
        while (!isSo())
        {
            if (_time.GetElapsedTime(since) > (longest ?? Patience)) throw new TimeoutException($"Waited in vain for {what}. Calls so far: {string.Join(' ', Calls.TakeLast(20).Select(call => $"{call.Method}={call.Status}"))}");
            await Task.Delay(10);
        }
    }

    private JsonObject Member(long chatId, string before, string after) => new()
    {
        ["my_chat_member"] = new JsonObject
        {
            ["chat"] = Private(chatId),
            ["from"] = Person(chatId, null, "Aygül"),
            ["date"] = _time.GetUtcNow().ToUnixTimeSeconds(),
            ["old_chat_member"] = Status(before),
            ["new_chat_member"] = Status(after),
        },
    };

    private JsonObject Status(string status)
    {
        var member = new JsonObject
        {
            ["user"] = new JsonObject { ["id"] = long.Parse(Token.Split(':')[0]), ["is_bot"] = true, ["first_name"] = "Service centre" },
            ["status"] = status,
        };
        if (status == "kicked") member["until_date"] = 0;
        return member;
    }

    private static JsonObject Person(long id, string? languageCode, string firstName)
    {
        var person = new JsonObject { ["id"] = id, ["is_bot"] = false, ["first_name"] = firstName };
        if (languageCode is not null) person["language_code"] = languageCode;
        return person;
    }

    private static JsonObject Private(long id, string firstName = "Aygül") => new() { ["id"] = id, ["first_name"] = firstName, ["type"] = "private" };

    private static string Usual(int status, int? retryAfter) => status switch
    {
        400 => "Bad Request: message can't be sent",
        401 => "Unauthorized",
        403 => "Forbidden: bot was blocked by the user",
        409 => "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        429 => $"Too Many Requests: retry after {retryAfter ?? 1}",
        _ => "Bad Gateway",
    };
}
